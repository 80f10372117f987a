/** Text that is markup already: everything else is escaped on its way in. */
export class Markup {
  readonly text: string;

  /** @param text Well-formed by itself: each element that it opens is closed. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What {@link markup} takes between its strings; nothing is written for what is absent. */
export type Part = Markup | string | number | undefined | false | readonly Part[];

/**
 * HTML and SVG that are well-formed XML too, from a template: values are escaped unless they are markup.
 *
 * @example
 * ```ts
 * import { markup } from "@acacia/bench";
 * console.assert(markup`<b>${"<script>"}</b>`.text === "<b>&lt;script&gt;</b>");
 * ```
 */
export function markup(strings: TemplateStringsArray, ...values: readonly Part[]): Markup {
  return new Markup(
    strings
      .map((text, index) => text + (index < values.length ? write(values[index]) : ""))
      .join(""),
  );
}

function write(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(write).join("");
  return escapeText(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Characters that no XML may hold, not even escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FORBIDDEN_REGEXP = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text as it stands between tags and in quoted attributes. What cannot be written becomes U+FFFD. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN_REGEXP, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
