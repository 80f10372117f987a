import { expect, test } from "bun:test";
import { fillArchive } from "../testing/fill_archive.ts";
import { prepareEdits } from "./edits.ts";
import { openDatabase } from "./open.ts";
import { makeStatements } from "./statements.ts";
import { prepareCandidates, type Words } from "./words_sql.ts";

const MEDIA = 21_000;
const database = openDatabase(":memory:");
fillArchive(database, { media: MEDIA, blobs: 10 });
prepareEdits(database).tag([1, 2, MEDIA], { tags: ["zebra"], at: 1 });
const candidates = prepareCandidates(makeStatements(database.sqlite));

function find(joined: Words["joined"], ...terms: string[]): { ids: number[]; capped: boolean } {
  const { ids, capped } = candidates({ terms, joined });
  return { ids: (JSON.parse(ids) as number[]).sort((a, b) => a - b), capped };
}

test("a common word is answered by its newest, and says so", () => {
  const { ids, capped } = find("AND", '"cats"*');
  expect([ids.length, ids[0], ids.at(-1), capped]).toEqual([20_000, 1_001, MEDIA, true]);
});

test("the beginning of a common word is answered too", () => {
  expect(find("AND", '"cat"*')).toMatchObject({ capped: true });
});

test("a rare word beside a common one is found wherever it is", () => {
  const { sqlite } = database;
  sqlite.run("UPDATE media SET title = 'An okapi' WHERE id IN (3, 20999)");
  expect(find("AND", '"cats"*', '"okapi"*')).toEqual({ ids: [3, 20_999], capped: false });
});

test("own tags are found like words, alone and beside others", () => {
  expect(find("AND", '"zebra"*')).toEqual({ ids: [1, 2, MEDIA], capped: false });
  expect(find("AND", '"zebra"*', '"picture"*').ids).toEqual([MEDIA]);
  expect(find("OR", '"zebra"*', '"okapi"*').ids).toEqual([1, 2, 3, 20_999, MEDIA]);
});

test("an own tag beside a word too common to be looked at in full says so", () => {
  expect(find("AND", '"zebra"*', '"cats"*')).toEqual({ ids: [MEDIA], capped: true });
});
