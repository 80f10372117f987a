import { expect, test } from "bun:test";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { bulkDoneSchema, type Tags, tagsHeldSchema, undoneSchema } from "./edit_schemas.ts";
import type { Buckets, MediaDetail } from "./schemas.ts";

/** Three pictures, the first a favourite. */
async function openWeb(options: { readOnly?: boolean } = {}) {
  const web = await TestApp.open(options);
  const ids: number[] = [];
  for (const id of ["firstAA", "secondA", "thirdAA"])
    ids.push((await web.add({ media: { id } })).id);
  if (!options.readOnly) await web.edit({ ids: ids.slice(0, 1), favorite: true });
  const items = async (q = "") =>
    (await web.json<Buckets>(`/api/buckets?q=${encodeURIComponent(q)}`)).items;
  const bulk = async (body: unknown) => {
    const answer = await web.post("/api/bulk", body);
    return bulkDoneSchema.parse(await answer.json());
  };
  return { web, ids, items, bulk };
}

test("a query travels to the trash, and undo brings back what it found", async () => {
  const { web, items, bulk } = await openWeb();
  await using _ = web;
  const { changed, edit } = await bulk({ q: "-is:fav", action: { trashed: true } });
  expect([changed, await items(), await items("is:trash")]).toEqual([2, 1, 2]);
  const undone = await web.post("/api/undo", { edit });
  expect(undoneSchema.parse(await undone.json())).toEqual({
    edit: edit!,
    summary: "2 pictures into the trash",
    changed: 2,
  });
  expect(await items()).toBe(3);
});

test("ids do as well; the last edit is taken back when none is named", async () => {
  const { web, ids, items, bulk } = await openWeb();
  await using _ = web;
  expect(await bulk({ ids: ids.slice(1), action: { favorite: true } })).toMatchObject({
    changed: 2,
  });
  await web.post("/api/undo", {});
  expect(await items("is:fav")).toBe(1);
});

test("what was taken out of a query's selection again is left alone", async () => {
  const { web, ids, items, bulk } = await openWeb();
  await using _ = web;
  const body = { q: "size:>=0", except: ids.slice(0, 1), action: { trashed: true } };
  expect((await bulk(body)).changed).toBe(2);
  expect(await items("is:fav")).toBe(1);
});

test("the tags that a selection has are counted within it", async () => {
  const { web, ids, bulk } = await openWeb();
  await using _ = web;
  await bulk({ ids, action: { tag: ["cute"] } });
  await bulk({ ids: ids.slice(0, 1), action: { tag: ["best"] } });
  const held = async (body: unknown) =>
    tagsHeldSchema.parse(await (await web.post("/api/tags/held", body)).json());
  expect(await held({ ids: ids.slice(0, 2) })).toEqual({
    selected: 2,
    tags: [
      { name: "cute", items: 2 },
      { name: "best", items: 1 },
    ],
  });
  expect((await held({ q: "-tag:best" })).selected).toBe(2);
});

test("own tags are given, listed, found, shown, renamed and taken", async () => {
  const { web, ids, items, bulk } = await openWeb();
  await using _ = web;
  const tags = async () => (await web.json<Tags>("/api/tags")).tags;
  await bulk({ q: "is:fav OR id:secondA", action: { tag: ["Cute", "red panda"] } });
  await bulk({ ids: ids.slice(0, 1), action: { untag: ["cute"] } });
  expect(await tags()).toEqual([
    { name: "red panda", items: 2 },
    { name: "cute", items: 1 },
  ]);
  expect([await items('tag:"red panda"'), await items("pand")]).toEqual([2, 2]);
  await web.post("/api/tags/rename", { from: "cute", to: "lovely" });
  expect((await web.json<MediaDetail>(`/api/media/~${ids[1]}`)).ownTags).toEqual([
    "lovely",
    "red panda",
  ]);
  await web.post("/api/tags/remove", { name: "red panda" });
  expect(await tags()).toEqual([{ name: "lovely", items: 1 }]);
});

test("seen by a query cannot be taken back, and says so", async () => {
  const { web, items, bulk } = await openWeb();
  await using _ = web;
  expect(await bulk({ q: "is:new", action: { seen: true } })).toEqual({ changed: 3, edit: null });
  expect(await items("is:new")).toBe(0);
});

test.each([
  ["a query with a fault", { q: "typ:photo", action: { trashed: true } }, "unknown filter"],
  ["a query that names everything", { q: "  ", action: { trashed: true } }, "names everything"],
  ["no query and no ids", { action: { trashed: true } }, "either q or ids"],
  ["a query and ids", { q: "cats", ids: [1], action: { trashed: true } }, "either q or ids"],
  ["nothing to do", { q: "is:fav", action: {} }, "one thing"],
  ["two things to do", { q: "is:fav", action: { trashed: true, favorite: true } }, "one thing"],
  ["a tag that is none", { q: "is:fav", action: { tag: ["a,b"] } }, "Cannot use the tag"],
])("%s is refused, and nothing is changed", async (_what, body, reason) => {
  const { web, items } = await openWeb();
  await using _ = web;
  const answer = await web.post("/api/bulk", body);
  expect([answer.status, (await errorOf(answer)).message]).toEqual([
    400,
    expect.stringContaining(reason),
  ]);
  expect(await items()).toBe(3);
});

test.each([
  ["/api/bulk", { q: "is:new", action: { trashed: true } }],
  ["/api/undo", {}],
  ["/api/tags/rename", { from: "a", to: "b" }],
  ["/api/tags/remove", { name: "a" }],
  ["/api/filters/save", { name: "a", query: "cats" }],
  ["/api/filters/remove", { name: "a" }],
  ["/api/trash/empty", { olderMs: 0 }],
  ["/api/trash/remove", { q: "is:trash" }],
])("a read-only gallery refuses %s", async (path, body) => {
  const { web, items } = await openWeb({ readOnly: true });
  await using _ = web;
  const answer = await web.post(path, body);
  expect([answer.status, (await errorOf(answer)).code]).toEqual([403, "read_only"]);
  expect(await items()).toBe(3);
});

test("another page cannot change anything", async () => {
  const { web, items } = await openWeb();
  await using _ = web;
  const body = { q: "is:new", action: { trashed: true } };
  const answer = await web.post("/api/bulk", body, { origin: "http://elsewhere.example" });
  expect([answer.status, await items()]).toEqual([403, 3]);
});

test("an edit that does not stand cannot be taken back", async () => {
  const { web } = await openWeb();
  await using _ = web;
  expect((await web.post("/api/undo", { edit: 99 })).status).toBe(404);
});
