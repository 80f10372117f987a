import { expect, test } from "bun:test";
import { type Comment, prepareComments } from "@acacia/core";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { commentsSchema } from "./comments.ts";

const comment = (id: number, facts: Partial<Comment> = {}): Comment => ({
  id,
  parentId: null,
  author: "giraffe",
  text: `comment ${id}`,
  points: 0,
  postedAt: 1_600_000_000_000,
  ...facts,
});

test("/api/media/{id}/comments tells the thread, as its schema says", async () => {
  await using web = await TestApp.open();
  const { postId } = await web.add();
  const said = [
    comment(1, { points: 3 }),
    comment(2, { parentId: 1, author: null, text: null }),
    comment(3, { parentId: 2, text: "<b>hi</b>" }),
    comment(4, { points: 9 }),
  ];
  prepareComments(web.archive).save(postId, said, web.clock.now());
  const answer = commentsSchema.strict().parse(await web.json("/api/media/aBc12De/comments"));
  expect(answer).toMatchObject({ post: postId, fetchedAt: web.clock.now(), total: 4 });
  expect(
    answer.comments.map(({ id, parent, depth, text, deleted }) => [
      id,
      parent,
      depth,
      text,
      deleted,
    ]),
  ).toEqual([
    [4, null, 0, "comment 4", false],
    [1, null, 0, "comment 1", false],
    [2, 1, 1, "", true],
    [3, 2, 2, "<b>hi</b>", false],
  ]);
});

test("a picture whose comments were never fetched has none, and no time", async () => {
  await using web = await TestApp.open();
  const { postId } = await web.add();
  expect(await web.json<object>("/api/media/aBc12De/comments")).toEqual({
    post: postId,
    fetchedAt: null,
    total: 0,
    comments: [],
  });
});

test("comments of what is in no archive are not found", async () => {
  await using web = await TestApp.open();
  const answer = await web.get("/api/media/nowhere/comments");
  expect([answer.status, (await errorOf(answer)).code]).toEqual([404, "not_found"]);
});
