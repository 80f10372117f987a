import { expect, test } from "bun:test";
import fc from "fast-check";
import { fillArchive } from "../testing/fill_archive.ts";
import { prepareDuplicateEdits } from "./duplicates.ts";
import { prepareEdits } from "./edits.ts";
import { openDatabase } from "./open.ts";
import { prepareDecidedPairs } from "./relations.ts";
import { prepareSimilarRows } from "./similar.ts";
import { prepareUndo } from "./undo.ts";

const MEDIA = 6;

function openRig() {
  const database = openDatabase(":memory:");
  fillArchive(database, { media: MEDIA, words: false });
  const { sqlite } = database;
  const rows = (sql: string) => sqlite.query(sql).values();
  const state = () => ({
    media: rows("SELECT id, favorite_at, trashed_at, shown FROM media ORDER BY id"),
    tags: rows("SELECT media_id, tag_id, tagged_at FROM media_user_tags ORDER BY 1, 2"),
    places: rows("SELECT post_id, media_id, position FROM post_media ORDER BY 1, 2"),
    relations: rows("SELECT first, second, kind, decided_at FROM blob_relations ORDER BY 1, 2"),
  });
  return {
    sqlite,
    state,
    rows,
    edits: prepareEdits(database),
    duplicates: prepareDuplicateEdits(database),
    similar: prepareSimilarRows(database),
    decided: prepareDecidedPairs(database),
    undo: prepareUndo(database),
  };
}

test("merge() gives the kept one places, tags and favourite, and puts the others into the trash", () => {
  const { edits, duplicates, rows, sqlite } = openRig();
  // Media 6 is in a post of its own: there 2 has a place, and 1 has none.
  sqlite.run(
    "INSERT INTO post_media (post_id, media_id, position) SELECT post_id, 2, 7 FROM post_media WHERE media_id = 6",
  );
  edits.setFavorite([2, 3], { favorite: true, at: 4 });
  edits.tag([2], { tags: ["cats", "both"], at: 5 });
  edits.tag([1], { tags: ["both"], at: 6 });
  expect(duplicates.merge([{ keep: 1, ids: [1, 2, 3] }], { at: 9 })).toEqual({
    changed: 2,
    edit: 4,
  });
  expect(rows("SELECT id, favorite_at, trashed_at FROM media WHERE id < 4")).toEqual([
    [1, 4, null],
    [2, 4, 9],
    [3, 4, 9],
  ]);
  expect(
    rows(
      "SELECT name, tagged_at FROM media_user_tags JOIN user_tags ON id = tag_id WHERE media_id = 1 ORDER BY name",
    ),
  ).toEqual([
    ["both", 6],
    ["cats", 9],
  ]);
  expect(
    rows("SELECT position FROM post_media WHERE media_id = 1 ORDER BY 1 DESC LIMIT 1"),
  ).toEqual([[7]]);
});

test("merge() changes nothing when one of them is not in the gallery", () => {
  const { edits, duplicates, state } = openRig();
  edits.setTrashed([3], { trashed: true, at: 1 });
  const before = state();
  for (const ids of [
    [2, 3],
    [2, 99],
  ]) {
    const merges = [
      { keep: 4, ids: [5] },
      { keep: 1, ids },
    ];
    expect(() => duplicates.merge(merges, { at: 9 })).toThrow("the gallery does not show it");
  }
  expect(state()).toEqual(before);
});

test("merge() of the kept one alone is no edit", () => {
  const { duplicates, undo } = openRig();
  expect(duplicates.merge([{ keep: 1, ids: [1] }], { at: 9 })).toEqual({ changed: 0, edit: null });
  expect(undo.list({ limit: 9 })).toEqual([]);
});

test("merge() and relate() are remembered, and relate() anew replaces what was", () => {
  const { duplicates, decided, rows, undo } = openRig();
  duplicates.merge([{ keep: 1, ids: [2] }], { at: 3 });
  expect(decided().size).toBe(1);
  expect(duplicates.relate([3, 4, 5], { as: "alternate", at: 4 }).changed).toBe(3);
  expect(decided().size).toBe(4);
  expect(duplicates.relate([3, 4], { as: "alternate", at: 5 }).edit).toBeNull();
  const { edit } = duplicates.relate([3, 4], { as: "unrelated", at: 6 });
  undo.undo({ at: 7, edit: edit! });
  expect(rows("SELECT kind, decided_at, count(*) FROM blob_relations GROUP BY 1, 2")).toEqual([
    ["alternate", 4, 3],
    ["duplicate", 3, 1],
  ]);
});

test("sharedBlobs() tells of several media of one file, until they are told to stay", () => {
  const { duplicates, similar, sqlite } = openRig();
  sqlite.run("UPDATE media SET sha256 = (SELECT sha256 FROM media WHERE id = 1) WHERE id < 3");
  const [shared] = similar.sharedBlobs();
  expect(shared?.media).toBe(2);
  expect(similar.mediaOf([shared!.sha256]).map(({ id }) => id)).toEqual([1, 2]);
  expect(similar.looksOf(shared!.sha256)).toMatchObject({ media: 2 });
  duplicates.relate([1, 2], { as: "alternate", at: 3 });
  expect(similar.sharedBlobs()).toEqual([]);
});

test("hashedAfter() goes on by the primary key", () => {
  const { sqlite } = openRig();
  const plan = sqlite
    .query<{ detail: string }, []>(
      "EXPLAIN QUERY PLAN SELECT b.sha256 FROM blobs b WHERE b.sha256 > 'a' AND b.perceptual_hash IS NOT NULL AND EXISTS (SELECT 1 FROM media WHERE media.sha256 = b.sha256 AND media.shown = 1) ORDER BY b.sha256 LIMIT 9",
    )
    .all()
    .map(({ detail }) => detail);
  expect(plan.join("\n")).toMatch(/SEARCH b USING INDEX sqlite_autoindex_blobs_1 \(sha256>\?\)/);
  expect(plan.join("\n")).toMatch(/SEARCH media EXISTS USING INDEX media_sha256/);
});

const ids = fc.uniqueArray(fc.integer({ min: 1, max: MEDIA }), { minLength: 2 });
const step = fc.record({
  ids,
  way: fc.constantFrom("merge", "alternate", "unrelated", "favorite", "tag"),
});

/** The law: taking back every edit, the last first, leaves what was there before. */
function undoesAll(spoil: (sqlite: ReturnType<typeof openRig>["sqlite"]) => void = () => {}) {
  return fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
    const { edits, duplicates, undo, state, sqlite } = openRig();
    const before = state();
    for (const [at, { ids: some, way }] of steps.entries()) {
      try {
        if (way === "merge") duplicates.merge([{ keep: some[0]!, ids: some }], { at });
        else if (way === "favorite") edits.setFavorite(some, { favorite: true, at });
        else if (way === "tag") edits.tag(some, { tags: ["cats"], at });
        else duplicates.relate(some, { as: way, at });
      } catch {
        // One of them is in the trash: nothing changed.
      }
    }
    spoil(sqlite);
    while (undo.list({ limit: 100 }).some(({ undoneAt }) => undoneAt === null))
      undo.undo({ at: 99 });
    return Bun.deepEquals(state(), before);
  });
}

test("undo() of every merge and relation leaves what was there before", () => {
  fc.assert(undoesAll(), { numRuns: 40 });
});

test("undo(): the law catches merges that forget the places they gave", () => {
  const forgetful = undoesAll((sqlite) =>
    sqlite.run("UPDATE edits SET undo = json_remove(undo, '$[0]') WHERE command = 'merge'"),
  );
  expect(fc.check(forgetful, { seed: 1, numRuns: 40, endOnFailure: true }).failed).toBe(true);
});
