import { AcaciaError } from "../errors.ts";
import { closest } from "../text/closest.ts";
import { cutFileName, safeFileName } from "../text/file_name.ts";
import { cutText, FORMAT_EXAMPLES, type FormatKind, isFormat, printMoment } from "./view_format.ts";

/** What a name in `images/` can be made of. */
export const VIEW_FIELDS = {
  source: "the target it came from: `r/aww` makes a folder in a folder",
  num: "its place in an album of several, `001_`; empty for a lone picture",
  id: "Imgur's id of the picture",
  ext: "the extension of what the file really is",
  title: "its title, else its post's",
  author: "who posted it",
  subreddit: "the subreddit, without r/",
  post: "Imgur's id of the post",
  date: "the day it was posted, 2026-11-24",
} as const;

/** One of {@link VIEW_FIELDS}. */
export type ViewField = keyof typeof VIEW_FIELDS;

/** How each field may be written: `{date:%Y-%m}`. */
const FORMATS: Readonly<Record<ViewField, FormatKind>> = {
  source: "none",
  num: "number",
  id: "none",
  ext: "none",
  title: "text",
  author: "text",
  subreddit: "text",
  post: "none",
  date: "date",
};

/** What stands for an unknown fact when the template names nothing else. */
const PLACEHOLDERS: Readonly<Partial<Record<ViewField, string>>> = {
  title: "untitled",
  author: "unknown",
  subreddit: "unknown",
  date: "undated",
};

/** The template that is used when the user names none. */
export const DEFAULT_VIEW = "{source}/{num}{id}.{ext}";

/** The facts that a name is made of. */
export interface ViewFacts {
  /** The source as printed. */
  readonly source: string;
  /** From 0, in the author's order. */
  readonly position: number;
  /** How many media its post has. */
  readonly mediaCount: number;
  readonly id: string;
  readonly ext: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly subreddit: string | null;
  /** Imgur's id of the post. */
  readonly post: string;
  /** Epoch ms. */
  readonly postedAt: number | null;
}

/** A field as it is to be written, or a text of the user's own for when no field before it is known. */
type Choice =
  | { readonly text: string }
  | { readonly field: ViewField; readonly format: string | undefined };

/** Text between the braces' pairs, or what one pair holds: the first choice that is known. */
type Part = { readonly text: string } | { readonly choices: readonly Choice[] };

/** A template that was read; {@link expandView} makes names of it. */
export interface ViewTemplate {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** Room for the number of a collision, `_99999`, within the 255 bytes that file systems give a name. */
const MAX_NAME_BYTES = 240;

const PART_REGEXP = /\{([^{}]*)\}|([^{}]+)|[{}]/g;

/**
 * Reads what `--view` takes.
 *
 * @param text A template, or `none`.
 * @returns null for `none`.
 * @throws {AcaciaError} `usage` for a field that does not exist, a brace alone, or an absolute path.
 */
export function parseViewTemplate(text: string): ViewTemplate | null {
  if (text.trim() === "none") return null;
  if (text.trim() === "" || text.startsWith("/") || text.endsWith("/")) {
    throw refuse(text, "it is no path of a file within images/");
  }
  const parts = [...text.matchAll(PART_REGEXP)].map(([whole, inner, plain]): Part => {
    if (plain !== undefined) return { text: plain };
    if (inner === undefined) throw refuse(text, `'${whole}' stands alone`);
    return { choices: inner.split("|").map((choice) => parseChoice(choice, text)) };
  });
  return { text, parts };
}

/**
 * The name of a media under `images/`, with `/`: each part of it safe on every system. Never absolute, never
 * out of the folder, whatever titles and names hold.
 *
 * @example
 * ```ts
 * import { expandView, parseViewTemplate } from "@acacia/core";
 * const template = parseViewTemplate("{source}/{num}{id}.{ext}")!;
 * const facts = { source: "r/aww", position: 0, mediaCount: 12, id: "aBc12De", ext: "jpg", title: null,
 *   author: null, subreddit: null, post: "xYz98", postedAt: null };
 * console.assert(expandView(template, facts) === "r/aww/001_aBc12De.jpg");
 * ```
 */
export function expandView(template: ViewTemplate, facts: ViewFacts): string {
  const whole = template.parts
    .map((part) => ("text" in part ? part.text : expandChoices(part.choices, facts)))
    .join("");
  // A last field that is empty would leave the folder's name for the file.
  const named = /(^|\/)\s*$/.test(whole) ? `${whole}${facts.id}.${facts.ext}` : whole;
  const segments = named.split("/").filter((segment) => segment.trim() !== "");
  return segments.map((segment) => safeFileName(segment, { maxBytes: MAX_NAME_BYTES })).join("/");
}

/**
 * The name, then the same with `_2`, `_3`, … before the extension, without end.
 * @param path As {@link expandView} gives it.
 */
export function* numberNames(path: string): Generator<string> {
  yield path;
  const slash = path.lastIndexOf("/") + 1;
  const name = path.slice(slash);
  const dot = name.lastIndexOf(".") > 0 ? name.lastIndexOf(".") : name.length;
  for (let number = 2; ; number++) {
    const numbered = `${name.slice(0, dot)}_${number}${name.slice(dot)}`;
    yield path.slice(0, slash) + cutFileName(numbered);
  }
}

function parseChoice(choice: string, text: string): Choice {
  const own = /^'([^'/]*)'$/.exec(choice)?.[1];
  if (own !== undefined) return { text: own };
  const [, field = "", format] = /^([^:]*)(?::(.*))?$/.exec(choice) ?? [];
  if (!isField(field)) {
    const near = closest(field, Object.keys(VIEW_FIELDS));
    throw refuse(text, `there is no field {${field}}`, near && `{${near}}`);
  }
  const kind = FORMATS[field];
  if (format === undefined || isFormat(kind, format)) return { field, format };
  const example = `{${field}${FORMAT_EXAMPLES[kind]}}`;
  throw refuse(text, `{${field}} cannot be written as '${format}'`, example);
}

function isField(name: string): name is ViewField {
  return Object.hasOwn(VIEW_FIELDS, name);
}

function expandChoices(choices: readonly Choice[], facts: ViewFacts): string {
  for (const choice of choices) {
    const value = "text" in choice ? choice.text : readField(choice, facts);
    if (value === undefined) continue;
    // A source's slashes make folders, those of a title do not.
    return "field" in choice && choice.field === "source" ? value : value.replaceAll("/", "_");
  }
  const last = choices.at(-1);
  return last && "field" in last ? (PLACEHOLDERS[last.field] ?? "") : "";
}

/** A field as its format wants it; undefined when it is not known. */
function readField(
  { field, format }: { readonly field: ViewField; readonly format: string | undefined },
  facts: ViewFacts,
): string | undefined {
  switch (field) {
    case "num":
      return readNumber(format, facts);
    case "date":
      return printMoment(facts.postedAt, format ?? "%Y-%m-%d");
    case "title":
    case "author":
    case "subreddit": {
      const text = facts[field]?.trim() || undefined;
      return format === undefined ? text : text && cutText(text, Number(format));
    }
    default:
      return facts[field];
  }
}

/** With a width: the bare place, of a lone picture too. */
function readNumber(format: string | undefined, facts: ViewFacts): string | undefined {
  if (format === undefined) return facts.mediaCount > 1 ? `${padNumber(facts)}_` : undefined;
  return String(facts.position + 1).padStart(Number(format), "0");
}

/** Padded to the album's size, at least three digits, so that names sort in the author's order. */
function padNumber({ position, mediaCount }: ViewFacts): string {
  return String(position + 1).padStart(Math.max(3, String(mediaCount).length), "0");
}

function refuse(text: string, reason: string, suggestion?: string): AcaciaError {
  const fields = Object.keys(VIEW_FIELDS).map((field) => `{${field}}`);
  return new AcaciaError("usage", `Cannot read the view '${text}': ${reason}`, {
    hint: suggestion ? `Write ${suggestion}` : `Use ${fields.join(" ")} or none`,
  });
}
