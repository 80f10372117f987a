import { expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import type { LaunchedProcess } from "../server/launches.ts";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { type Launch, launchSchema, type RunDetail, runDetailSchema } from "./run_schemas.ts";

const AWW = { target: "https://imgur.com/r/aww", name: "cats", where: "score:>500" };

/** A process that does nothing, but tells what was asked of it. */
class FakeProcess implements LaunchedProcess {
  exitCode: number | null = null;
  drains = 0;
  readonly pid = process.pid;
  drain(): void {
    this.drains += 1;
  }
}

/** A gallery whose archive nobody works on, and what it would start. */
async function openIdle() {
  const launched: (readonly string[])[] = [];
  const started = new FakeProcess();
  const web = await TestApp.open({
    launch(args) {
      launched.push(args);
      return started;
    },
  });
  await rm(web.archive.layout.lock);
  const start = async (body: object) =>
    launchSchema.strict().parse(await (await web.post("/api/runs", body)).json());
  return { web, launched, started, start };
}

test("a fetch is started in a process of its own, on this archive", async () => {
  const { web, launched, start } = await openIdle();
  await using _web = web;
  const targets = ["https://imgur.com/r/aww", "@some_user"];
  expect(await start({ command: "fetch", targets, limit: 9 })).toEqual({
    launch: 1,
    command: "fetch",
    targets: ["r/aww", "@some_user"],
    run: null,
    exitCode: null,
  });
  const flags = ["-d", web.archive.dir, "--quiet", "--limit", "9", "--"];
  expect(launched).toEqual([["fetch", ...flags, "r/aww", "@some_user"]]);
});

test("a sync is started by a source's name", async () => {
  const { web, launched, start } = await openIdle();
  await using _web = web;
  await web.post("/api/sources", AWW);
  await start({ command: "sync", targets: ["cats"] });
  expect(launched).toEqual([["sync", "-d", web.archive.dir, "--quiet", "--", "r/aww"]]);
});

test("a retry is started for what failed in a run, for a reason", async () => {
  const { web, launched, start } = await openIdle();
  await using _web = web;
  await start({ command: "retry", run: 4, reason: "http.5xx" });
  const flags = ["--run", "4", "--reason", "http.5xx"];
  expect(launched).toEqual([["retry", "-d", web.archive.dir, "--quiet", ...flags]]);
});

test.each([
  ["a flag for a target", { command: "fetch", targets: ["--exec=ls"] }],
  ["no target", { command: "fetch" }],
  ["a name that no source has", { command: "sync", targets: ["dogs"] }],
  ["a reason that there is not", { command: "retry", reason: "--exec=ls" }],
  ["another command", { command: "trash", targets: ["empty"] }],
])("a run with %s is refused, and nothing is started", async (_what, body) => {
  const { web, launched } = await openIdle();
  await using _web = web;
  expect([(await web.post("/api/runs", body)).status, launched]).toEqual([400, []]);
});

test("no run is started while another works on the archive", async () => {
  const launched: (readonly string[])[] = [];
  await using web = await TestApp.open({
    launch(args) {
      launched.push(args);
      return new FakeProcess();
    },
  });
  const answer = await web.post("/api/runs", { command: "fetch", targets: ["hot"] });
  expect([answer.status, (await errorOf(answer)).code]).toEqual([409, "archive.locked"]);
  expect(launched).toEqual([]);
});

test("a gallery without a program starts nothing, and says how else", async () => {
  await using web = await TestApp.open();
  const answer = await web.post("/api/runs", { command: "fetch", targets: ["hot"] });
  expect([answer.status, (await errorOf(answer)).hint]).toEqual([
    501,
    "Run `acacia fetch` in a terminal",
  ]);
});

test("a read-only gallery starts no run", async () => {
  await using web = await TestApp.open({ readOnly: true });
  const answer = await web.post("/api/runs", { command: "fetch", targets: ["hot"] });
  expect(answer.status).toBe(403);
});

test("a start finds its run once that has begun, and keeps its exit code", async () => {
  const { web, started, start } = await openIdle();
  await using _web = web;
  web.run({ pid: process.pid, host: hostname() });
  await web.clock.advance(1);
  const { launch } = await start({ command: "fetch", targets: ["hot"] });
  expect(await web.json<Launch>(`/api/launches/${launch}`)).toMatchObject({ run: null });
  const run = web.run({ pid: process.pid, host: hostname() });
  expect(await web.json<Launch>(`/api/launches/${launch}`)).toMatchObject({ run, exitCode: null });
  started.exitCode = 4;
  expect(await web.json<Launch>(`/api/launches/${launch}`)).toMatchObject({ run, exitCode: 4 });
  expect((await web.get("/api/launches/99")).status).toBe(404);
});

test("a run that was started here is drained when it is told to stop", async () => {
  const { web, started, start } = await openIdle();
  await using _web = web;
  await start({ command: "fetch", targets: ["hot"] });
  const run = web.run({ pid: process.pid, host: hostname() });
  expect((await web.json<RunDetail>(`/api/runs/${run}`)).canStop).toBe(true);
  expect((await web.post(`/api/runs/${run}/stop`, {})).status).toBe(200);
  expect(started.drains).toBe(1);
});

test.each([
  ["of another machine", { host: "elsewhere" }],
  ["of a terminal", { pid: 1, host: hostname() }],
])("a run %s is not stopped", async (_whose, facts) => {
  const { web, started, start } = await openIdle();
  await using _web = web;
  await start({ command: "fetch", targets: ["hot"] });
  const run = web.run(facts);
  const detail = runDetailSchema.strict().parse(await web.json(`/api/runs/${run}`));
  expect(detail.canStop).toBe(false);
  expect((await web.post(`/api/runs/${run}/stop`, {})).status).toBe(409);
  expect(started.drains).toBe(0);
});

test("a run is not stopped once its process is over: its pid may be another's", async () => {
  const { web, started, start } = await openIdle();
  await using _web = web;
  await start({ command: "fetch", targets: ["hot"] });
  const run = web.run({ pid: process.pid, host: hostname() });
  started.exitCode = 0;
  expect((await web.post(`/api/runs/${run}/stop`, {})).status).toBe(409);
  expect((await web.post("/api/runs/99/stop", {})).status).toBe(404);
});
