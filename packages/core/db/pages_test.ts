import type { Database } from "bun:sqlite";
import { beforeAll, describe, expect, test } from "bun:test";
import fc from "fast-check";
import { fillArchive } from "../testing/fill_archive.ts";
import { parseWhere } from "../where/parse.ts";
import { BUCKET_ROWS } from "./buckets.ts";
import type { Filter } from "./filter_sql.ts";
import { openDatabase } from "./open.ts";
import { type Listing, type Pages, preparePages } from "./pages.ts";
import { SORTS, type Sort } from "./sorts.ts";

const MEDIA = 4000;
const parse = (text: string) => parseWhere(text, { now: 0 });
let sqlite: Database;
let pages: Pages;

beforeAll(() => {
  ({ sqlite } = openDatabase(":memory:"));
  fillArchive({ sqlite }, { media: MEDIA, blobs: 3900 });
  // What real archives have and the filler does not: unknown facts, marks, equal keys, a crowded month.
  sqlite.run("UPDATE media SET posted_at = NULL, posted_key = 0 WHERE id % 5 = 0");
  sqlite.run("UPDATE media SET score = NULL, score_key = -1000000000000 WHERE id % 7 = 0");
  sqlite.run(
    "UPDATE media SET posted_at = 1500000000000, posted_key = 1500000000000 WHERE id % 3 = 1",
  );
  sqlite.run("UPDATE media SET favorite_at = 1 WHERE id % 50 = 0");
  sqlite.run("UPDATE media SET seen_at = 1 WHERE id % 2 = 0");
  sqlite.run("UPDATE media SET trashed_at = 1, shown = 0 WHERE id % 40 = 7");
  pages = preparePages({ sqlite });
});

const FILTERS: [string, Filter, string][] = [
  ["all", {}, "1"],
  ["one kind", { kinds: ["gif"] }, "kind = 'gif'"],
  ["two kinds", { kinds: ["gif", "video"] }, "kind IN ('gif', 'video')"],
  ["no kind", { kinds: [] }, "0"],
  ["albums", { album: true }, "post_id IN (SELECT id FROM posts WHERE media_count > 1)"],
  ["lone pictures", { album: false }, "post_id IN (SELECT id FROM posts WHERE media_count = 1)"],
  [
    "a word",
    { where: parse("cats 11") },
    "imgur_id IN (SELECT imgur_id FROM media) AND instr(' ' || (SELECT group_concat(p.title) FROM posts p WHERE p.id = post_id) || ' ' || title || ' ', ' 11')",
  ],
  ["an empty query", { where: parse("  ") }, "1"],
  ["a post", { postId: 3 }, "post_id = 3"],
  ["favourites", { favorite: true }, "favorite_at IS NOT NULL"],
  ["no favourites", { favorite: false }, "favorite_at IS NULL"],
  ["unseen", { unseen: true }, "seen_at IS NULL"],
  ["seen", { unseen: false }, "seen_at IS NOT NULL"],
  [
    "a subreddit, whatever the case",
    { r: "SUB7" },
    "post_id IN (SELECT id FROM posts WHERE subreddit = 'sub7')",
  ],
  ["a user", { user: "user9" }, "post_id IN (SELECT id FROM posts WHERE author = 'user9')"],
  ["a tag", { tag: "Tag3" }, "post_id IN (SELECT post_id FROM post_tags WHERE tag_id = 3)"],
  ["nsfw", { nsfw: true }, "nsfw = 1"],
  ["not nsfw", { nsfw: false }, "nsfw = 0"],
  ["a score", { minScore: 2500 }, "score >= 2500"],
  ["gone", { gone: true }, "0"],
  ["a run", { run: 1 }, "1"],
  [
    "several together",
    { kinds: ["photo"], unseen: true, minScore: 100 },
    "kind = 'photo' AND seen_at IS NULL AND score >= 100",
  ],
];

const KEYS: Record<Exclude<Sort, "random">, string> = {
  posted: "ifnull(posted_at, 0)",
  archived: "archived_at",
  score: "ifnull(score, -1e12)",
  size: "size_bytes",
};

/** The list as plain SQL says it. */
function expectedIds(
  condition: string,
  sort: Exclude<Sort, "random">,
  shown = "trashed_at IS NULL",
): number[] {
  return sqlite
    .query(
      `SELECT id FROM media WHERE archived_at IS NOT NULL AND ${shown} AND ${condition} ORDER BY ${KEYS[sort]} DESC, id DESC`,
    )
    .values()
    .flat() as number[];
}

function readBuckets(from: Pages, listing: Listing): number[] {
  return from.buckets(listing).flatMap(({ key }) => from.bucket(key, listing).id);
}

function readPages(listing: Listing, limit: number): number[] {
  const ids: number[] = [];
  for (let after: string | undefined; ; ) {
    const page = pages.page({ ...listing, limit, ...(after === undefined ? {} : { after }) });
    ids.push(...page.tiles.map(({ id }) => id));
    if (page.next === null) return ids;
    after = page.next;
  }
}

describe.each(FILTERS)("a list of %s", (_name, filter, condition) => {
  test.each(Object.keys(KEYS) as Exclude<Sort, "random">[])("has every row once, by %s", (sort) => {
    expect(readBuckets(pages, { filter, sort })).toEqual(expectedIds(condition, sort));
  });

  test("in random order has every row once", () => {
    const ids = readBuckets(pages, { filter, sort: "random", seed: 3 });
    expect(ids.toSorted((a, b) => b - a)).toEqual(expectedIds(condition, "archived"));
  });

  test("is told in figures", () => {
    const ids = expectedIds(condition, "archived");
    const { items, mark } = pages.summary(filter);
    expect({ items, mark }).toEqual({
      items: ids.length,
      mark: ids.length === 0 ? 0 : 1_700_000_000_000 + ids[0]! * 1000,
    });
  });

  test("pages like its buckets", () => {
    const listing: Listing = { filter, sort: "score" };
    expect(readPages(listing, 700)).toEqual(readBuckets(pages, listing));
  });

  test("walked to its end is the same list", () => {
    const walk = preparePages({ sqlite }, { whole: true }).walk({ filter, sort: "size" });
    const ids = [...walk].map(({ id }) => id);
    expect(ids).toEqual(readBuckets(pages, { filter, sort: "size" }));
  });
});

test("the trash is a list of its own", () => {
  const ids = readBuckets(pages, { filter: { trashed: true }, sort: "posted" });
  expect(ids).toEqual(expectedIds("1", "posted", "trashed_at IS NOT NULL"));
});

test.each(SORTS)("buckets() by %s tells the true count of each", (sort) => {
  const listing: Listing = { sort };
  const counts = pages
    .buckets(listing)
    .map(({ key, count }) => [count, pages.bucket(key, listing).id.length]);
  expect(counts.every(([told, read]) => told === read)).toBe(true);
});

test.each(SORTS)("buckets() by %s are of bounded size", (sort) => {
  const largest = Math.max(...pages.buckets({ sort }).map(({ count }) => count));
  expect(largest).toBeLessThanOrEqual(BUCKET_ROWS * 1.5);
});

test("buckets() by date are months, split where crowded, the unknown dates last", () => {
  const keys = pages.buckets({ sort: "posted" }).map(({ key }) => key);
  expect(keys.slice(0, 2)).toEqual([
    expect.stringMatching(/^2017-07:~\w+\.\w+$/),
    expect.stringMatching(/^2017-07:\w+\.\w+~/),
  ]);
  expect(keys.filter((key) => key.startsWith("2014-01"))).not.toEqual([]);
  expect(keys.at(-1)).toBe("none");
});

test("buckets() of an empty list are none", () => {
  expect(pages.buckets({ filter: { postId: -1 }, sort: "posted" })).toEqual([]);
});

test("bucket() gives columns that fit each other", () => {
  const listing: Listing = { sort: "archived" };
  const [bucket] = pages.buckets(listing);
  const { columns, tiles } = {
    columns: pages.bucket(bucket!.key, listing),
    tiles: pages.page({ ...listing, limit: 2 }).tiles,
  };
  const row = Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, values[1]]),
  );
  expect(row).toEqual({ ...tiles[1]! });
});

test("page() tells what a tile shows", () => {
  const { tiles } = pages.page({ filter: { postId: 1 }, sort: "archived", limit: 1 });
  expect(tiles[0]).toEqual({
    id: 4,
    imgurId: "m000004",
    kind: "video",
    width: expect.any(Number),
    height: expect.any(Number),
    nsfw: expect.any(Boolean),
    favorite: false,
    seen: true,
    removedUpstream: false,
    hasSound: false,
    animated: false,
    durationMs: null,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    ext: "jpg",
    sizeBytes: expect.any(Number),
    thumbs: "made",
    thumbHash: btoa("4".padStart(24, "0")),
    title: "Picture 4",
    score: expect.any(Number),
    postedAt: 1_500_000_000_000,
    archivedAt: 1_700_000_004_000,
    postId: 1,
    postCount: 4,
    damaged: false,
    trashedAt: null,
  });
});

test.each([
  "",
  "2026-13",
  "2026-11x",
  "none2",
  "1~2",
  "a.b~c.d~e.f",
  "2026-11:",
  "'; DROP TABLE media; --",
  "2026-11:x",
])("bucket() refuses the key '%s' by date", (key) => {
  expect(() => pages.bucket(key, { sort: "posted" })).toThrow(
    expect.objectContaining({ code: "usage" }),
  );
});

test("bucket() refuses a month where the order has none", () => {
  expect(() => pages.bucket("2026-11", { sort: "score" })).toThrow("Cannot read the bucket");
});

test("walk() ends at its limit, and gives what a page gives", () => {
  const tiles = [...pages.walk({ sort: "posted", limit: 3 })];
  expect(tiles).toEqual(pages.page({ sort: "posted", limit: 3 }).tiles);
});

test("walk() can be left, and then holds nothing back", () => {
  const { sqlite: other } = openDatabase(":memory:");
  fillArchive({ sqlite: other }, { media: 50, words: false });
  for (const _ of preparePages({ sqlite: other }).walk({ sort: "posted" })) break;
  other.run("DROP TABLE media_words");
  other.close(true);
});

test("page() refuses a place that is none", () => {
  expect(() => pages.page({ sort: "score", limit: 5, after: "1.2.3" })).toThrow(
    "Cannot read the place",
  );
});

test("random order is the same for a seed and another for the next", () => {
  const order = (seed: number) =>
    pages.page({ sort: "random", seed, limit: 50 }).tiles.map(({ id }) => id);
  expect(order(1)).toEqual(order(1));
  expect(order(1).filter((id, at) => id === order(2)[at])).toHaveLength(0);
});

test("random order does not keep neighbours together", () => {
  const ids = pages.page({ sort: "random", limit: 1000 }).tiles.map(({ id }) => id);
  const near = ids.filter((id, at) => at > 0 && Math.abs(id - ids[at - 1]!) < 20);
  expect(near.length).toBeLessThan(40);
});

test("place() tells where a media stands, and its neighbours", () => {
  const ids = expectedIds("kind = 'gif'", "score");
  const listing: Listing = { filter: { kinds: ["gif"] }, sort: "score" };
  const places = [0, 1, ids.length - 1].map((at) => pages.place(ids[at]!, listing));
  expect(places).toEqual([
    { index: 0, items: ids.length, previous: null, next: ids[1]! },
    { index: 1, items: ids.length, previous: ids[0]!, next: ids[2]! },
    { index: ids.length - 1, items: ids.length, previous: ids.at(-2)!, next: null },
  ]);
});

test("place() of a media that the list does not have is undefined", () => {
  const [photo] = expectedIds("kind = 'photo'", "score");
  expect(pages.place(photo!, { filter: { kinds: ["gif"] }, sort: "score" })).toBeUndefined();
});

test("newSince() counts what was archived after the mark", () => {
  const mark = 1_700_000_000_000 + (MEDIA - 10) * 1000;
  expect(pages.newSince(mark)).toEqual({ count: 10, mark: 1_700_000_000_000 + MEDIA * 1000 });
  expect(pages.newSince(pages.summary().mark)).toEqual({ count: 0, mark: pages.summary().mark });
});

test("summary() sees a change of another statement at once", () => {
  const { unseen } = pages.summary();
  sqlite.run("UPDATE media SET seen_at = NULL WHERE id = 2");
  expect(pages.summary().unseen).toBe(unseen + 1);
  sqlite.run("UPDATE media SET seen_at = 1 WHERE id = 2");
});

// The law: however rows come and go after the buckets were listed, no bucket gives a row of another.
const changes = fc.uniqueArray(fc.integer({ min: 1, max: MEDIA }), { maxLength: 30 });

function holdsDuringChanges(from: Pages, ids: readonly number[]): boolean {
  const listing: Listing = { sort: "archived" };
  const keys = from.buckets(listing).map(({ key }) => key);
  const list = JSON.stringify(ids);
  const these = `id IN (SELECT value FROM json_each('${list}')) AND trashed_at IS NULL`;
  sqlite.run("SAVEPOINT change");
  sqlite.run(`UPDATE media SET archived_at = archived_at - 600000 WHERE ${these}`);
  const read = keys.flatMap((key) => from.bucket(key, listing).id);
  const expected = expectedIds("1", "archived");
  sqlite.run("ROLLBACK TO change");
  sqlite.run("RELEASE change");
  return Bun.deepEquals(read, expected);
}

test("buckets keep every row exactly once while rows move", () => {
  fc.assert(
    fc.property(changes, (ids) => holdsDuringChanges(pages, ids)),
    { numRuns: 15 },
  );
});

test("the law of buckets fails when a bucket is cut at its count", () => {
  const cut: Pages = {
    ...pages,
    bucket(key, listing) {
      const columns = pages.bucket(key, listing);
      return { ...columns, id: columns.id.slice(0, BUCKET_ROWS) };
    },
  };
  const law = fc.property(changes, (ids) => holdsDuringChanges(cut, ids));
  expect(fc.check(law, { seed: 1, numRuns: 30, endOnFailure: true }).failed).toBe(true);
});

/** Every statement that the work prepares, with the plan that SQLite has for it. */
function plansOf(work: (pages: Pages) => unknown): string[] {
  const prepared: string[] = [];
  const spy = new Proxy(sqlite, {
    get(target, name) {
      if (name !== "prepare") return Reflect.get(target, name, target);
      return (sql: string) => {
        prepared.push(sql);
        return target.prepare(sql);
      };
    },
  });
  work(preparePages({ sqlite: spy }));
  return prepared
    .filter((sql) => sql.includes("FROM media"))
    .map((sql) => {
      const rows = sqlite.query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql}`).all();
      return rows.map(({ detail }) => detail).join("\n");
    });
}

test.each([
  ["posted", {}, "media_posted"],
  ["posted", { kinds: ["gif"] }, "media_kind"],
  ["archived", {}, "media_archived"],
  ["score", { nsfw: false }, "media_score"],
  ["size", { kinds: ["gif", "video"] }, "media_size"],
] as const)("a page by %s of %p walks %s and sorts nothing", (sort, filter, index) => {
  const [plan] = plansOf((from) => from.page({ sort, filter, limit: 10, after: "1.1" }));
  expect(plan).toMatch(
    new RegExp(`^CO-ROUTINE found\nSEARCH media USING COVERING INDEX ${index} \\(`),
  );
  expect(plan).not.toContain("B-TREE");
});

test.each([
  ["posted", "media_posted"],
  ["archived", "media_archived"],
  ["score", "media_score"],
  ["size", "media_size"],
] as const)("buckets by %s are counted in the index alone", (sort, index) => {
  const plans = plansOf((from) => from.buckets({ sort }));
  expect(plans.length).toBeGreaterThan(0);
  for (const plan of plans) expect(plan).toContain(`COVERING INDEX ${index}`);
});

test("figures are read from an index alone", () => {
  const plans = plansOf((from) => from.summary({ kinds: ["gif"], nsfw: false }));
  for (const plan of plans) expect(plan).toContain("COVERING INDEX");
});

test.each([
  ["a post", { postId: 3 }],
  ["a subreddit", { r: "sub7" }],
  ["a user", { user: "user9" }],
  ["a tag", { tag: "tag3" }],
  ["words", { where: parse("cats") }],
])("a list of %s starts from its few rows", (_what, filter) => {
  const plan = plansOf((from) => from.page({ sort: "posted", filter, limit: 10 })).at(-1);
  expect(plan).toStartWith("CO-ROUTINE found\nSEARCH media USING INTEGER PRIMARY KEY (rowid=?)");
  expect(plan).not.toContain("SCAN posts");
});
