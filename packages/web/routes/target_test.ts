import { expect, test } from "bun:test";
import { TestApp } from "../testing/test_app.ts";
import { readTargetSchema } from "./target.ts";

test.each([
  ["https://imgur.com/r/aww", "subreddit", "r/aww"],
  [" @some_user ", "user", "@some_user"],
  ["imgur.com/a/title-aBc12De", "album", "a/aBc12De"],
])("/api/target reads '%s' as a target", async (text, kind, target) => {
  await using web = await TestApp.open();
  const answer = await web.json(`/api/target?${new URLSearchParams({ text })}`);
  const read = readTargetSchema.strict().parse(answer);
  expect(read).toEqual({ kind, target, reason: null, hint: null });
});

test("/api/target says why a text is none", async () => {
  await using web = await TestApp.open();
  const read = readTargetSchema.parse(await web.json("/api/target?text=https://example.com/x.jpg"));
  expect(read).toMatchObject({ kind: "reject", target: null, reason: expect.any(String) });
  expect((await web.get("/api/target")).status).toBe(400);
});
