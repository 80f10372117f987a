import { expect, test } from "bun:test";
import { fillArchive } from "../testing/fill_archive.ts";
import { prepareEdits } from "./edits.ts";
import { openDatabase } from "./open.ts";
import { preparePages } from "./pages.ts";

function openRig() {
  const database = openDatabase(":memory:");
  fillArchive(database, { media: 10, words: false });
  const shown = () => preparePages(database).summary().items;
  const row = (id: number) =>
    database.sqlite
      .query(
        "SELECT favorite_at AS favorite, trashed_at AS trashed, seen_at AS seen FROM media WHERE id = ?",
      )
      .get(id);
  return { database, edits: prepareEdits(database), shown, row };
}

test("setFavorite() marks, and takes the mark back", () => {
  const { edits, row } = openRig();
  expect(edits.setFavorite([1, 2], { favorite: true, at: 5 })).toBe(2);
  expect(row(1)).toEqual({ favorite: 5, trashed: null, seen: null });
  expect(edits.setFavorite([1], { favorite: false, at: 6 })).toBe(1);
  expect(row(1)).toEqual({ favorite: null, trashed: null, seen: null });
});

test("setTrashed() hides from the gallery, and shows again", () => {
  const { edits, shown } = openRig();
  edits.setTrashed([1, 2, 3], { trashed: true, at: 5 });
  expect(shown()).toBe(7);
  edits.setTrashed([1, 2], { trashed: false, at: 6 });
  expect(shown()).toBe(9);
});

test("setTrashed() back shows nothing that was never archived", () => {
  const { edits, database, shown } = openRig();
  database.sqlite.run("UPDATE media SET archived_at = NULL, shown = 0 WHERE id = 1");
  edits.setTrashed([1], { trashed: true, at: 5 });
  edits.setTrashed([1], { trashed: false, at: 6 });
  expect(shown()).toBe(9);
});

test("an edit that is there already keeps its time, and counts as no change", () => {
  const { edits, row } = openRig();
  edits.markSeen([1], { at: 5 });
  expect(edits.markSeen([1], { at: 9 })).toBe(0);
  expect(row(1)).toEqual({ favorite: null, trashed: null, seen: 5 });
});

test("edits of ids that are not there change nothing", () => {
  const { edits } = openRig();
  expect(edits.setTrashed([99, -1], { trashed: true, at: 5 })).toBe(0);
});

test("edits take thousands of ids at once", () => {
  const { edits } = openRig();
  const ids = Array.from({ length: 10_000 }, (_, at) => at);
  expect(edits.markSeen(ids, { at: 5 })).toBe(10);
});
