import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Comment } from "../imgur/wire_comments.ts";
import { samplePost } from "../testing/sample_posts.ts";
import { openTempArchive } from "../testing/temp_archive.ts";
import { prepareComments, WANTED } from "./comments.ts";
import { prepareRecording } from "./recording_sql.ts";

const comment = (id: number, facts: Partial<Comment> = {}): Comment => ({
  id,
  parentId: null,
  author: "giraffe",
  text: `comment ${id}`,
  points: 0,
  postedAt: 1_600_000_000_000,
  ...facts,
});

/** An archive with the posts given, all of one source, told of at time 100. */
async function openWithPosts(...counts: (number | null)[]) {
  const archive = await openTempArchive();
  const recording = prepareRecording(archive);
  const sourceId = recording.ensureSource("r/aww", "subreddit", 100);
  const postIds = counts.map((commentCount, i) => {
    const post = samplePost({ id: `post${i}`, commentCount, media: [] });
    return recording.savePost(post, { sourceId, at: 100 }).postId;
  });
  return { archive, postIds, rows: prepareComments(archive) };
}

const brief = (thread: readonly { id: number; depth: number }[]) =>
  thread.map(({ id, depth }) => `${"-".repeat(depth)}${id}`);

test("ofPost() gives the best comment first, each before its answers", async () => {
  const { archive, postIds, rows } = await openWithPosts(5);
  await using _ = archive;
  const [post = 0] = postIds;
  const said = [
    comment(1),
    comment(2, { parentId: 1 }),
    comment(3, { parentId: 2 }),
    comment(4, { parentId: 1, points: 5 }),
    comment(5, { points: 9 }),
  ];
  expect(rows.save(post, said, 200)).toEqual({ added: 5, deleted: 0 });
  const { fetchedAt, total, comments } = rows.ofPost(post, 100);
  expect([fetchedAt, total, brief(comments)]).toEqual([200, 5, ["5", "1", "-4", "-2", "--3"]]);
  expect(brief(rows.ofPost(post, 2).comments)).toEqual(["5", "1"]);
});

test.each([
  [
    "says that it was deleted",
    [comment(1, { text: null, author: null }), comment(2, { parentId: 1 })],
  ],
  ["no longer has it", []],
])("save() keeps what a comment said when Imgur %s, and its answers", async (_what, later) => {
  const { archive, postIds, rows } = await openWithPosts(2);
  await using _ = archive;
  const [post = 0] = postIds;
  rows.save(post, [comment(1, { text: "precious" }), comment(2, { parentId: 1 })], 200);
  rows.save(post, later, 300);
  const { comments } = rows.ofPost(post, 100);
  expect(brief(comments)).toEqual(["1", "-2"]);
  expect(comments[0]).toMatchObject({ text: "precious", author: "giraffe", deleted: true });
});

test("save() keeps a comment that was deleted before it was read, with its answers", async () => {
  const { archive, postIds, rows } = await openWithPosts(2);
  await using _ = archive;
  const [post = 0] = postIds;
  rows.save(post, [comment(1, { text: null }), comment(2, { parentId: 1 })], 200);
  expect(rows.ofPost(post, 100).comments).toMatchObject([
    { id: 1, text: "", deleted: true },
    { id: 2, depth: 1, deleted: false },
  ]);
});

test("save() leaves a comment with the post that had it first", async () => {
  const { archive, postIds, rows } = await openWithPosts(1, 1);
  await using _ = archive;
  const [first = 0, second = 0] = postIds;
  rows.save(first, [comment(1)], 200);
  expect(rows.save(second, [comment(1, { text: "taken over" })], 200).added).toBe(0);
  expect(rows.ofPost(first, 9).comments).toMatchObject([{ text: "comment 1" }]);
  expect(rows.ofPost(second, 9).total).toBe(0);
});

test("comments are found by `comment:`, in the words that they have now", async () => {
  await using archive = await openTempArchive();
  const recording = prepareRecording(archive);
  const sourceId = recording.ensureSource("hot", "section", 0);
  const { postId } = recording.savePost(samplePost(), { sourceId, at: 0 });
  const rows = prepareComments(archive);
  rows.save(postId, [comment(1, { text: "an okapi" })], 100);
  rows.save(postId, [comment(1, { text: "a zebra, I was wrong" })], 200);
  const words = archive.sqlite.prepare<{ rowid: number }, [string]>(
    "SELECT rowid FROM comment_words WHERE comment_words MATCH ?",
  );
  expect([words.all("okapi").length, words.all("zebra").length]).toEqual([0, 1]);
});

test.each([
  ["never fetched, some counted", 3, undefined, true],
  ["never fetched, none counted", 0, undefined, false],
  ["never fetched, not counted", null, undefined, true],
  ["fetched lately, as many as are counted", 1, 900, false],
  ["fetched long ago, as many as are counted", 1, 500, true],
  ["fetched lately, more counted since", 2, 900, true],
  ["fetched long ago, not counted", null, 500, true],
  ["fetched lately, not counted", null, 900, false],
])("listWanted(): %s", async (_what, count, fetchedAt, isWanted) => {
  const { archive, postIds, rows } = await openWithPosts(count);
  await using _ = archive;
  if (fetchedAt) rows.save(postIds[0] ?? 0, [comment(1)], fetchedAt);
  const options = { afterId: 0, since: 100, oldAt: 600, limit: 10 };
  expect(rows.listWanted("r/aww", options).length).toBe(isWanted ? 1 : 0);
  expect(rows.listWanted("r/aww", { ...options, since: 101 })).toEqual([]);
  expect(rows.listWanted("r/other", options)).toEqual([]);
});

test("listWanted() walks a source by its posts, however many there are", async () => {
  const { archive, rows } = await openWithPosts(1);
  await using _ = archive;
  expect(rows.listWanted("r/aww", { afterId: 0, since: 0, oldAt: 0, limit: 1 }).length).toBe(1);
  using explain = archive.sqlite.prepare<{ detail: string }, []>(
    `EXPLAIN QUERY PLAN ${WANTED.replaceAll(/\$\w+/g, "1")}`,
  );
  const plan = explain.all().map(({ detail }) => detail);
  expect(plan[0]).toMatch(
    /SEARCH sp USING (?:COVERING INDEX|PRIMARY KEY|INDEX) .*source_id=\? AND post_id>\?/,
  );
  expect(plan.join()).not.toContain("TEMP B-TREE");
});

test("whatever Imgur answers and then answers again, no comment is lost, none stands twice, none before its parent", async () => {
  // Seen failing with a parent that is saved as it is given: an answer of tomorrow can be the parent of its own parent.
  const answer = fc
    .array(fc.tuple(fc.nat(8), fc.option(fc.nat(8)), fc.boolean()), { maxLength: 9 })
    .map((said) =>
      said.map(([id, parent, isGone]) =>
        comment(id + 1, {
          parentId: parent === null || parent === id ? null : parent + 1,
          text: isGone ? null : "said",
        }),
      ),
    )
    // As `readV3Comments` promises: each id once, parents first or absent.
    .map((list) => list.filter(({ id }, i) => list.findIndex((other) => other.id === id) === i))
    .map((list) =>
      list.filter(
        ({ parentId }, i) => parentId === null || list.findIndex(({ id }) => id === parentId) < i,
      ),
    );
  await fc.assert(
    fc.asyncProperty(answer, answer, async (first, second) => {
      const { archive, postIds, rows } = await openWithPosts(1);
      await using _ = archive;
      const [post = 0] = postIds;
      rows.save(post, first, 200);
      rows.save(post, second, 300);
      const thread = rows.ofPost(post, 100).comments;
      const met = thread.map(({ id }) => id);
      const all = new Set([...first, ...second].map(({ id }) => id));
      expect(met.toSorted()).toEqual([...all].toSorted());
      for (const [place, { parentId, depth }] of thread.entries()) {
        const parent = met.indexOf(parentId ?? -1);
        if (depth > 0) expect(thread[parent]?.depth).toBe(depth - 1);
        expect(parent).toBeLessThan(place);
      }
    }),
    { numRuns: 15 },
  );
});
