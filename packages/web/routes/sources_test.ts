import { expect, test } from "bun:test";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { sourcesSchema } from "./source_schemas.ts";

const AWW = { target: "https://imgur.com/r/aww", name: "cats", where: "score:>500" };

async function sourcesOf(answer: Response) {
  return sourcesSchema.strict().parse(await answer.json()).sources;
}

test("a source is saved by any form of its address, and listed", async () => {
  await using web = await TestApp.open();
  const saved = await sourcesOf(await web.post("/api/sources", AWW));
  expect(saved).toMatchObject([{ target: "r/aww", name: "cats", where: "score:>500", items: 0 }]);
  expect(await sourcesOf(await web.get("/api/sources"))).toEqual(saved);
});

test("a source is forgotten, and what it brought stays", async () => {
  await using web = await TestApp.open();
  await web.add();
  const [source] = await sourcesOf(await web.post("/api/sources", AWW));
  const remove = () =>
    web.ask(`/api/sources/${source!.id}`, { method: "DELETE", headers: { "x-acacia": "1" } });
  expect(await sourcesOf(await remove())).toEqual([]);
  expect((await remove()).status).toBe(404);
  expect((await web.json<{ items: number }>("/api/status")).items).toBe(1);
});

test.each([
  ["no target", { name: "x" }, "Cannot read target"],
  ["what is none", { target: "no target!" }, "Cannot read the target"],
  ["a filter that cannot be read", { ...AWW, where: "score:>" }, "Cannot read"],
  ["a sort that Imgur lacks", { ...AWW, settings: { sort: "viral" } }, "Cannot sort r/aww"],
])("a source with %s is refused, and none is saved", async (_what, body, message) => {
  await using web = await TestApp.open();
  const answer = await web.post("/api/sources", body);
  expect([answer.status, (await errorOf(answer)).message]).toEqual([
    400,
    expect.stringContaining(message),
  ]);
  expect(await sourcesOf(await web.get("/api/sources"))).toEqual([]);
});

test("a read-only gallery saves no source", async () => {
  await using web = await TestApp.open({ readOnly: true });
  expect((await web.post("/api/sources", AWW)).status).toBe(403);
});
