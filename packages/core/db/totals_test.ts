import { expect, test } from "bun:test";
import { fillArchive } from "../testing/fill_archive.ts";
import { prepareEdits } from "./edits.ts";
import { openDatabase } from "./open.ts";
import { prepareTotals } from "./totals.ts";

function openRig() {
  const database = openDatabase(":memory:");
  fillArchive(database, { media: 500, blobs: 450, words: false });
  return { database, totals: prepareTotals(database) };
}

test("prepareTotals() adds up", () => {
  const { totals } = openRig();
  const { items, bytes, kinds, months } = totals();
  const sum = (amounts: readonly { items: number; bytes: number }[]) => ({
    items: amounts.reduce((all, one) => all + one.items, 0),
    bytes: amounts.reduce((all, one) => all + one.bytes, 0),
  });
  expect(items).toBe(500);
  expect([sum(kinds), sum(months)]).toEqual([
    { items, bytes },
    { items, bytes },
  ]);
});

test("prepareTotals() has one row for a month, however many items it has", () => {
  const { months } = openRig().totals();
  expect(new Set(months.map(({ name }) => name)).size).toBe(months.length);
  expect(months.length).toBeLessThan(100);
});

test("prepareTotals() tells what keeping equal content once saves", () => {
  const { totals, database } = openRig();
  const twice = database.sqlite
    .query("SELECT sum(size_bytes) AS bytes FROM media WHERE id > 450")
    .get();
  expect(totals().savedBytes).toBe((twice as { bytes: number }).bytes);
  expect(totals().blobs.items).toBe(450);
});

test("prepareTotals() counts the trash apart", () => {
  const { totals, database } = openRig();
  prepareEdits(database).setTrashed([1, 2], { trashed: true, at: 1 });
  expect(totals()).toMatchObject({ items: 498, trash: { items: 2 } });
});

test("prepareTotals() counts marks and what is gone from Imgur", () => {
  const { totals, database } = openRig();
  const edits = prepareEdits(database);
  edits.setFavorite([1, 2, 3], { favorite: true, at: 1 });
  edits.markSeen([1], { at: 1 });
  database.sqlite.run("UPDATE media SET removed_upstream_at = 1 WHERE id = 5");
  expect(totals()).toMatchObject({ favorites: 3, unseen: 499, removedUpstream: 1, runs: 1 });
});

test("prepareTotals() names as many users, subreddits and tags as asked for, the largest first", () => {
  const { users, subreddits, tags } = openRig().totals({ top: 3 });
  expect([users.length, subreddits.length, tags.length]).toEqual([3, 3, 3]);
  expect(tags[0]!.items).toBeGreaterThanOrEqual(tags[2]!.items);
});

test("prepareTotals() of an empty archive is all zeros", () => {
  const totals = prepareTotals(openDatabase(":memory:"))();
  expect(totals).toMatchObject({ items: 0, bytes: 0, savedBytes: 0, kinds: [], months: [] });
});
