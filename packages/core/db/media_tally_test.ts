import { expect, test } from "bun:test";
import { fillArchive } from "../testing/fill_archive.ts";
import { prepareMediaTally } from "./media_tally.ts";
import { openDatabase } from "./open.ts";

test("prepareMediaTally() counts every row once when they are more than it reads at once", () => {
  const database = openDatabase(":memory:");
  fillArchive(database, { media: 40_000, words: false });
  const tally = prepareMediaTally(database.sqlite)();
  expect(tally.items).toBe(40_000);
  expect(tally.bytes).toBe(
    (database.sqlite.query("SELECT sum(size_bytes) AS bytes FROM media").get() as { bytes: number })
      .bytes,
  );
  expect(tally.postItems.reduce((sum, items) => sum + items, 0)).toBe(40_000);
});

test("prepareMediaTally() puts midnight between months into the right one", () => {
  const { sqlite, ...rest } = openDatabase(":memory:");
  fillArchive({ sqlite, ...rest }, { media: 3, words: false });
  const midnight = Date.UTC(2026, 10, 1);
  sqlite.run("UPDATE media SET archived_at = ? + id", [midnight - 3]);
  const months = prepareMediaTally(sqlite)().months.map(({ name, items }) => [name, items]);
  expect(months).toEqual([
    ["2026-11", 1],
    ["2026-10", 2],
  ]);
});
