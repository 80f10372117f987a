import { expect, test } from "bun:test";
import { fillArchive } from "../testing/fill_archive.ts";
import { prepareEdits } from "./edits.ts";
import { openDatabase } from "./open.ts";
import { prepareFileTotals, prepareTotals } from "./totals.ts";

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
  expect(prepareFileTotals(database)().blobs.items).toBe(450);
});

test("prepareTotals() counts what keeping once saves in the trash too, however often it is kept", () => {
  const { totals, database } = openRig();
  const { sqlite } = database;
  sqlite.run(
    "UPDATE media SET sha256 = (SELECT sha256 FROM media WHERE id = 1) WHERE id IN (2, 3)",
  );
  sqlite.run(
    "UPDATE media SET size_bytes = 7 WHERE sha256 = (SELECT sha256 FROM media WHERE id = 1)",
  );
  const before = totals().savedBytes;
  prepareEdits(database).setTrashed([1, 2], { trashed: true, at: 1 });
  const rows = sqlite
    .query<{ n: number; size: number }, []>(
      "SELECT count(*) - 1 AS n, max(size_bytes) AS size FROM media GROUP BY sha256 HAVING n > 0",
    )
    .all();
  expect(before).toBe(rows.reduce((sum, { n, size }) => sum + n * size, 0));
  expect(totals().savedBytes).toBe(before);
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

test("prepareTotals() has every item of known size in one cell of sizes", () => {
  const { totals, database } = openRig();
  database.sqlite.run("UPDATE media SET width = NULL WHERE id <= 10");
  database.sqlite.run("UPDATE media SET width = 1920, height = 9000 WHERE id = 11");
  database.sqlite.run("UPDATE media SET width = 1919, height = 1 WHERE id = 12");
  const { sizes } = totals();
  expect(sizes.reduce((sum, { items }) => sum + items, 0)).toBe(490);
  expect(sizes).toContainEqual({ width: 1920, height: 7680, items: 1 });
  expect(sizes).toContainEqual({ width: 1600, height: 1, items: 1 });
});

test("prepareTotals() counts by name what SQL counts row by row", () => {
  const { totals, database } = openRig();
  prepareEdits(database).setTrashed([3, 4, 5], { trashed: true, at: 1 });
  const counted = (column: string) =>
    database.sqlite
      .query(
        `SELECT p.${column} AS name, count(*) AS items, sum(media.size_bytes) AS bytes FROM media
        JOIN posts p ON p.id = media.post_id WHERE media.shown = 1 GROUP BY 1 ORDER BY items DESC, name`,
      )
      .all();
  const { users, subreddits } = totals({ top: 1_000 });
  expect<unknown>(users).toEqual(counted("author"));
  expect<unknown>(subreddits).toEqual(counted("subreddit"));
});

test("prepareTotals() takes a user's names for one, however they are written", () => {
  const { totals, database } = openRig();
  database.sqlite.run("UPDATE posts SET author = iif(id % 2, 'Ada', 'ADA')");
  expect(totals().users).toEqual([expect.objectContaining({ items: 500 })]);
});

test("prepareTotals() counts an item once for a tag that is Imgur's and the user's own", () => {
  const { totals, database } = openRig();
  const { sqlite } = database;
  sqlite.run("UPDATE tags SET name = 'cats' WHERE id = 1");
  const tagged = sqlite
    .query("SELECT media.id FROM media JOIN post_tags USING (post_id) WHERE tag_id = 1")
    .values()
    .map(([id]) => id as number);
  const other = [1, 2, 3, 4, 5, 6].find((id) => !tagged.includes(id)) as number;
  sqlite.run("INSERT INTO user_tags (id, name, created_at) VALUES (1, 'Cats', 0), (2, 'mine', 0)");
  for (const [media, tag] of [
    [tagged[0], 1],
    [other, 1],
    [other, 2],
  ] as const) {
    sqlite.run("INSERT INTO media_user_tags VALUES (?, ?, 0)", [media ?? 0, tag]);
  }
  const items = (name: string) => totals({ top: 100 }).tags.find((tag) => tag.name === name)?.items;
  expect([items("cats"), items("mine")]).toEqual([tagged.length + 1, 1]);
});

test("prepareTotals() adds a day's credits up from what each answer left", () => {
  const { totals, database } = openRig();
  const { sqlite } = database;
  const day = Date.UTC(2026, 10, 24);
  const told = [
    [1, day, 400],
    [1, day + 1, 397],
    [1, day + 2, 500],
    [1, day + 3, null],
    [1, day + 86_400_000, 490],
  ] as const;
  for (const [run, t, userRemaining] of told) {
    sqlite.run("INSERT INTO run_rows (run_id, kind, t, detail) VALUES (?, 'credits', ?, ?)", [
      run,
      t,
      JSON.stringify({ type: "credits", t, userRemaining }),
    ]);
  }
  expect(totals().creditDays).toEqual([
    { day: "2026-11-24", spent: 4 },
    { day: "2026-11-25", spent: 10 },
  ]);
});
