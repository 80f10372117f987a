import { expect, test } from "bun:test";
import fc from "fast-check";
import { fillArchive } from "../testing/fill_archive.ts";
import { sampleFile, sampleMedia, samplePost } from "../testing/sample_posts.ts";
import { parseWhere } from "../where/parse.ts";
import { type AlbumSort, type Albums, prepareAlbums } from "./albums.ts";
import type { Filter } from "./filter_sql.ts";
import { openDatabase } from "./open.ts";
import { prepareRecording } from "./recording_sql.ts";

/** An archive to which albums are added; media arrive when told. */
function openRig() {
  const { sqlite } = openDatabase(":memory:");
  const recording = prepareRecording({ sqlite });
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const add = (
    id: string,
    facts: { media: string[]; postedAt?: number | null; count?: number },
  ) => {
    const media = facts.media.map((name) => sampleMedia({ id: name, title: `Picture ${name}` }));
    const { postedAt = 1, count = media.length } = facts;
    const post = samplePost({ id, title: `Album ${id}`, media, postedAt, mediaCount: count });
    return recording.savePost(post, { sourceId, at: 1 }).media.map(({ mediaId }) => mediaId);
  };
  const arrive = (...ids: number[]) => {
    for (const mediaId of ids) {
      const file = sampleFile(`bytes of ${mediaId}`);
      recording.saveArrived({ mediaId, role: "original", file, companions: [], run: 1, at: 50 });
    }
  };
  const end = (id: number, outcome: string) =>
    sqlite.run("UPDATE media SET last_outcome = ?, last_reason = 'gone.404' WHERE id = ?", [
      outcome,
      id,
    ]);
  return { sqlite, add, arrive, end, albums: prepareAlbums({ sqlite }) };
}

/** The ids of all pages, each of a few albums. */
function idsOf(
  albums: Albums,
  options: { sort?: AlbumSort; filter?: Filter; limit?: number } = {},
) {
  const { limit = 2, ...listing } = options;
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = albums.page({ ...listing, limit, ...(after === undefined ? {} : { after }) });
    ids.push(...page.albums.map(({ imgurId }) => imgurId));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids;
}

test("page() lists albums that have a picture here, the newest first, undated ones last", () => {
  const { add, arrive, albums } = openRig();
  arrive(...add("older", { media: ["a1"], postedAt: 10 }));
  arrive(...add("undated", { media: ["b1"], postedAt: null }));
  arrive(...add("newer", { media: ["c1"], postedAt: 20 }));
  arrive(...add("undated2", { media: ["d1"], postedAt: null }));
  add("elsewhere", { media: ["e1"], postedAt: 30 });
  expect(idsOf(albums)).toEqual(["newer", "older", "undated2", "undated"]);
  expect(albums.count()).toBe(4);
});

test("page() lists the albums of most pictures first when asked to", () => {
  const { add, arrive, albums } = openRig();
  arrive(...add("one", { media: ["a1"] }));
  arrive(...add("many", { media: ["b1"], count: 900 }));
  arrive(...add("two", { media: ["c1", "c2"] }));
  expect(idsOf(albums, { sort: "pictures" })).toEqual(["many", "two", "one"]);
});

test.each([
  ["a rare word", "pear", ["fruit"]],
  ["a field", "w:>=500", ["fruit", "other"]],
  ["nothing that is here", "w:>=5000", []],
])("page() keeps to albums with a picture that matches %s", (_what, query, expected) => {
  const { add, arrive, albums } = openRig();
  arrive(...add("other", { media: ["a1"], postedAt: 1 }));
  arrive(...add("fruit", { media: ["apple", "pear"], postedAt: 2 }));
  const filter = { where: parseWhere(query, { now: 0 }) };
  expect(idsOf(albums, { filter })).toEqual(expected);
  expect(albums.count(filter)).toBe(expected.length);
});

test("a card has the first four that are here, in the author's order, and tells what became of the rest", () => {
  const { sqlite, add, arrive, end, albums } = openRig();
  const media = ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"];
  const ids = add("mixed", { media, count: 12 });
  const [gone = 0, trashed = 0, failed = 0, blocked = 0] = ids;
  end(gone, "removed");
  arrive(trashed);
  sqlite.run("UPDATE media SET trashed_at = 1, shown = 0 WHERE id = ?", [trashed]);
  end(failed, "rejected");
  end(blocked, "region_blocked");
  arrive(...ids.slice(4).toReversed());
  const [card] = albums.page({ limit: 10 }).albums;
  expect(card?.pictures.map(({ imgurId }) => imgurId)).toEqual(["m5", "m6", "m7", "m8"]);
  expect(card?.counts).toEqual({
    announced: 12,
    here: 5,
    trashed: 1,
    removed: 1,
    failed: 1,
    regionBlocked: 1,
    filtered: 0,
  });
});

test("more media than Imgur announced count as announced", () => {
  const { add, arrive, albums } = openRig();
  arrive(...add("grown", { media: ["a1", "a2", "a3"], count: 1 }));
  expect(albums.album("grown")?.counts).toMatchObject({ announced: 3, here: 3 });
});

test("album() tells of each media in the author's order, here or not", () => {
  const { add, arrive, end, albums } = openRig();
  const [first = 0, , last = 0] = add("whole", { media: ["m1", "m2", "m3"] });
  end(first, "removed");
  arrive(last);
  const album = albums.album("whole");
  expect(album).toMatchObject({ title: "Album whole", author: "Giraffe", points: 42, comments: 7 });
  expect(album?.members.map(({ imgurId, state, outcome }) => [imgurId, state, outcome])).toEqual([
    ["m1", "missing", "removed"],
    ["m2", "missing", null],
    ["m3", "here", null],
  ]);
  expect(album?.members[2]).toMatchObject({ title: "Picture m3", description: "It looks down" });
});

test("album() knows no other", () => {
  expect(openRig().albums.album("nowhere")).toBeUndefined();
});

test("page() refuses a place that is none", () => {
  expect(() => openRig().albums.page({ limit: 1, after: "?" })).toThrow("Cannot read the place");
});

/** Whether pages of any size, put together, are the one large page. */
function holds({
  albums,
  limit,
  sort,
}: {
  albums: Albums;
  limit: number;
  sort: AlbumSort;
}): boolean {
  const whole = albums.page({ sort, limit: 1000 }).albums.map(({ imgurId }) => imgurId);
  return Bun.deepEquals(idsOf(albums, { sort, limit }), whole);
}

const { sqlite } = openDatabase(":memory:");
fillArchive({ sqlite }, { media: 900, blobs: 300 });
sqlite.run("UPDATE posts SET kind = 'album' WHERE id % 3 > 0");
sqlite.run("UPDATE posts SET posted_at = NULL WHERE id % 4 = 0");
sqlite.run("UPDATE posts SET posted_at = 1500000000000 WHERE id % 7 = 1");
const filled = prepareAlbums({ sqlite });
const cuts = fc.record({
  limit: fc.integer({ min: 7, max: 90 }),
  sort: fc.constantFrom("newest", "pictures") as fc.Arbitrary<AlbumSort>,
});

test("pages of any size hold each album once, in order", () => {
  expect(filled.page({ limit: 1000 }).albums.length).toBeGreaterThan(50);
  fc.assert(
    fc.property(cuts, (cut) => holds({ albums: filled, ...cut })),
    { numRuns: 12 },
  );
});

test("the law of pages fails when the place forgets the row", () => {
  const forgetful: Albums = {
    ...filled,
    page(options) {
      const page = filled.page(options);
      return { ...page, next: page.next?.replace(/\..*$/, ".0") ?? null };
    },
  };
  const law = fc.property(cuts, (cut) => holds({ albums: forgetful, ...cut }));
  expect(fc.check(law, { seed: 1, numRuns: 30, endOnFailure: true }).failed).toBe(true);
});

test("the newest page walks the index of albums", () => {
  const plan = sqlite
    .query<{ detail: string }, []>(
      `EXPLAIN QUERY PLAN SELECT p.id FROM posts p WHERE p.kind = 'album' AND (p.posted_at, p.id) < (9, 9)
       AND EXISTS (SELECT 1 FROM post_media pm JOIN media ON media.id = pm.media_id
         WHERE pm.post_id = p.id AND media.shown = 1) ORDER BY p.posted_at DESC, p.id DESC LIMIT 9`,
    )
    .all()
    .map(({ detail }) => detail)
    .join("\n");
  expect(plan).toContain("posts_albums");
  expect(plan).not.toContain("TEMP B-TREE");
});
