import { expect, test } from "bun:test";
import fc from "fast-check";
import {
  sampleBareMedia,
  sampleBarePost,
  sampleFile,
  sampleMedia,
  samplePost,
} from "../testing/sample_posts.ts";
import { prepareEdits } from "./edits.ts";
import { type OpenDatabase, openDatabase } from "./open.ts";
import type { Recording } from "./recording.ts";
import { prepareRecording } from "./recording_sql.ts";

function openRig() {
  const database = openDatabase(":memory:");
  const recording = prepareRecording(database);
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const save = (post = samplePost(), at = 1) => recording.savePost(post, { sourceId, at });
  const row = (sql: string) => database.sqlite.query<Record<string, unknown>, []>(sql).get();
  return { database, recording, save, row };
}

function archive(recording: Recording, mediaId: number, content = "bytes"): "stored" | "duplicate" {
  const file = sampleFile(content);
  return recording.saveArrived({ mediaId, role: "original", file, companions: [], run: 1, at: 9 });
}

test("savePost() gives its media in the author's order, with what is kept of them", () => {
  const { save, recording } = openRig();
  const post = samplePost({
    media: [sampleMedia({ id: "two2222" }), sampleMedia({ id: "one1111" })],
  });
  const [first] = save(post).media;
  archive(recording, first!.mediaId);
  expect(save(post).media).toEqual([
    {
      mediaId: first!.mediaId,
      imgurId: "two2222",
      position: 0,
      sha256: sampleFile("bytes").sha256,
      roles: ["original"],
      trashed: false,
    },
    {
      mediaId: expect.any(Number),
      imgurId: "one1111",
      position: 1,
      sha256: null,
      roles: [],
      trashed: false,
    },
  ]);
});

test("savePost() follows the author when the order changes", () => {
  const { save, database } = openRig();
  const [a, b] = [sampleMedia({ id: "aaaaaaa" }), sampleMedia({ id: "bbbbbbb" })];
  save(samplePost({ media: [a, b] }));
  save(samplePost({ media: [b, a] }));
  const order = database.sqlite.query(
    "SELECT imgur_id AS id FROM media JOIN post_media ON media_id = media.id ORDER BY position",
  );
  expect(order.all()).toEqual([{ id: "bbbbbbb" }, { id: "aaaaaaa" }]);
});

test("savePost() never overwrites what the user set", () => {
  const { save, row, database } = openRig();
  const [media] = save().media;
  const edits = prepareEdits(database);
  edits.setFavorite([media!.mediaId], { favorite: true, at: 5 });
  edits.setTrashed([media!.mediaId], { trashed: true, at: 6 });
  edits.markSeen([media!.mediaId], { at: 7 });
  save(samplePost(), 8);
  expect(row("SELECT favorite_at, trashed_at, seen_at FROM media")).toEqual({
    favorite_at: 5,
    trashed_at: 6,
    seen_at: 7,
  });
});

test("savePost() tells that a media is in the trash", () => {
  const { save, database } = openRig();
  const [media] = save().media;
  prepareEdits(database).setTrashed([media!.mediaId], { trashed: true, at: 6 });
  expect(save().media[0]?.trashed).toBe(true);
});

test("savePost() never replaces a known fact by nothing", () => {
  const { save, row } = openRig();
  save();
  const before = [row("SELECT * FROM posts"), row("SELECT * FROM media")];
  save(sampleBarePost({ media: [sampleBareMedia()] }));
  expect([row("SELECT * FROM posts"), row("SELECT * FROM media")]).toEqual(before);
});

test("savePost() takes newer facts", () => {
  const { save, row } = openRig();
  save();
  save(samplePost({ title: "Renamed", score: 99, media: [sampleMedia({ title: "Anew" })] }));
  expect(row("SELECT p.title, m.title AS media, m.score FROM posts p, media m")).toEqual({
    title: "Renamed",
    media: "Anew",
    score: 99,
  });
});

test("savePost() leaves a media with the post that had it first", () => {
  const { save, row } = openRig();
  const { postId } = save(samplePost({ id: "first1", score: 10 }));
  save(samplePost({ id: "later2", score: 99 }));
  expect(row("SELECT post_id, score FROM media")).toEqual({ post_id: postId, score: 10 });
});

test("savePost() takes the pixels of the file over those of a listing, once it is here", () => {
  const { save, row, recording } = openRig();
  const [media] = save().media;
  archive(recording, media!.mediaId);
  save(samplePost({ media: [sampleMedia({ width: 1, height: 1, sizeBytes: 1 })] }));
  expect(row("SELECT width, height, size_bytes FROM media")).toEqual({
    width: 640,
    height: 480,
    size_bytes: 1000,
  });
});

test.each([
  ["its post is", [true], 1],
  ["any post that it is in is", [false, true], 1],
  ["a later post is not", [true, false], 1],
  ["nobody knows", [null, null], null],
] as const)("savePost() marks a media as nsfw when %s", (_what, flags, nsfw) => {
  const { save, row } = openRig();
  flags.forEach((flag, at) => {
    save(samplePost({ id: `post${at}`, nsfw: flag }));
  });
  expect(row("SELECT nsfw FROM media")).toEqual({ nsfw });
});

test("savePost() keeps tags in lower case, and those that a later answer leaves out", () => {
  const { save, database } = openRig();
  save(samplePost({ tags: ["Cats", " FUNNY "] }));
  save(samplePost({ tags: ["cats", "new"] }));
  const names = database.sqlite.query(
    "SELECT name FROM tags JOIN post_tags ON tag_id = id ORDER BY name",
  );
  expect(names.values().flat()).toEqual(["cats", "funny", "new"]);
});

test("savePost() notes which sources listed a post", () => {
  const { save, recording, database } = openRig();
  save();
  const other = recording.ensureSource("hot", "section", 2);
  recording.savePost(samplePost(), { sourceId: other, at: 3 });
  const sources = database.sqlite.query(
    "SELECT first_seen_at FROM source_posts ORDER BY source_id",
  );
  expect(sources.values().flat()).toEqual([1, 3]);
});

test("savePost() leaves nothing when the transaction around it fails", () => {
  const { save, recording, row } = openRig();
  const work = () =>
    recording.transaction(() => {
      save();
      throw new Error("killed");
    });
  expect(work).toThrow("killed");
  expect(row("SELECT (SELECT count(*) FROM posts) + (SELECT count(*) FROM media) AS rows")).toEqual(
    {
      rows: 0,
    },
  );
});

test("transaction() refuses async work, and rolls it back", () => {
  const { save, recording, row } = openRig();
  const work = () => recording.transaction(() => Promise.resolve(save()));
  expect(work).toThrow("Cannot run an async transaction");
  expect(row("SELECT count(*) AS posts FROM posts")).toEqual({ posts: 0 });
});

// Every entry of the search index: word, media, column. Two indexes with the same entries answer the same.
function readIndex({ sqlite }: OpenDatabase, table: string): unknown[] {
  sqlite.run(`CREATE VIRTUAL TABLE temp.entries USING fts5vocab('main', '${table}', 'instance')`);
  const entries = sqlite
    .query("SELECT term, doc, col, offset FROM entries ORDER BY 1, 2, 3, 4")
    .values();
  sqlite.run("DROP TABLE temp.entries");
  return entries;
}

/** The index as it would be, were it made anew. */
function rebuildIndex(database: OpenDatabase): unknown[] {
  const { sqlite } = database;
  sqlite.run(`CREATE VIRTUAL TABLE fresh USING fts5(title, description, post_title, post_description, author,
    subreddit, tags, name, imgur_id, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`);
  sqlite.run(`INSERT INTO fresh(rowid, title, description, post_title, post_description, author, subreddit,
    tags, name, imgur_id) SELECT * FROM media_words_source`);
  return readIndex(database, "fresh");
}

const words = fc.option(fc.constantFrom("cat", "Größe", "a tree", "zebra cat"));
const mediaArbitrary = fc
  .record({
    id: fc.constantFrom("aaaaaaa", "bbbbbbb", "ccccccc"),
    title: words,
    description: words,
    name: words,
  })
  .map((facts) => sampleBareMedia(facts));
const postArbitrary = fc
  .record({
    id: fc.constantFrom("post1", "post2"),
    title: words,
    author: words,
    subreddit: words,
    tags: fc.uniqueArray(fc.constantFrom("t1", "t2", "T3")),
    media: fc.uniqueArray(mediaArbitrary, { selector: ({ id }) => id, maxLength: 3 }),
  })
  .map((facts) => sampleBarePost(facts));

function isInStep(posts: readonly Parameters<Recording["savePost"]>[0][], sabotage = ""): boolean {
  const { save, database } = openRig();
  if (sabotage) database.sqlite.run(sabotage);
  for (const post of posts) save(post);
  const isSame = Bun.deepEquals(readIndex(database, "media_words"), rebuildIndex(database));
  database.sqlite.close();
  return isSame;
}

test("the search index is always what it would be if it were made anew", () => {
  const law = fc.property(fc.array(postArbitrary, { minLength: 1, maxLength: 6 }), (posts) =>
    isInStep(posts),
  );
  fc.assert(law, { numRuns: 30 });
});

test.each([
  "words_posts_update",
  "words_post_tags_insert",
  "words_media_update",
  "words_post_media_insert",
])("the law of the search index fails without %s", (trigger) => {
  const law = fc.property(fc.array(postArbitrary, { minLength: 2, maxLength: 6 }), (posts) =>
    isInStep(posts, `DROP TRIGGER ${trigger}`),
  );
  expect(fc.check(law, { numRuns: 100, seed: 1, endOnFailure: true }).failed).toBe(true);
});

test("a media that is deleted leaves the search index", () => {
  const { save, database } = openRig();
  const [media] = save().media;
  database.sqlite.run(`DELETE FROM post_media; DELETE FROM media WHERE id = ${media!.mediaId}`);
  expect(readIndex(database, "media_words")).toEqual([]);
});
