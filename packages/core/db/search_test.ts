import { expect, test } from "bun:test";
import fc from "fast-check";
import { openDatabase } from "./open.ts";
import { matchWords } from "./search.ts";
import { makeStatements } from "./statements.ts";
import { prepareCandidates } from "./words_sql.ts";

test.each([
  ["words", "grumpy cat", '"grumpy"* "cat"*'],
  ["a phrase", 'a "tabby cat"', '"a"* "tabby cat"'],
  ["a phrase that is not closed", '"tabby cat', '"tabby cat"'],
  ["a phrase within a word", 'a"b c"d', '"a"* "b c" "d"*'],
  ["FTS5's own words", "cat OR NOT near(a b)", '"cat"* "OR"* "NOT"* "near(a"* "b)"*'],
  ["a column", "title:cat", '"title:cat"*'],
  ["signs alone", "!!! … ***", null],
  ["nothing", "   ", null],
  ["a NUL", "cat\0dog", '"cat"* "dog"*'],
])("matchWords() reads %s", (_what, text, match) => {
  expect(matchWords(text)).toBe(match);
});

test("matchWords() takes no more words than anybody means", () => {
  expect(matchWords("cat ".repeat(500))?.split(" ")).toHaveLength(32);
});

function openRig(...titles: string[]) {
  const { sqlite } = openDatabase(":memory:");
  const insert = sqlite.prepare("INSERT INTO media_words(rowid, title) VALUES (?, ?)");
  titles.forEach((title, at) => {
    insert.run(at + 1, title);
  });
  const candidates = prepareCandidates(makeStatements(sqlite));
  const raw = (match: string): number[] =>
    JSON.parse(candidates({ terms: [match], joined: "AND" }).ids).sort();
  return {
    find: (text: string) => {
      const match = matchWords(text);
      return match === null ? [] : raw(match);
    },
    raw,
  };
}

test.each([
  ["the beginning of a word", "gir", [1]],
  ["whatever the case", "GIRAFFE", [1]],
  ["without accents", "baume", [2]],
  ["with accents", "bäume", [2]],
  ["every word", "giraffe tree", [1]],
  ["no part of a word", "iraffe", []],
  ["a phrase in its order", '"of the tree"', [1]],
  ["no phrase out of order", '"tree the"', []],
  ["several", "the", [1, 3]],
])("a search finds %s", (_what, text, rows) => {
  const { find } = openRig("Giraffe eats of the tree", "Bäume im Herbst", "The end");
  expect(find(text)).toEqual(rows);
});

const texts = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "*",
      "'",
      "(",
      ")",
      ":",
      "-",
      "^",
      "{",
      "}",
      "+",
      "\0",
      " ",
      "a",
      "OR",
      "NEAR",
      "\ud800",
    ),
  }),
);

function neverThrows(search: (text: string) => unknown, text: string): boolean {
  try {
    search(text);
    return true;
  } catch {
    return false;
  }
}

test("no text at all breaks a search", () => {
  const { find } = openRig("a giraffe");
  fc.assert(
    fc.property(texts, (text) => neverThrows(find, text)),
    { numRuns: 500 },
  );
});

test("the law of searches fails for text that is passed on raw", () => {
  const { raw } = openRig("a giraffe");
  const law = fc.property(texts, (text) => neverThrows(raw, text));
  expect(fc.check(law, { seed: 1, endOnFailure: true }).failed).toBe(true);
});

test("every word of a title finds it", () => {
  const word = fc.stringMatching(/^[a-zA-Z0-9äöüéßçñ]{1,12}$/);
  const law = fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
    const { find } = openRig(words.join(" "));
    return words.every((one) => find(one).length === 1);
  });
  fc.assert(law, { numRuns: 10 });
});
