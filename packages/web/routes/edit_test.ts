import { expect, test } from "bun:test";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { type Buckets, editedSchema, type MediaDetail } from "./schemas.ts";

test("a favourite is kept until it is taken back", async () => {
  await using web = await TestApp.open();
  const { id } = await web.add();
  const isFavorite = async () => (await web.json<MediaDetail>(`/api/media/~${id}`)).favorite;
  const answer = await web.edit({ ids: [id], favorite: true });
  expect(editedSchema.strict().parse(await answer.json())).toEqual({ changed: 1 });
  expect(await isFavorite()).toBe(true);
  await web.edit({ ids: [id], favorite: false });
  expect(await isFavorite()).toBe(false);
});

test("the trash hides, and gives back", async () => {
  await using web = await TestApp.open();
  const { id } = await web.add();
  await web.add({ media: { id: "otherAA" } });
  const items = async () => (await web.json<Buckets>("/api/buckets")).items;
  await web.edit({ ids: [id], trashed: true });
  expect(await items()).toBe(1);
  expect(await web.json<MediaDetail>(`/api/media/~${id}`)).toMatchObject({
    trashed: true,
    place: null,
  });
  await web.edit({ ids: [id], trashed: false });
  expect(await items()).toBe(2);
});

test("what was seen is no longer unseen", async () => {
  await using web = await TestApp.open();
  const { id } = await web.add();
  await web.edit({ ids: [id], seen: true });
  expect((await web.json<Buckets>("/api/buckets")).unseen).toBe(0);
});

test("an edit says how many rows it changed: known ids that were not so already", async () => {
  await using web = await TestApp.open();
  const { id } = await web.add();
  await web.edit({ ids: [id], favorite: true });
  const { id: other } = await web.add({ media: { id: "otherAA" } });
  const answer = await web.edit({ ids: [id, other, 999], favorite: true });
  expect(await answer.json()).toEqual({ changed: 1 });
});

test("a read-only gallery changes nothing", async () => {
  await using web = await TestApp.open({ readOnly: true });
  const { id } = await web.add();
  const answer = await web.edit({ ids: [id], favorite: true });
  expect(answer.status).toBe(403);
  expect((await errorOf(answer)).code).toBe("read_only");
  expect((await web.json<MediaDetail>(`/api/media/~${id}`)).favorite).toBe(false);
});

test.each([
  ["no ids", { favorite: true }, "ids"],
  ["an empty list", { ids: [], favorite: true }, "ids"],
  ["too many ids", { ids: Array.from({ length: 10_001 }, (_, at) => at) }, "ids"],
  ["a text as id", { ids: ["1"], favorite: true }, "ids.0"],
  ["a text as mark", { ids: [1], favorite: "yes" }, "favorite"],
  ["unseen, which nobody can be", { ids: [1], seen: false }, "seen"],
])("an edit with %s is refused by name", async (_what, body, name) => {
  await using web = await TestApp.open();
  const answer = await web.edit(body);
  expect(answer.status).toBe(400);
  expect((await errorOf(answer)).message).toStartWith(`Cannot read ${name}:`);
});

test.each([
  ["no JSON", "{ids:"],
  ["nothing", ""],
])("an edit that is %s is refused", async (_what, body) => {
  await using web = await TestApp.open();
  expect((await web.edit(body)).status).toBe(400);
});

test("an edit that is no JSON by its type is refused", async () => {
  await using web = await TestApp.open();
  const answer = await web.edit({ ids: [1], favorite: true }, { "content-type": "text/plain" });
  expect([answer.status, (await errorOf(answer)).code]).toEqual([415, "usage"]);
});

test("ten thousand ids fit, a body beyond that does not", async () => {
  await using web = await TestApp.open();
  const ids = Array.from({ length: 10_000 }, (_, at) => 1_000_000_000 + at);
  expect((await web.edit({ ids, seen: true })).status).toBe(200);
  const answer = await web.edit(`{"ids": [1], "favorite": true${" ".repeat(300_000)}}`);
  expect([answer.status, (await errorOf(answer)).code]).toEqual([413, "too_large"]);
});
