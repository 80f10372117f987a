import { expect, test } from "bun:test";
import { TestApp } from "../testing/test_app.ts";
import { statsSchema } from "./stats_schemas.ts";

test("/api/stats of an empty archive is all zeros, as its schema says", async () => {
  await using web = await TestApp.open();
  const stats = statsSchema.strict().parse(await web.json("/api/stats"));
  expect(stats).toMatchObject({ items: 0, bytes: 0, kinds: [], months: [], tags: [], sizes: [] });
});

test("/api/stats counts by kind, user and subreddit, and what is kept once for two", async () => {
  await using web = await TestApp.open();
  await web.add({
    bytes: "same",
    media: { id: "aaaaaa1" },
    post: { author: "ada", subreddit: "cats" },
  });
  await web.add({
    bytes: "same",
    media: { id: "aaaaaa2" },
    post: { author: "ada", subreddit: "dogs" },
  });
  const stats = statsSchema.strict().parse(await web.json("/api/stats"));
  expect(stats).toMatchObject({
    items: 2,
    bytes: 8,
    savedBytes: 4,
    kinds: [{ kind: "photo", items: 2, bytes: 8 }],
    users: [{ name: "ada", items: 2, bytes: 8 }],
    subreddits: [{ name: "cats" }, { name: "dogs" }],
  });
});

test("/api/stats follows a change", async () => {
  await using web = await TestApp.open();
  const { id } = await web.add();
  expect(await web.json("/api/stats")).toMatchObject({ items: 1, trash: { items: 0 } });
  await web.edit({ ids: [id], trashed: true });
  expect(await web.json("/api/stats")).toMatchObject({ items: 0, trash: { items: 1 } });
});
