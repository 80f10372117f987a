import { expect, test } from "bun:test";
import { hostname } from "node:os";
import { makeTotals } from "@acacia/core";
import { readEvents } from "../testing/read_events.ts";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { runDetailSchema } from "./run_schemas.ts";
import { type Run, runSchema } from "./schemas.ts";

test("/api/runs tells the newest first, as its schema says", async () => {
  await using web = await TestApp.open();
  const [one, two] = [web.run(), web.run()];
  const list = runSchema
    .strict()
    .array()
    .parse(await web.json("/api/runs"));
  expect(list.map(({ id }) => id)).toEqual([two, one]);
  expect(await web.json(`/api/runs/${one}`)).toMatchObject(list[1]!);
});

test("/api/runs/{id} tells what was not kept, and where its last 90 seconds begin", async () => {
  const { web, run, item } = await openLog();
  await using _ = web;
  item("early");
  web.recording.saveNote({
    run,
    kind: "credits",
    t: web.clock.now(),
    detail: { t: 1, type: "credits", userRemaining: 9, clientRemaining: 99, resetAt: 7 },
  });
  await web.clock.advance(91_000);
  web.recording.saveProgress(run, { t: web.clock.now(), event: { type: "run.progress" } });
  item("failed", { outcome: "failed", reason: "http.5xx" });
  const { recentFrom, lastRow, ...detail } = runDetailSchema
    .strict()
    .parse(await web.json(`/api/runs/${run}`));
  expect(detail).toMatchObject({
    host: "elsewhere",
    reasons: [{ outcome: "failed", reason: "http.5xx", items: 1, examples: ["failed"] }],
    credits: { userRemaining: 9, clientRemaining: 99, resetAt: 7, spent: 1 },
    canStop: false,
  });
  const rows = (after: number) => web.get(`/api/runs/${run}/events?after=${after}`);
  web.finish(run);
  const events = await Array.fromAsync(readEvents(await rows(recentFrom)));
  expect(events.map(({ data }) => data.media)).toEqual(["failed", undefined, undefined]);
  expect(events[0]?.id).toBe(String(lastRow));
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

async function openLog(): Promise<{
  web: TestApp;
  run: number;
  item: (media: string, end?: object) => void;
}> {
  const web = await TestApp.open();
  const { id } = await web.add();
  const run = web.run();
  const item = (media: string, end: object = {}) =>
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
      ...end,
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

test("a stream tells what the slots do, and again only what changed", async () => {
  const { web, run } = await openLog();
  await using _ = web;
  const state = { media: "a", attempt: 1, bytes: 5, total: 9, since: 1 };
  const save = (slots: { slot: number; state: object | null }[]) =>
    web.recording.saveSlots(run, { t: web.clock.now(), slots });
  save([
    { slot: 0, state },
    { slot: 1, state: null },
  ]);
  const events = readEvents(await web.get(`/api/runs/${run}/events`));
  const now = web.clock.now();
  expect((await events.next()).value).toMatchObject({
    event: "run.slots",
    data: {
      now,
      slots: [
        { slot: 0, t: now, state },
        { slot: 1, t: now, state: null },
      ],
    },
  });
  await web.clock.advance(1_000);
  save([{ slot: 1, state }]);
  await web.clock.advance(500);
  expect((await events.next()).value?.data).toMatchObject({ slots: [{ slot: 1, state }] });
  await events.return(undefined);
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
