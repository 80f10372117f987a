/** What a terminal obeys instead of showing it: control characters, and those that turn the direction of text. */
const OBEYED_REGEXP =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from outside as it may stand on a terminal: control and bidi characters are shown, not sent. */
export function safe(text: string): string {
  return text.replace(OBEYED_REGEXP, (char) => (char === "\n" ? " " : spell(char)));
}

/**
 * A value as a line of NDJSON. JSON leaves many characters as they are that a terminal obeys: they are escaped
 * too, which no reader of JSON notices.
 */
export function jsonLine(value: unknown): string {
  return `${safeJson(JSON.stringify(value))}\n`;
}

/** JSON that was written elsewhere, for a terminal: as {@link jsonLine} writes it. @param json Without its line's end. */
export function safeJson(json: string): string {
  return json.replace(OBEYED_REGEXP, spell);
}

function spell(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
