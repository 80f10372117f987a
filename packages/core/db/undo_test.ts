import { expect, test } from "bun:test";
import fc from "fast-check";
import { fillArchive } from "../testing/fill_archive.ts";
import { type Edits, prepareEdits } from "./edits.ts";
import { openDatabase } from "./open.ts";
import { prepareUndo } from "./undo.ts";

const MEDIA = 6;

function openRig() {
  const database = openDatabase(":memory:");
  fillArchive(database, { media: MEDIA, words: false });
  const { sqlite } = database;
  const state = () => ({
    media: sqlite
      .query("SELECT id, favorite_at, trashed_at, shown FROM media ORDER BY id")
      .values(),
    tags: sqlite
      .query(
        "SELECT name, media_id, tagged_at FROM user_tags JOIN media_user_tags ON tag_id = id ORDER BY name, media_id",
      )
      .values(),
    names: sqlite.query("SELECT name FROM user_tags ORDER BY name").values(),
  });
  return { sqlite, edits: prepareEdits(database), undo: prepareUndo(database), state };
}

test("undo() takes back the last edit that stands, one after the other", () => {
  const { edits, undo, state } = openRig();
  edits.setFavorite([1], { favorite: true, at: 1 });
  edits.setTrashed([1, 2], { trashed: true, at: 2 });
  expect(undo.undo({ at: 3 })).toEqual({
    edit: 2,
    summary: "2 pictures into the trash",
    changed: 2,
  });
  expect(undo.undo({ at: 4 }).summary).toBe("1 picture marked as favourites");
  expect(state().media).toEqual(openRig().state().media);
  expect(() => undo.undo({ at: 5 })).toThrow("no edit stands");
});

test("undo() brings back only what that edit changed", () => {
  const { edits, undo, sqlite } = openRig();
  edits.setTrashed([1], { trashed: true, at: 1 });
  const { edit } = edits.setTrashed([1, 2, 3], { trashed: true, at: 2 });
  edits.setTrashed([3], { trashed: false, at: 3 });
  edits.setTrashed([3], { trashed: true, at: 4 });
  expect(undo.undo({ at: 5, edit: edit! }).changed).toBe(1);
  const trashed = sqlite.query("SELECT id FROM media WHERE trashed_at IS NOT NULL ORDER BY id");
  expect(trashed.values()).toEqual([[1], [3]]);
});

test("undo() of an edit that was taken back says so", () => {
  const { edits, undo } = openRig();
  const { edit } = edits.setFavorite([1], { favorite: true, at: 1 });
  undo.undo({ at: 2, edit: edit! });
  expect(() => undo.undo({ at: 3, edit: edit! })).toThrow("it does not stand");
});

test("list() tells the newest first, and which were taken back", () => {
  const { edits, undo } = openRig();
  edits.tag([1, 2], { tags: ["cats"], at: 1 });
  edits.untag([1], { tags: ["cats"], at: 2 });
  undo.undo({ at: 9 });
  expect(undo.list({ limit: 5 }).map(({ summary, undoneAt }) => [summary, undoneAt])).toEqual([
    ["1 picture no longer tagged cats", 9],
    ["2 pictures tagged cats", null],
  ]);
});

test("edits of long ago are forgotten", () => {
  const { edits, sqlite } = openRig();
  for (let at = 0; at < 210; at++) edits.setFavorite([1], { favorite: at % 2 === 0, at });
  expect(sqlite.query("SELECT count(*) FROM edits").values()).toEqual([[200]]);
});

type Step = (edits: Edits, at: number) => unknown;
const ids = fc.uniqueArray(fc.integer({ min: 1, max: MEDIA }), { minLength: 1 });
const tag = fc.constantFrom("cats", "dogs");
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(ids, fc.boolean()).map(
    ([some, favorite]): Step =>
      (edits, at) =>
        edits.setFavorite(some, { favorite, at }),
  ),
  fc.tuple(ids, fc.boolean()).map(
    ([some, trashed]): Step =>
      (edits, at) =>
        edits.setTrashed(some, { trashed, at }),
  ),
  fc.tuple(ids, tag).map(
    ([some, name]): Step =>
      (edits, at) =>
        edits.tag(some, { tags: [name], at }),
  ),
  fc.tuple(ids, tag).map(
    ([some, name]): Step =>
      (edits, at) =>
        edits.untag(some, { tags: [name], at }),
  ),
  tag.map(
    (name): Step =>
      (edits, at) =>
        edits.untag("all", { tags: [name], at }),
  ),
  fc.tuple(tag, tag).map(
    ([from, to]): Step =>
      (edits, at) => {
        try {
          edits.renameTag({ from, to, at });
        } catch {
          // Nobody has it: nothing changed.
        }
      },
  ),
);

/** The law: taking back every edit, the last first, leaves what was there before. */
function undoesAll(spoil: (sqlite: ReturnType<typeof openRig>["sqlite"]) => void = () => {}) {
  return fc.property(
    fc.array(step, { maxLength: 8 }),
    fc.array(step, { maxLength: 8 }),
    (before, steps) => {
      const { edits, undo, state, sqlite } = openRig();
      before.forEach((run, at) => void run(edits, at + 1));
      const was = state();
      const standing = undo.list({ limit: 100 }).length;
      steps.forEach((run, at) => void run(edits, at + 100));
      spoil(sqlite);
      while (
        undo.list({ limit: 100 }).filter(({ undoneAt }) => undoneAt === null).length > standing
      ) {
        undo.undo({ at: 1_000 });
      }
      return Bun.deepEquals(state(), was);
    },
  );
}

test("undo() of every edit leaves what was there before", () => {
  fc.assert(undoesAll(), { numRuns: 60 });
});

test("undo(): the law catches edits that remember one row too few", () => {
  const forget = undoesAll((sqlite) =>
    sqlite.run("UPDATE edits SET undo = json_remove(undo, '$[0].rows[0]')"),
  );
  expect(fc.check(forget, { seed: 1, numRuns: 60, endOnFailure: true }).failed).toBe(true);
});
