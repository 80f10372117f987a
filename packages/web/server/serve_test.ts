import { expect, test } from "bun:test";
import { AcaciaError, type Archive, prepareRecording, systemClock } from "@acacia/core";
import { FakeClock, openTempArchive, sampleFile, samplePost } from "@acacia/core/testing";
import { readEvents } from "../testing/read_events.ts";
import { startWeb, type WebOptions } from "./serve.ts";

function start(archive: Archive, options: Partial<WebOptions> = {}) {
  return startWeb({
    archive,
    host: "127.0.0.1",
    port: 0,
    readOnly: false,
    version: "test",
    clock: systemClock,
    ...options,
  });
}

/** A run of this process that is on. */
function beginRun(archive: Archive, startedAt = Date.now()): number {
  return prepareRecording(archive).startRun({
    command: "fetch",
    startedAt,
    strategy: "pool",
    jobs: 1,
    targets: [],
    settings: {},
    version: "test",
    pid: process.pid,
    host: "elsewhere",
  });
}

async function storeFile(archive: Archive, bytes: string): Promise<string> {
  const recording = prepareRecording(archive);
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const { mediaId } = recording.savePost(samplePost(), { sourceId, at: 1 }).media[0]!;
  const file = sampleFile(bytes, { type: "mp4", sizeBytes: bytes.length });
  await Bun.write(archive.layout.blobPath(file.sha256, "mp4"), bytes, { createPath: true });
  const run = beginRun(archive);
  recording.saveArrived({ mediaId, role: "original", file, companions: [], run, at: 1 });
  return file.sha256;
}

test("startWeb() serves the page and the API under the safe headers", async () => {
  await using archive = await openTempArchive();
  await using web = await start(archive);
  const page = await fetch(web.url);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await page.text()).toContain("<script");
  expect(await (await fetch(`${web.url}api/status`)).json()).toMatchObject({ version: "test" });
});

test("startWeb() tells the length of a zip before its first byte", async () => {
  await using archive = await openTempArchive();
  await using web = await start(archive);
  await storeFile(archive, "a file that is no picture");
  const answer = await fetch(`${web.url}api/zip`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acacia": "1" },
    body: JSON.stringify({ q: "" }),
  });
  const told = Number(answer.headers.get("x-acacia-length"));
  expect(told).toBeGreaterThan(0);
  expect((await answer.bytes()).length).toBe(told);
});

test("startWeb() begins to answer before the browser's code is built", async () => {
  await using archive = await openTempArchive();
  await using web = await start(archive);
  expect(await (await fetch(`${web.url}healthz`)).text()).toBe("ok\n");
});

test("startWeb() off the loopback asks for a token", async () => {
  await using archive = await openTempArchive();
  await expect(start(archive, { host: "0.0.0.0" })).rejects.toThrow(
    "Cannot serve on 0.0.0.0: others could look without a token",
  );
});

test("startWeb() with a token lets in by the address that it names, and nobody else", async () => {
  await using archive = await openTempArchive();
  await using web = await start(archive, { host: "0.0.0.0", token: "a secret" });
  const own = new URL(web.url);
  own.hostname = "127.0.0.1";
  expect((await fetch(own)).status).toBe(200);
  expect((await fetch(`http://127.0.0.1:${web.port}/`)).status).toBe(401);
});

test("startWeb() on a port that is taken says so and what helps", async () => {
  await using archive = await openTempArchive();
  await using first = await start(archive);
  const failure = await start(archive, { port: first.port }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(AcaciaError);
  expect(failure).toMatchObject({
    code: "config",
    message: expect.stringContaining(`Cannot serve on 127.0.0.1:${first.port}:`),
    hint: "Give another --port, or --port 0 for any free one",
  });
});

test("streams end when the server does, and nothing waits to ask the closed database", async () => {
  await using archive = await openTempArchive();
  const clock = new FakeClock();
  const web = await start(archive, { clock });
  const streams = ["api/live", `api/runs/${beginRun(archive, clock.now())}/events`];
  const answers = await Promise.all(streams.map((path) => fetch(`${web.url}${path}`)));
  expect(clock.waiting).toBe(4);
  const ends = answers.map((answer) => answer.text().catch(() => "cut"));
  await web[Symbol.asyncDispose]();
  await Promise.all(ends);
  expect(clock.waiting).toBe(0);
});

test("a browser that closes its connection is no longer counted", async () => {
  await using archive = await openTempArchive();
  await using web = await start(archive);
  const leaving = new AbortController();
  const answer = await fetch(`${web.url}api/live`, { signal: leaving.signal });
  await readEvents(answer).next();
  const watching = async () =>
    /^acacia_live_watchers (\d+)$/m.exec(await (await fetch(`${web.url}metrics`)).text())?.[1];
  expect(await watching()).toBe("1");
  leaving.abort();
  while ((await watching()) !== "0");
});

test.each([
  ["whole", {}, 200, "0123456789", null],
  ["a range", { range: "bytes=2-4" }, 206, "234", "bytes 2-4/10"],
  ["its end", { range: "bytes=-3" }, 206, "789", "bytes 7-9/10"],
  ["several ranges: whole", { range: "bytes=0-1,5-6" }, 200, "0123456789", null],
  ["no such range", { range: "bytes=10-" }, 416, "", "bytes */10"],
])("over a real connection a file is sent: %s", async (_what, headers, status, body, range) => {
  await using archive = await openTempArchive();
  const sha256 = await storeFile(archive, "0123456789");
  await using web = await start(archive);
  const answer = await fetch(`${web.url}blob/${sha256}`, { headers });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toBe(body);
  expect(answer.headers.get("content-range")).toBe(range);
  expect(answer.headers.get("content-length")).toBe(String(body.length));
});
