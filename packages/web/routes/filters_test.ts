import { expect, test } from "bun:test";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { type Completions, type Filters, filtersSchema } from "./edit_schemas.ts";
import type { Buckets } from "./schemas.ts";

test("a saved filter is listed, used in the search, completed and removed", async () => {
  await using web = await TestApp.open();
  await web.add({ media: { id: "firstAA" } });
  await web.add({ media: { id: "secondA" } });
  const saved = await web.post("/api/filters/save", {
    name: "mine",
    query: "id:firstAA",
    sort: "score",
  });
  const { filters } = filtersSchema.parse(await saved.json());
  expect(filters).toEqual([
    { name: "mine", query: "id:firstAA", sort: "score", createdAt: web.clock.now() },
  ]);
  expect((await web.json<Buckets>("/api/buckets?q=filter:mine")).items).toBe(1);
  const { options } = await web.json<Completions>("/api/complete?q=filter:m");
  expect(options).toEqual([
    { text: "filter:mine", kind: "filter", help: "id:firstAA", count: null },
  ]);
  await web.post("/api/filters/remove", { name: "mine" });
  expect((await web.json<Filters>("/api/filters")).filters).toEqual([]);
});

test("a filter that cannot be read is not saved", async () => {
  await using web = await TestApp.open();
  const answer = await web.post("/api/filters/save", { name: "mine", query: "w:>wide" });
  expect([answer.status, (await errorOf(answer)).message]).toEqual([
    400,
    expect.stringContaining("at character 3"),
  ]);
  expect((await web.json<Filters>("/api/filters")).filters).toEqual([]);
});

test("removing a filter that is not there says so", async () => {
  await using web = await TestApp.open();
  expect((await web.post("/api/filters/remove", { name: "mine" })).status).toBe(404);
});

test("completion goes by the place of the cursor, and counts", async () => {
  await using web = await TestApp.open();
  await web.add({ post: { subreddit: "aww", tags: ["cats"] } });
  const complete = (q: string, at: number) =>
    web.json<Completions>(`/api/complete?q=${encodeURIComponent(q)}&at=${at}`);
  expect(await complete("r:a tag:x", 3)).toEqual({
    from: 0,
    to: 3,
    options: [{ text: "r:aww", kind: "r", help: "", count: 1 }],
  });
  expect((await complete("dogs sco", 8)).options[0]).toMatchObject({
    text: "score:",
    kind: "field",
  });
});

test.each(["at=-1", "at=x", "limit=0", "limit=999", `q=${"x".repeat(2001)}`])(
  "completion refuses %s",
  async (query) => {
    await using web = await TestApp.open();
    expect((await web.get(`/api/complete?${query}`)).status).toBe(400);
  },
);

test("names are counted within what else is asked for, and left out where nothing has them", async () => {
  await using web = await TestApp.open();
  for (const [id, author] of [
    ["aaaaaaa", "ada"],
    ["bbbbbbb", "ada"],
    ["ccccccc", "adele"],
  ] as const) {
    await web.add({ media: { id }, post: { author, nsfw: id === "aaaaaaa" } });
  }
  const names = async (within: string) => {
    const search = new URLSearchParams({ q: "user:ad", within });
    const { options } = await web.json<Completions>(`/api/complete?${search}`);
    return options.map(({ text, count }) => [text, count]);
  };
  expect(await names("")).toEqual([
    ["user:ada", 2],
    ["user:adele", 1],
  ]);
  expect(await names("nsfw:yes")).toEqual([["user:ada", 1]]);
  expect(await names("nsfw:yes OR nsfw:no")).toEqual([
    ["user:ada", 2],
    ["user:adele", 1],
  ]);
});
