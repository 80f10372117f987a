import { afterAll, beforeAll, expect, test } from "bun:test";
import fc from "fast-check";
import { fillArchive } from "../testing/fill_archive.ts";
import { matchesWhere, type WhereSubject } from "../where/matches.ts";
import { parseWhere } from "../where/parse.ts";
import { prepareEdits } from "./edits.ts";
import { filterSql } from "./filter_sql.ts";
import { prepareLookup } from "./lookup.ts";
import { closeDatabase, type OpenDatabase, openDatabase } from "./open.ts";

const NOW = Date.UTC(2026, 10, 24);
let database: OpenDatabase;
let subjects: Map<number, WhereSubject>;

beforeAll(() => {
  database = openDatabase(":memory:");
  fillArchive(database, { media: 240, blobs: 200 });
  prepareEdits(database).setFavorite([3, 5, 8, 13], { favorite: true, at: NOW });
  prepareEdits(database).markSeen([1, 2, 3, 4, 5, 6], { at: NOW });
  // What is not known must match no comparison, and its negation must match.
  database.sqlite.run(
    "UPDATE media SET width = NULL, posted_at = NULL, posted_key = 0 WHERE id % 17 = 0",
  );
  subjects = new Map(Array.from({ length: 240 }, (_, at) => [at + 1, subjectOf(at + 1)] as const));
});
afterAll(() => closeDatabase(database, { tidy: false }));

/** One media as the slow, obvious evaluator sees it. */
function subjectOf(id: number): WhereSubject {
  const media = prepareLookup(database).media(id);
  if (!media) throw new Error(`there is no media ${id}`);
  const [post] = media.posts;
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
    tags: media.posts.flatMap(({ tags }) => tags),
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
    texts: [],
  };
}

function idsBySql(text: string): number[] {
  const { sql, params } = filterSql({ where: parseWhere(text, { now: NOW }) });
  return database.sqlite
    .query<{ id: number }, (string | number)[]>(`SELECT id FROM media WHERE ${sql} ORDER BY id`)
    .all(...params)
    .map(({ id }) => id);
}

function idsByHand(text: string, matches = matchesWhere): number[] {
  const expr = parseWhere(text, { now: NOW });
  return [...subjects].filter(([, subject]) => matches(expr, subject)).map(([id]) => id);
}

const leaf = fc.oneof(
  fc.constantFrom("type:photo", "type:gif", "type:video", "type:album", "nsfw:yes", "nsfw:no"),
  fc.constantFrom("dup:yes", "dup:no", "is:fav", "is:new", "is:gone", "run:1"),
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
function agrees(matches = matchesWhere) {
  return fc.property(query, (text) => Bun.deepEquals(idsBySql(text), idsByHand(text, matches)));
}

test("whereSql() finds what matchesWhere() finds", () => fc.assert(agrees(), { numRuns: 300 }));

test("whereSql(): the law catches an evaluator that takes the unknown for no", () => {
  const wrong: typeof matchesWhere = (expr, subject) =>
    expr.kind === "not" && expr.part.kind === "number" && subject.width === null
      ? false
      : matchesWhere(expr, subject);
  expect(() => fc.assert(agrees(wrong), { numRuns: 1_000 })).toThrow();
});

test("whereSql() finds words by the index, and their negation finds the rest", () => {
  const title = database.sqlite
    .query<{ title: string }, []>("SELECT title FROM posts WHERE title IS NOT NULL LIMIT 1")
    .get()?.title;
  const word = title?.match(/\p{L}+/u)?.[0] ?? "";
  const found = idsBySql(word);
  const rest = idsBySql(`-${word}`);
  expect(found.length).toBeGreaterThan(0);
  expect([...found, ...rest].toSorted((a, b) => a - b)).toEqual([...subjects.keys()]);
});
