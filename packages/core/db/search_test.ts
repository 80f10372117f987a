import { expect, test } from "bun:test";
import fc from "fast-check";
import { readWhere } from "../where/parse.ts";
import { filterSql } from "./filter_sql.ts";
import { openDatabase } from "./open.ts";
import { matchTerm } from "./search.ts";
import { makeStatements } from "./statements.ts";
import { prepareCandidates } from "./words_sql.ts";

test.each([
  ["the beginning of a word", "grumpy", false, '"grumpy"*'],
  ["whole words", "tabby cat", true, '"tabby cat"'],
  ["FTS5's own words", "NEAR(a OR b)", false, '"NEAR(a OR b)"*'],
  ["a column", "title:cat", false, '"title:cat"*'],
  ["a quote within", 'b" OR "c', true, '"b  OR  c"'],
  ["signs alone", "!!! … ***", false, null],
  ["nothing", "   ", true, null],
  ["a NUL", "cat\0dog", false, '"cat dog"*'],
  ["half a character", "cat\ud800", true, '"cat\ufffd"'],
])("matchTerm() reads %s", (_what, text, exact, match) => {
  expect(matchTerm(text, { exact })).toBe(match);
});

/** An archive with these titles, asked as the search box asks it. */
function openRig(...titles: string[]) {
  const { sqlite } = openDatabase(":memory:");
  const insert = sqlite.prepare(
    "INSERT INTO media (id, imgur_id, kind, title, archived_at, shown) VALUES (?1, 'm' || ?1, 'photo', ?2, 1, 1)",
  );
  titles.forEach((title, at) => {
    insert.run(at + 1, title);
  });
  const statements = makeStatements(sqlite);
  const candidates = prepareCandidates(statements);
  return {
    find(text: string): unknown[] {
      const { expr } = readWhere(text, { now: 0 });
      const { sql, params } = filterSql({ where: expr }, { candidates });
      const found = statements.values(`SELECT media.id FROM media WHERE ${sql} ORDER BY 1`, params);
      return found.map(([id]) => id);
    },
    raw: (match: string) => candidates({ terms: [match], joined: "AND" }).ids,
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
