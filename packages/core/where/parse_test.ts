import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { AcaciaError } from "../errors.ts";
import type { Expr } from "./expr.ts";
import { FIELDS } from "./fields.ts";
import { parseWhere, readWhere } from "./parse.ts";
import { printWhere } from "./print.ts";

const NOW = Date.UTC(2026, 10, 24);
const parse = (text: string) => parseWhere(text, { now: NOW });

/** The tree without places, for comparing meanings. */
function shape(expr: Expr): unknown {
  return JSON.parse(JSON.stringify(expr, (key, value) => (key === "span" ? undefined : value)));
}

const TEXTS: Record<string, string> = {
  best: "score:>500 (type:photo OR type:gif)",
  mine: "user:x filter:best",
  all: "",
  circle: "cats filter:circle",
  broken: "typ:photo",
};
const SAVED = { names: () => Object.keys(TEXTS), text: (name: string) => TEXTS[name] };

describe("parseWhere()", () => {
  test.each([
    ["nothing is everything", "  ", { kind: "all" }],
    ["a word", "cats", { kind: "words", text: "cats", exact: false }],
    [
      "words in quotes stay together",
      '"two cats"',
      { kind: "words", text: "two cats", exact: true },
    ],
    ["a type", "type:video", { kind: "type", type: "video" }],
    ["a comparison", "w:>=1920", { kind: "number", field: "w", comparison: ">=", value: 1920 }],
    [
      "a size with a unit",
      "size:<2M",
      { kind: "number", field: "size", comparison: "<", value: 2_000_000 },
    ],
    ["a quoted value", 'user:"some one"', { kind: "text", field: "user", value: "some one" }],
    ["r:aww and r:r/aww are the same", "r:r/aww", { kind: "text", field: "r", value: "aww" }],
    ["a day", "before:2020-01-01", { kind: "time", field: "posted", to: Date.UTC(2020, 0, 1) }],
    ["an age", "after:30d", { kind: "time", field: "posted", from: NOW - 30 * 86_400_000 }],
    [
      "a month of archiving",
      "archived:2026-11",
      { kind: "time", field: "archived", from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) },
    ],
    [
      "a range of dates, both ends within",
      "posted:2019..2020-06",
      { kind: "time", field: "posted", from: Date.UTC(2019, 0, 1), to: Date.UTC(2020, 6, 1) },
    ],
    ["a flag", "nsfw:no", { kind: "flag", flag: "nsfw", on: false }],
    ["keys in any case", "TYPE:GIF", { kind: "type", type: "gif" }],
  ] as const)("reads %s", (_what, text, expected) => {
    expect(shape(parse(text))).toEqual(expected);
  });

  test("lets AND bind tighter than OR, and brackets tighter than both", () => {
    expect(shape(parse("a b OR c"))).toEqual(shape(parse("(a b) OR c")));
    expect(shape(parse("a (b OR c)"))).not.toEqual(shape(parse("a b OR c")));
  });

  test("reads -, NOT and a doubled negation", () => {
    expect(shape(parse("-tag:meme"))).toEqual(shape(parse("NOT tag:meme")));
    expect(shape(parse("--cat"))).toEqual(shape(parse("cat")));
    expect(shape(parse("NOT NOT cat"))).toEqual(shape(parse("cat")));
  });

  test("leaves out a dash between words", () => {
    expect(shape(parse("cats - a story"))).toEqual(shape(parse("cats a story")));
  });

  test("reads a range as both ends", () => {
    expect(shape(parse("score:10..20"))).toEqual(shape(parse("score:>=10 score:<=20")));
  });

  test.each(FIELDS.map((field) => [field.key, field.example]))(
    "reads its own example of %s",
    (_key, example) => {
      expect(() => parseWhere(example, { now: NOW, filters: SAVED })).not.toThrow();
    },
  );

  test.each([
    ["an unknown key", "typ:video", "typ", "Write type:"],
    ["an unknown type", "type:vidoe", "vidoe", "Write type:video"],
    ["no number", "w:>wide", ">wide", "Write it like w:>=1920"],
    ["no date", "after:someday", "someday", "30d"],
    ["no date in a range", "posted:2019..someday", "2019..someday", "30d"],
    ["a day that does not exist", "before:2021-02-30", "2021-02-30", "30d"],
    ["an open bracket", "(a", "(", "Add a ')'"],
    ["a stray bracket", "a)", ")", "Remove it"],
    ["NOT without anything", "NOT", "NOT", "help where"],
    ["OR without a right side", "a OR", "OR", "help where"],
    ["OR without a left side", "| a", "|", "help where"],
    ["OR twice", "a OR OR b", "OR", "help where"],
    ["brackets without anything", "a ()", "()", "help where"],
    ["signs alone", "a !!!", "!!!", "Leave it out"],
    ["comment: without a word", "comment:?", "?", "comment:lovely"],
    ["a saved filter where none can be", "filter:best", "best", "Write out"],
  ])("points at %s", (_what, text, at, hint) => {
    const { faults } = readWhere(text, { now: NOW });
    expect(faults).toHaveLength(1);
    expect(text.slice(faults[0]!.span.from, faults[0]!.span.to)).toBe(at);
    let thrown: unknown;
    try {
      parse(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AcaciaError);
    expect((thrown as AcaciaError).code).toBe("usage");
    expect((thrown as AcaciaError).hint).toContain(hint);
  });

  test.each([
    ["alone", "filter:best", "score:>500 (type:photo OR type:gif)"],
    ["negated", "-filter:best r:aww", "-(score:>500 (type:photo OR type:gif)) r:aww"],
    ["within another", "filter:mine", "user:x (score:>500 (type:photo OR type:gif))"],
    ["of everything", "filter:all cats", "cats"],
  ])("reads a saved filter %s", (_how, text, written) => {
    expect(shape(parseWhere(text, { now: NOW, filters: SAVED }))).toEqual(shape(parse(written)));
  });

  test.each([
    ["that is not there, with the one that was meant", "cats filter:bets", "Write filter:best"],
    ["that names itself", "filter:circle", "Save one of them again"],
    ["that is broken, with why", "filter:broken", "Write type:"],
  ])("points at a saved filter %s", (_what, text, hint) => {
    const { faults } = readWhere(text, { now: NOW, filters: SAVED });
    expect(faults).toEqual([expect.objectContaining({ hint: expect.stringContaining(hint) })]);
    expect(text.slice(faults[0]!.span.from, faults[0]!.span.to)).toBe(text.split(":")[1]!);
  });

  test.each([
    ["typ:photo", "type:photo"],
    ["cats -type:phot score:>5", "cats -type:photo score:>5"],
    ["(cats OR is:fev)", "(cats OR is:fav)"],
    ["filter:bets", "filter:best"],
  ])("says what would stand in the place of the fault in '%s'", (text, right) => {
    const [fault] = readWhere(text, { now: NOW, filters: SAVED }).faults;
    const { from, to } = fault!.span;
    expect(`${text.slice(0, from)}${fault!.meant}${text.slice(to)}`).toBe(right);
  });

  test("applies the rest when a part is not understood", () => {
    const { expr, faults } = readWhere("typ:x cats", { now: NOW });
    expect(shape(expr)).toEqual(shape(parse("cats")));
    expect(faults).toHaveLength(1);
  });

  test("refuses brackets that are nested without end", () => {
    expect(readWhere("(".repeat(100_000), { now: NOW }).faults.length).toBeGreaterThan(0);
  });

  test("throws nothing but its own error, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab:-()"| \t<>=0129.tagypewORNT') }),
        (text) => {
          try {
            parse(text);
          } catch (error) {
            if (!(error instanceof AcaciaError) || error.code !== "usage") throw error;
          }
        },
      ),
    );
  });
});

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const leaf: fc.Arbitrary<string> = fc.oneof(
  word,
  word.map((text) => `"${text} ${text}"`),
  fc.constantFrom("type:photo", "w:>=10", "size:<2M", "nsfw:yes", "is:fav", "before:2020", "r:aww"),
);
const query = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => `(${a}) (${b})`),
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => `(${a}) OR (${b})`),
    tie("any").map((a) => `-(${a})`),
  ),
})).any;

/** The law: printing a query and parsing it again changes nothing. */
function roundTrips(print: (expr: Expr) => string) {
  return fc.property(query, (text) => {
    const once = parse(text);
    return JSON.stringify(shape(parse(print(once)))) === JSON.stringify(shape(once));
  });
}

test("printWhere() round-trips through parseWhere()", () => fc.assert(roundTrips(printWhere)));

test("printWhere(): the law catches a printer that forgets brackets", () => {
  const forgetful = (expr: Expr) => printWhere(expr).replaceAll(/[()]/g, "");
  expect(() => fc.assert(roundTrips(forgetful), { seed: 1, numRuns: 1_000 })).toThrow();
});
