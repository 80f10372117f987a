import { expect, test } from "bun:test";
import { hostname } from "node:os";
import { makeTotals } from "@acacia/core";
import { readEvents } from "../testing/read_events.ts";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { type Run, runSchema } from "./schemas.ts";

test("/api/runs tells the newest first, as its schema says", async () => {
  await using web = await TestApp.open();
  const [one, two] = [web.run(), web.run()];
  const list = runSchema
    .strict()
    .array()
    .parse(await web.json("/api/runs"));
  expect(list.map(({ id }) => id)).toEqual([two, one]);
  expect(await web.json(`/api/runs/${one}`)).toEqual(list[1]!);
});

test("/api/runs goes on before a run, some at a time", async () => {
  await using web = await TestApp.open();
  const [one, two] = [web.run(), web.run(), web.run()];
  const list = await web.json<Run[]>(`/api/runs?limit=1&before=${two}`);
  expect(list.map(({ id }) => id)).toEqual([one]);
});

test("a run that tells of itself is running, at its speed", async () => {
  await using web = await TestApp.open();
  const run = web.run();
  const totals = { ...makeTotals(), announced: 9, stored: 4 };
  const event = { type: "run.progress", bytesPerSecond: 1_000, eta: 5, totals };
  web.recording.saveProgress(run, { t: web.clock.now(), event });
  expect(await web.json<Run>(`/api/runs/${run}`)).toMatchObject({
    state: "running",
    totals,
    bytesPerSecond: 1_000,
    eta: 5,
  });
});

test("a run that was silent for half a minute is lost", async () => {
  await using web = await TestApp.open();
  const run = web.run();
  await web.clock.advance(31_000);
  expect(await web.json<Run>(`/api/runs/${run}`)).toMatchObject({ state: "lost", eta: null });
});

test("a run whose process is gone is lost at once", async () => {
  await using web = await TestApp.open();
  const { pid, exited } = Bun.spawn(["true"]);
  await exited;
  const run = web.run({ pid, host: hostname() });
  expect((await web.json<Run>(`/api/runs/${run}`)).state).toBe("lost");
});

test("a finished run has its totals and no speed", async () => {
  await using web = await TestApp.open();
  const run = web.run();
  web.recording.saveProgress(run, { t: 1, event: { bytesPerSecond: 7, eta: 1 } });
  web.finish(run, { ...makeTotals(), announced: 1, stored: 1 });
  expect(await web.json<Run>(`/api/runs/${run}`)).toMatchObject({
    state: "finished",
    exitCode: 0,
    totals: { stored: 1 },
    bytesPerSecond: 0,
  });
});

test.each(["/api/runs/77", "/api/runs/77/events"])("%s is no run", async (path) => {
  await using web = await TestApp.open();
  expect((await web.get(path)).status).toBe(404);
});

test.each([
  ["/api/runs/first", "id"],
  ["/api/runs/0/events", "id"],
  ["/api/runs?limit=0", "limit"],
  ["/api/runs?limit=1000", "limit"],
  ["/api/runs?before=x", "before"],
])("%s is refused by name", async (path, name) => {
  await using web = await TestApp.open();
  const answer = await web.get(path);
  expect(answer.status).toBe(400);
  expect((await errorOf(answer)).message).toStartWith(`Cannot read ${name}:`);
});

async function openLog(): Promise<{ web: TestApp; run: number; item: (media: string) => void }> {
  const web = await TestApp.open();
  const { id } = await web.add();
  const run = web.run();
  const item = (media: string) =>
    web.recording.saveItem({
      run,
      t: web.clock.now(),
      mediaId: id,
      media,
      source: "r/aww",
      outcome: "stored",
      bytes: 10,
      startedAt: web.clock.now(),
      ms: 5,
      slot: 1,
      attempts: 1,
    });
  return { web, run, item };
}

test("the stream of a finished run is its events, its end, and no more", async () => {
  const { web, run, item } = await openLog();
  await using _ = web;
  item("first");
  web.recording.saveNote({
    run,
    kind: "pause",
    t: 2,
    detail: { t: 2, type: "host.paused", host: "cdn", reason: "http.429", until: 9 },
  });
  web.finish(run);
  const answer = await web.get(`/api/runs/${run}/events`);
  expect(answer.headers.get("content-type")).toBe("text/event-stream");
  const events = await Array.fromAsync(readEvents(answer));
  expect(events.map(({ event }) => event)).toEqual([
    "media.finished",
    "host.paused",
    "run.finished",
    "end",
  ]);
  expect(events[0]?.data).toMatchObject({ type: "media.finished", media: "first" });
  expect(events[2]?.data).toMatchObject({ run, exitCode: 0, seconds: 2, sources: [] });
});

test.each(["Last-Event-ID", "after"])("%s goes on after the row that it names", async (way) => {
  const { web, run, item } = await openLog();
  await using _ = web;
  for (const media of ["one", "two", "three"]) item(media);
  web.finish(run);
  const path = `/api/runs/${run}/events`;
  const [, two] = await Array.fromAsync(readEvents(await web.get(path)));
  const again =
    way === "after"
      ? await web.get(`${path}?after=${two?.id}`)
      : await web.get(path, { "last-event-id": String(two?.id) });
  const events = await Array.fromAsync(readEvents(again));
  expect(events.map(({ data }) => data.media)).toEqual(["three", undefined, undefined]);
});

test("a stream that began while the run was on brings what comes, once", async () => {
  const { web, run, item } = await openLog();
  await using _ = web;
  item("before");
  const events = readEvents(await web.get(`/api/runs/${run}/events`));
  expect((await events.next()).value?.data.media).toBe("before");
  item("after");
  web.recording.saveProgress(run, { t: 5, event: { type: "run.progress", done: 2 } });
  await web.clock.advance(500);
  expect((await events.next()).value?.data.media).toBe("after");
  expect((await events.next()).value?.data).toEqual({ t: 5, type: "run.progress", done: 2 });
  await web.clock.advance(1_000);
  web.finish(run);
  await web.clock.advance(500);
  expect((await events.next()).value?.event).toBe("run.finished");
  expect((await events.next()).value?.event).toBe("end");
  expect((await events.next()).done).toBe(true);
  expect(web.clock.waiting).toBe(0);
});

test("the stream of a lost run ends without a finish", async () => {
  const { web, run, item } = await openLog();
  await using _ = web;
  item("only");
  await web.clock.advance(31_000);
  const events = await Array.fromAsync(readEvents(await web.get(`/api/runs/${run}/events`)));
  expect(events.map(({ event }) => event)).toEqual(["media.finished", "end"]);
});

test("a long log comes whole, in order, at once", async () => {
  const { web, run, item } = await openLog();
  await using _ = web;
  web.recording.transaction(() => {
    for (let at = 0; at < 1_700; at++) item(String(at));
  });
  web.finish(run);
  const events = await Array.fromAsync(readEvents(await web.get(`/api/runs/${run}/events`)));
  const media = events.flatMap(({ data }) => data.media ?? []);
  expect(media).toEqual(Array.from({ length: 1_700 }, (_, at) => String(at)));
});
