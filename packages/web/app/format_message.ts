/** The language of every word, number and date in the gallery. */
export const LOCALE = "en-GB";

/** What a message may be filled with. */
export type MessageValues = Readonly<Record<string, string | number>>;

const numberFormat = new Intl.NumberFormat(LOCALE);
const pluralRules = new Intl.PluralRules(LOCALE);

/**
 * Fills a message: `{name}`, and `{n, plural, one {# item} other {# items}}` with `#` as the number.
 * @param message Braces must match.
 * @param values Numbers are written in the reader's way.
 * @example `formatMessage("{n, plural, one {# item} other {# items}}", { n: 1200 }) // "1,200 items"`
 */
export function formatMessage(message: string, values: MessageValues = {}): string {
  let text = "";
  let at = 0;
  while (at < message.length) {
    const open = message.indexOf("{", at);
    if (open < 0) return text + message.slice(at);
    const close = matchingBrace(message, open);
    text += message.slice(at, open) + fill(message.slice(open + 1, close), values);
    at = close + 1;
  }
  return text;
}

function fill(argument: string, values: MessageValues): string {
  const [name = "", kind] = argument.split(",", 2).map((part) => part.trim());
  const value = values[name] ?? "";
  if (kind !== "plural") return typeof value === "number" ? numberFormat.format(value) : value;
  const forms = readForms(argument.slice(argument.indexOf(",", argument.indexOf(",") + 1) + 1));
  const form = forms.get(pluralRules.select(Number(value))) ?? forms.get("other") ?? "";
  return formatMessage(form.replaceAll("#", numberFormat.format(Number(value))), values);
}

function readForms(text: string): Map<string, string> {
  const forms = new Map<string, string>();
  let at = 0;
  for (let open = text.indexOf("{"); open >= 0; open = text.indexOf("{", at)) {
    const close = matchingBrace(text, open);
    forms.set(text.slice(at, open).trim(), text.slice(open + 1, close));
    at = close + 1;
  }
  return forms;
}

function matchingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth++;
    if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}
