import { expect, test } from "bun:test";
import { makeTotals, prepareSyncMemory } from "@acacia/core";
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

test("a source tells what its last run said of it, and until when it is known", async () => {
  await using web = await TestApp.open();
  const [{ id } = { id: 0 }] = await sourcesOf(await web.post("/api/sources", AWW));
  await web.add({ post: { postedAt: 1_600_000_000_000 } });
  const run = web.run();
  const short = { ...makeTotals(), source: "r/aww", announced: 9, stored: 6, known: 1, short: 3 };
  const other = { ...makeTotals(), source: "new", announced: 1, stored: 1, short: 0 };
  const t = web.clock.now();
  for (const userRemaining of [100, 98]) {
    const detail = { t, type: "credits", userRemaining, clientRemaining: 9, resetAt: t };
    web.recording.saveNote({ run, kind: "credits", t, detail });
  }
  for (const [source, message] of [
    ["r/aww", "Two posts are gone"],
    ["new", "of another"],
  ]) {
    const detail = { t, type: "run.notice", level: "warning", source, message };
    web.recording.saveNote({ run, kind: "notice", t, detail });
  }
  const sources = [short, other];
  const totals = { ...makeTotals(), announced: 10 };
  web.recording.finishRun(run, { finishedAt: t, exitCode: 3, totals, sources, seconds: 2 });
  prepareSyncMemory(web.archive).noteRun(id, run);
  const [source] = await sourcesOf(await web.get("/api/sources"));
  expect(source).toMatchObject({
    knownUntil: 1_600_000_000_000,
    last: { at: t, announced: 9, kept: 7, short: 3, credits: 2, notices: ["Two posts are gone"] },
  });
});

test("a read-only gallery lists sources all the same", async () => {
  await using web = await TestApp.open({ readOnly: true });
  expect(await sourcesOf(await web.get("/api/sources"))).toEqual([]);
});
