import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { fillArchive } from "../testing/fill_archive.ts";
import { FIELDS } from "../where/fields.ts";
import { matchesWhere, type WhereSubject } from "../where/matches.ts";
import { parseWhere } from "../where/parse.ts";
import { prepareEdits } from "./edits.ts";
import { asksForTrash, filterSql } from "./filter_sql.ts";
import { prepareLookup } from "./lookup.ts";
import { closeDatabase, type OpenDatabase, openDatabase } from "./open.ts";
import { makeStatements } from "./statements.ts";
import { prepareCandidates } from "./words_sql.ts";

const NOW = Date.UTC(2026, 10, 24);
const MEDIA = 240;
const WORDS = ["zebra", "okapi", "kudu"] as const;
let database: OpenDatabase;
let subjects: Map<number, WhereSubject>;

beforeAll(() => {
  database = openDatabase(":memory:");
  const { sqlite } = database;
  fillArchive(database, { media: MEDIA, blobs: 200 });
  const edits = prepareEdits(database);
  edits.setFavorite([3, 5, 8, 13], { favorite: true, at: NOW });
  edits.markSeen([1, 2, 3, 4, 5, 6], { at: NOW });
  edits.setTrashed([5, 6, 7, 40, 41], { trashed: true, at: NOW });
  edits.tag([2, 3, 5, 50, 51, 52], { tags: ["zebra", "tag3"], at: NOW });
  edits.tag([3, 60], { tags: ["two okapis"], at: NOW });
  sqlite.run("UPDATE media SET title = 'Zebra and okapi' WHERE id % 11 = 0");
  sqlite.run("UPDATE posts SET title = 'Kudu meets ZEBRA' WHERE id % 7 = 0");
  sqlite.run("UPDATE media SET removed_upstream_at = 5 WHERE id % 13 = 0");
  sqlite.run(`INSERT INTO comments (id, post_id, author, text, fetched_at)
    SELECT id, id, 'fan' || id % 3, iif(id % 2, 'What an okapi', 'A kudu, a zebra'), 0 FROM posts WHERE id % 5 = 0`);
  // What is not known must match no comparison, and its negation must match.
  sqlite.run("UPDATE media SET width = NULL, posted_at = NULL, posted_key = 0 WHERE id % 17 = 0");
  subjects = new Map(
    Array.from({ length: MEDIA }, (_, at) => [at + 1, subjectOf(at + 1)] as const),
  );
});
afterAll(() => closeDatabase(database, { tidy: false }));

/** One media as the slow, obvious evaluator sees it. */
function subjectOf(id: number): WhereSubject {
  const media = prepareLookup(database).media(id);
  if (!media) throw new Error(`there is no media ${id}`);
  const [post] = media.posts;
  const ownTags = column(
    "SELECT name FROM user_tags JOIN media_user_tags ON tag_id = id WHERE media_id = ?",
    id,
  );
  const comments = (part: string) =>
    column(
      `SELECT c.${part} FROM comments c JOIN post_media pm USING (post_id) WHERE pm.media_id = ?`,
      id,
    );
  const tags = [...media.posts.flatMap((one) => one.tags), ...ownTags];
  return {
    id: media.imgurId,
    kind: media.kind,
    inAlbum: (post?.mediaCount ?? 1) > 1,
    width: media.width,
    height: media.height,
    score: media.score,
    views: post?.views ?? null,
    sizeBytes: media.sizeBytes,
    run: media.archivedRun,
    tags,
    user: post?.author ?? null,
    subreddit: post?.subreddit ?? null,
    albums: media.posts.filter(({ kind }) => kind === "album").map(({ imgurId }) => imgurId),
    postedAt: media.postedAt,
    archivedAt: media.archivedAt,
    nsfw: media.nsfw === true,
    duplicate: media.sameBytes.length > 0,
    favorite: media.favoriteAt !== null,
    unseen: media.seenAt === null,
    gone: media.removedUpstreamAt !== null,
    trashed: media.trashedAt !== null,
    texts: [media.title, post?.title, post?.author, post?.subreddit, ...tags].filter(
      (text) => text !== null && text !== undefined,
    ),
    comments: [...comments("text"), ...comments("author")],
  };
}

function column(sql: string, id: number): string[] {
  return database.sqlite
    .query(sql)
    .values(id)
    .map(([value]) => String(value));
}

/** As bulk edits ask, in full; and as the grid asks, by the newest candidates. */
const WAYS = {
  "in full": () => ({}),
  "by candidates": () => ({ candidates: prepareCandidates(makeStatements(database.sqlite)) }),
} as const;
type Way = keyof typeof WAYS;

function idsBySql(text: string, way: Way = "in full"): number[] {
  const { sql, params } = filterSql({ where: parseWhere(text, { now: NOW }) }, WAYS[way]());
  return database.sqlite
    .query<{ id: number }, (string | number)[]>(`SELECT id FROM media WHERE ${sql} ORDER BY id`)
    .all(...params)
    .map(({ id }) => id);
}

function idsByHand(text: string, matches = matchesWhere): number[] {
  const expr = parseWhere(text, { now: NOW });
  const shelf = asksForTrash(expr);
  return [...subjects]
    .filter(([, subject]) => subject.trashed === shelf && matches(expr, subject))
    .map(([id]) => id);
}

const leaf = fc.oneof(
  fc.constantFrom("type:photo", "type:gif", "type:video", "type:album", "nsfw:yes", "nsfw:no"),
  fc.constantFrom("dup:yes", "dup:no", "is:fav", "is:new", "is:gone", "is:trash", "run:1"),
  fc.constantFrom(
    "tag:zebra",
    "tag:ZEBRA",
    "tag:tag3",
    'tag:"two okapis"',
    "zebra",
    "okap",
    "kudu",
  ),
  fc.constantFrom(
    '"zebra and"',
    '"okapi zebra"',
    '"two okapi"',
    "user1",
    "comment:okapi",
    "comment:fan1",
  ),
  fc.constantFrom('comment:"a kudu a ze"', "comment:zebra"),
  fc
    .tuple(
      fc.constantFrom("w", "h", "score", "views", "size"),
      fc.constantFrom("<", "<=", "", ">=", ">"),
      fc.constantFrom(0, 40, 500, 1080, 100_000, 1_000_000),
    )
    .map(([field, comparison, value]) => `${field}:${comparison}${value}`),
  fc.constantFrom("before:2014-02", "after:2014-01-20", "posted:2014-01", "archived:2014"),
  fc.integer({ min: 1, max: 240 }).map((id) => `id:${subjects.get(id)?.id}`),
  fc.integer({ min: 1, max: 240 }).map((id) => `user:${subjects.get(id)?.user?.toUpperCase()}`),
  fc.integer({ min: 1, max: 240 }).map((id) => `r:${subjects.get(id)?.subreddit ?? "aww"}`),
  fc.integer({ min: 1, max: 240 }).map((id) => `tag:${subjects.get(id)?.tags[0] ?? "cats"}`),
  fc.integer({ min: 1, max: 240 }).map((id) => `album:${subjects.get(id)?.albums[0] ?? "aBc12De"}`),
);
const query = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => `(${a}) (${b})`),
    fc.tuple(tie("any"), tie("any")).map(([a, b]) => `(${a}) OR (${b})`),
    tie("any").map((a) => `-(${a})`),
  ),
})).any;

/** The law: SQL finds what the plain evaluator finds. */
function agrees(way: Way, matches = matchesWhere) {
  return fc.property(query, (text) =>
    Bun.deepEquals(idsBySql(text, way), idsByHand(text, matches)),
  );
}

test.each(["in full", "by candidates"] as const)(
  "whereSql() finds what matchesWhere() finds, %s",
  (way) => fc.assert(agrees(way), { numRuns: 300 }),
);

test("whereSql(): the law catches an evaluator that takes the unknown for no", () => {
  const wrong: typeof matchesWhere = (expr, subject) =>
    expr.kind === "not" && expr.part.kind === "number" && subject.width === null
      ? false
      : matchesWhere(expr, subject);
  expect(() => fc.assert(agrees("in full", wrong), { numRuns: 1_000 })).toThrow();
});

test("whereSql(): the law catches an evaluator that knows nothing of own tags", () => {
  const wrong: typeof matchesWhere = (expr, subject) =>
    matchesWhere(expr, { ...subject, tags: subject.tags.filter((tag) => tag !== "zebra") });
  expect(() => fc.assert(agrees("by candidates", wrong), { numRuns: 1_000 })).toThrow();
});

test("the law knows every filter of the grammar", () => {
  const known = fc.sample(leaf, { seed: 1, numRuns: 3_000 }).join(" ");
  const missing = FIELDS.filter(({ key }) => key !== "filter" && !known.includes(`${key}:`));
  expect(missing.map(({ key }) => key)).toEqual([]);
});

test.each(WORDS)("whereSql() finds %s by the index, and its negation finds the rest", (word) => {
  const found = idsBySql(word);
  const rest = idsBySql(`-${word}`);
  const shown = [...subjects].filter(([, { trashed }]) => !trashed).map(([id]) => id);
  expect(found.length).toBeGreaterThan(0);
  expect([...found, ...rest].toSorted((a, b) => a - b)).toEqual(shown);
});
