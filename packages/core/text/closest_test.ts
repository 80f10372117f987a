import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { closest } from "./closest.ts";

type Finder = (word: string, candidates: readonly string[]) => string | undefined;

const FLAGS = ["jobs", "json", "strategy", "limit", "limit-rate", "dry-run", "no-thumbs", "view"];
const names = fc.stringMatching(/^[a-z-]{4,20}$/);

describe("closest()", () => {
  test.each([
    ["a left-out letter", "limt", "limit"],
    ["an added letter", "viiew", "view"],
    ["two swapped letters", "stratgey", "strategy"],
    ["a wrong letter", "jods", "jobs"],
    ["upper case", "LIMIT", "limit"],
    ["a missing hyphen", "dryrun", "dry-run"],
    ["a beginning that fits one", "strat", "strategy"],
  ])("finds what %s meant", (_slip, word, meant) => expect(closest(word, FLAGS)).toBe(meant));

  test.each([
    ["nothing near", "zebra"],
    ["an empty word", ""],
    ["a beginning too short to mean one", "st"],
    ["a word longer than any flag", "x".repeat(100_000)],
  ])("has no guess for %s", (_what, word) => expect(closest(word, FLAGS)).toBeUndefined());

  test("has no guess for a single letter that no candidate holds", () =>
    expect(closest("x", ["y"])).toBeUndefined());

  test("takes the first of two that are equally near", () =>
    expect(closest("cat", ["bat", "hat"])).toBe("bat"));

  test("finds any name after one slip", () => assertFindsAfterOneSlip(closest));

  test("fails its law when the beginning must be right", () => {
    const broken: Finder = (word, candidates) => candidates.find((name) => name.startsWith(word));
    expect(() => assertFindsAfterOneSlip(broken)).toThrow();
  });
});

function assertFindsAfterOneSlip(find: Finder): void {
  fc.assert(
    fc.property(names, fc.nat(), (name, place) => {
      const at = place % name.length;
      const slip = name.slice(0, at) + name.slice(at + 1);
      expect(find(slip, ["0000000000000000000000000", name])).toBe(name);
    }),
  );
}
