import { expect, test } from "bun:test";
import { rm } from "node:fs/promises";
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

/** A gallery whose archive nobody works on, and what it would start. */
async function openIdle() {
  const launched: (readonly string[])[] = [];
  const web = await TestApp.open({ launch: (args) => void launched.push(args) });
  await rm(web.archive.layout.lock);
  return { web, launched };
}

test("a fetch is started in a process of its own, on this archive", async () => {
  const { web, launched } = await openIdle();
  await using _web = web;
  const targets = ["https://imgur.com/r/aww", "@some_user"];
  const answer = await web.post("/api/runs", { command: "fetch", targets, limit: 9 });
  expect(answer.status).toBe(200);
  const flags = ["-d", web.archive.dir, "--quiet", "--limit", "9", "--"];
  expect(launched).toEqual([["fetch", ...flags, "r/aww", "@some_user"]]);
});

test("a sync is started by a source's name", async () => {
  const { web, launched } = await openIdle();
  await using _web = web;
  await web.post("/api/sources", AWW);
  await web.post("/api/runs", { command: "sync", targets: ["cats"] });
  expect(launched).toEqual([["sync", "-d", web.archive.dir, "--quiet", "--", "r/aww"]]);
});

test.each([
  ["a flag for a target", { command: "fetch", targets: ["--exec=ls"] }],
  ["no target", { command: "fetch" }],
  ["a name that no source has", { command: "sync", targets: ["dogs"] }],
  ["another command", { command: "trash", targets: ["empty"] }],
])("a run with %s is refused, and nothing is started", async (_what, body) => {
  const { web, launched } = await openIdle();
  await using _web = web;
  expect([(await web.post("/api/runs", body)).status, launched]).toEqual([400, []]);
});

test("no run is started while another works on the archive", async () => {
  const launched: (readonly string[])[] = [];
  await using web = await TestApp.open({ launch: (args) => void launched.push(args) });
  const answer = await web.post("/api/runs", { command: "fetch", targets: ["hot"] });
  expect([answer.status, (await errorOf(answer)).code]).toEqual([409, "archive.locked"]);
  expect(launched).toEqual([]);
});

test("a read-only gallery saves no source and starts no run", async () => {
  await using web = await TestApp.open({ readOnly: true });
  const answers = [
    await web.post("/api/sources", AWW),
    await web.post("/api/runs", { command: "fetch", targets: ["hot"] }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([403, 403]);
});
