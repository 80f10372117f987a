import { closest, meantHint } from "../text/closest.ts";
import { parseSize } from "../text/size.ts";
import type { Comparison, Expr, NumberField, Span, TextField, TimeField } from "./expr.ts";
import { readStretch } from "./time.ts";
import { wordsOf } from "./words.ts";

/** What to try: in words, or what was most likely meant. */
export type Help = string | { readonly meant: string; readonly hint: string };

/** Thrown while a field's value is read: the reason, and how it might have been meant. */
export class ValueError extends Error {
  override readonly name = "ValueError";
  readonly help: Help | undefined;

  /** @param message What is wrong with the value. @param help What to try; `meant` would replace the value. */
  constructor(message: string, help?: Help) {
    super(message);
    this.help = help;
  }
}

/** What a field reader is given. */
export interface FieldContext {
  readonly span: Span;
  /** Epoch ms that ages count back from. */
  readonly now: number;
  /** A saved filter by its name. @throws {ValueError} when there is none, or none can be known here. */
  readonly filter: (name: string) => Expr;
}

/** A row of the table that parser, help and completion share. */
export interface FieldRule {
  readonly key: string;
  readonly example: string;
  readonly help: string;
  /** Values to offer, where they are few. */
  readonly values?: readonly string[];
  readonly read: (value: string, context: FieldContext) => Expr;
}

const RANGE_REGEXP = /^(.+?)\.\.(.+)$/;
const COMPARED_REGEXP = /^(<=|>=|<|>|=)?(.+)$/;

/** Every `key:` of the grammar, contract §6. */
export const FIELDS: readonly FieldRule[] = [
  choice("type", ["photo", "gif", "video", "album"], {
    help: "what it is",
    make: (type, span) => ({ kind: "type", type, span }),
  }),
  number("w", "w:>=1920", { help: "width in pixels" }),
  number("h", "h:<800", { help: "height in pixels" }),
  number("score", "score:>500", { help: "Imgur's score" }),
  number("views", "views:>10000", { help: "Imgur's views" }),
  number("size", "size:<2M", { help: "bytes of the file", parse: parseSize }),
  number("run", "run:42", { help: "archived by this run" }),
  name("tag", "tag:cats", "has this tag, Imgur's or your own"),
  name("user", "user:fernweh", "posted by this user"),
  name("r", "r:aww", "shared in this subreddit"),
  name("album", "album:aBc12De", "belongs to this album"),
  name("id", "id:aBc12De", "has this Imgur id"),
  {
    key: "comment",
    example: "comment:lovely",
    help: "has a comment with these words, or by this user",
    read(value, { span }) {
      if (wordsOf(value).length > 0) return { kind: "text", field: "comment", value, span };
      throw new ValueError("comment: needs a word", "Write it like comment:lovely");
    },
  },
  since("after", "after:30d", "posted at or after then"),
  until("before", "before:2020-01-01", "posted before then"),
  within("posted", "posted:2019", "posted within that time"),
  within("archived", "archived:2026-11", "archived within that time"),
  yesNo("nsfw", "marked as not safe for work"),
  yesNo("dup", "its bytes are kept under another id too"),
  choice("is", ["fav", "new", "gone", "trash"], {
    help: "favourite, not seen yet, gone from Imgur, in the trash",
    make: (flag, span) => ({ kind: "flag", flag, on: true, span }),
  }),
  {
    key: "filter",
    example: "filter:best",
    help: "what a saved filter of this name finds",
    read: (name, { filter }) => filter(name),
  },
];

/** The rule of a key, or undefined. */
export function findField(key: string): FieldRule | undefined {
  return FIELDS.find((rule) => rule.key === key);
}

function choice<Value extends string>(
  key: string,
  values: readonly Value[],
  rest: { help: string; make: (value: Value, span: Span) => Expr },
): FieldRule {
  return {
    key,
    example: `${key}:${values[0]}`,
    help: rest.help,
    values,
    read(value, { span }) {
      const found = values.find((candidate) => candidate === value.toLowerCase());
      if (found) return rest.make(found, span);
      throw new ValueError(
        `${key} is one of ${values.join(", ")}, not '${value}'`,
        meant(key, value, values),
      );
    },
  };
}

function meant(key: string, value: string, values: readonly string[]): Help {
  const near = closest(value.toLowerCase(), values);
  return near
    ? { meant: near, hint: meantHint(`${key}:${near}`) }
    : `Use one of ${values.map((v) => `${key}:${v}`).join(", ")}`;
}

function number(
  field: NumberField,
  example: string,
  { help, parse = parseCount }: { help: string; parse?: (text: string) => number },
): FieldRule {
  return {
    key: field,
    example,
    help,
    read(text, { span }) {
      const range = RANGE_REGEXP.exec(text);
      if (range) {
        const between = (comparison: Comparison, value: string): Expr => ({
          kind: "number",
          field,
          comparison,
          value: readNumber(value, parse, example),
          span,
        });
        return { kind: "and", parts: [between(">=", range[1]!), between("<=", range[2]!)], span };
      }
      const [, comparison = "=", value = ""] = COMPARED_REGEXP.exec(text) ?? [];
      return {
        kind: "number",
        field,
        comparison: comparison as Comparison,
        value: readNumber(value, parse, example),
        span,
      };
    },
  };
}

function readNumber(text: string, parse: (text: string) => number, example: string): number {
  try {
    const value = parse(text);
    if (Number.isFinite(value)) return value;
  } catch {
    // The message below names the place; the parser's own would not.
  }
  throw new ValueError(`'${text}' is not a number`, `Write it like ${example}`);
}

function parseCount(text: string): number {
  if (!/^-?\d+(\.\d+)?[kKmM]?$/.test(text)) return Number.NaN;
  const factor = /k$/i.test(text) ? 1_000 : /m$/i.test(text) ? 1_000_000 : 1;
  return Number.parseFloat(text) * factor;
}

function name(field: TextField, example: string, help: string): FieldRule {
  return {
    key: field,
    example,
    help,
    read(text, { span }) {
      const value = text.replace(/^[@#]|^r\//, "");
      if (value === "") throw new ValueError(`${field}: needs a name`, `Write it like ${example}`);
      return { kind: "text", field, value, span };
    },
  };
}

function stretch(text: string, now: number, example: string) {
  const found = readStretch(text, now);
  if (found) return found;
  throw new ValueError(
    `'${text}' is no date and no age`,
    `Write a year, a month, a day or an age: ${example}, 2020, 2020-05, 30d`,
  );
}

function since(key: string, example: string, help: string): FieldRule {
  return {
    key,
    example,
    help,
    read: (text, { span, now }) => ({
      kind: "time",
      field: "posted",
      from: stretch(text, now, example).from,
      span,
    }),
  };
}

function until(key: string, example: string, help: string): FieldRule {
  return {
    key,
    example,
    help,
    read: (text, { span, now }) => ({
      kind: "time",
      field: "posted",
      to: stretch(text, now, example).from,
      span,
    }),
  };
}

function within(field: TimeField, example: string, help: string): FieldRule {
  return {
    key: field,
    example,
    help,
    read(text, { span, now }) {
      const range = RANGE_REGEXP.exec(text);
      if (range) {
        const { from } = stretch(range[1]!, now, example);
        return { kind: "time", field, from, to: stretch(range[2]!, now, example).to, span };
      }
      const [, comparison = "=", value = ""] = COMPARED_REGEXP.exec(text) ?? [];
      const { from, to } = stretch(value, now, example);
      if (comparison === "<") return { kind: "time", field, to: from, span };
      if (comparison === "<=") return { kind: "time", field, to, span };
      if (comparison === ">") return { kind: "time", field, from: to, span };
      if (comparison === ">=") return { kind: "time", field, from, span };
      return { kind: "time", field, from, to, span };
    },
  };
}

function yesNo(flag: "nsfw" | "dup", help: string): FieldRule {
  return choice(flag, ["yes", "no"], {
    help,
    make: (value, span) => ({ kind: "flag", flag, on: value === "yes", span }),
  });
}
