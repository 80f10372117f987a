import { expect, test } from "bun:test";
import { fillArchive } from "../testing/fill_archive.ts";
import { parseWhere } from "../where/parse.ts";
import { prepareEdits } from "./edits.ts";
import { openDatabase } from "./open.ts";
import { preparePages } from "./pages.ts";
import { prepareTagsHeld, prepareUserTags, readTagName } from "./user_tags.ts";

const where = (text: string) => ({ where: parseWhere(text, { now: 0 }) });

function openRig(media = 10) {
  const database = openDatabase(":memory:");
  fillArchive(database, { media, words: false });
  const shown = () => preparePages(database).summary().items;
  const row = (id: number) =>
    database.sqlite
      .query(
        "SELECT favorite_at AS favorite, trashed_at AS trashed, seen_at AS seen FROM media WHERE id = ?",
      )
      .get(id);
  const tags = () => prepareUserTags(database)();
  return { database, edits: prepareEdits(database), shown, row, tags };
}

test("setFavorite() marks, and takes the mark back", () => {
  const { edits, row } = openRig();
  expect(edits.setFavorite([1, 2], { favorite: true, at: 5 })).toEqual({ changed: 2, edit: 1 });
  expect(row(1)).toEqual({ favorite: 5, trashed: null, seen: null });
  expect(edits.setFavorite([1], { favorite: false, at: 6 })).toEqual({ changed: 1, edit: 2 });
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
  edits.setFavorite([1], { favorite: true, at: 5 });
  expect(edits.markSeen([1], { at: 9 })).toBe(0);
  expect(edits.setFavorite([1], { favorite: true, at: 9 })).toEqual({ changed: 0, edit: null });
  expect(row(1)).toEqual({ favorite: 5, trashed: null, seen: 5 });
});

test("edits of ids that are not there change nothing", () => {
  const { edits, tags } = openRig();
  expect(edits.setTrashed([99, -1], { trashed: true, at: 5 }).changed).toBe(0);
  expect(edits.tag([99], { tags: ["cats"], at: 5 }).changed).toBe(0);
  expect(tags()).toEqual([]);
});

test("edits take thousands of ids at once", () => {
  const { edits } = openRig();
  const ids = Array.from({ length: 10_000 }, (_, at) => at);
  expect(edits.markSeen(ids, { at: 5 })).toBe(10);
});

test("an edit by a filter changes what the filter finds, and nothing in the trash", () => {
  const { edits, shown } = openRig();
  edits.setTrashed([1, 2], { trashed: true, at: 5 });
  expect(
    edits.setFavorite(where("id:m000001 OR id:m000003"), { favorite: true, at: 6 }).changed,
  ).toBe(1);
  expect(edits.setTrashed(where("-is:fav"), { trashed: true, at: 7 }).changed).toBe(7);
  expect(shown()).toBe(1);
});

test("an edit by is:trash changes what is in the trash", () => {
  const { edits, shown } = openRig();
  edits.setTrashed([1, 2, 3], { trashed: true, at: 5 });
  expect(edits.setTrashed(where("is:trash id:m000002"), { trashed: false, at: 6 }).changed).toBe(1);
  expect(shown()).toBe(8);
});

test("an edit by a common word leaves none out, however many the grid looks at", () => {
  const database = openDatabase(":memory:");
  fillArchive(database, { media: 25_000, blobs: 10 });
  expect(preparePages(database).summary(where("cats"))).toMatchObject({
    items: 20_000,
    capped: true,
  });
  const { changed } = prepareEdits(database).setFavorite(where("cats"), { favorite: true, at: 5 });
  expect(changed).toBe(25_000);
});

test("the tags that some pictures have are counted among these alone", () => {
  const { database, edits } = openRig();
  edits.tag([1, 2, 3], { tags: ["cats"], at: 5 });
  edits.tag([3, 4], { tags: ["dogs"], at: 5 });
  expect(prepareTagsHeld(database)([2, 3])).toEqual([
    { name: "cats", items: 2 },
    { name: "dogs", items: 1 },
  ]);
});

test("tag() gives several tags at once, also where one of them is in the filter", () => {
  const { edits, tags } = openRig();
  expect(edits.tag(where("-tag:cats"), { tags: ["cats", "dogs"], at: 5 }).changed).toBe(10);
  expect(tags()).toEqual([
    { name: "cats", items: 10 },
    { name: "dogs", items: 10 },
  ]);
});

test("untag() takes a tag from some; from all, it is gone", () => {
  const { edits, tags } = openRig();
  edits.tag([1, 2, 3], { tags: ["cats", "dogs"], at: 5 });
  edits.untag([1, 9], { tags: ["cats"], at: 6 });
  edits.untag("all", { tags: ["dogs"], at: 7 });
  expect(tags()).toEqual([{ name: "cats", items: 2 }]);
});

test("renameTag() joins with a tag of that name", () => {
  const { edits, tags } = openRig();
  edits.tag([1, 2], { tags: ["cats"], at: 5 });
  edits.tag([2, 3], { tags: ["kitties"], at: 6 });
  expect(edits.renameTag({ from: "kitties", to: "cats", at: 7 }).changed).toBe(2);
  expect(tags()).toEqual([{ name: "cats", items: 3 }]);
});

test("renameTag() names a tag that nobody has", () => {
  const { edits } = openRig();
  const rename = () => edits.renameTag({ from: "cats", to: "dogs", at: 5 });
  expect(rename).toThrow("no picture has it");
});

test.each([
  ["  Red  Pandas ", "red pandas"],
  ["ÄPFEL", "äpfel"],
  ["2019-summer", "2019-summer"],
])("readTagName() reads '%s'", (text, name) => expect(readTagName(text)).toBe(name));

test.each(["", "  ", "a,b", 'a"b', "(a", "a\u0007", "x".repeat(81)])(
  "readTagName() refuses '%s'",
  (text) => expect(() => readTagName(text)).toThrow("Cannot use the tag"),
);
