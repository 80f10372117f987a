import { expect, test } from "bun:test";
import type { MediaFinished } from "../events.ts";
import { makeTotals } from "../outcomes.ts";
import { samplePost } from "../testing/sample_posts.ts";
import { openDatabase } from "./open.ts";
import { prepareRecording } from "./recording_sql.ts";
import { readRunEvent } from "./run_events.ts";
import { prepareRuns } from "./runs.ts";

function openRig() {
  const database = openDatabase(":memory:");
  const recording = prepareRecording(database);
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const mediaId = recording.savePost(samplePost(), { sourceId, at: 1 }).media[0]!.mediaId;
  const start = () =>
    recording.startRun({
      command: "fetch",
      startedAt: 1,
      strategy: "pool",
      jobs: "auto",
      targets: [],
      settings: {},
      version: "1",
      pid: 1,
      host: "here",
    });
  const item = (run: number, t: number, facts = {}) =>
    recording.saveItem({
      run,
      t,
      mediaId,
      media: "aBc12De",
      source: "r/aww",
      outcome: "stored",
      sha256: "ab",
      bytes: 10,
      startedAt: 0,
      ms: 5,
      slot: 1,
      attempts: 1,
      ...facts,
    });
  return { recording, runs: prepareRuns(database), start, item };
}

test("list() gives the newest first, and goes on before an id", () => {
  const { runs, start } = openRig();
  const [one, two, three] = [start(), start(), start()];
  expect(runs.list({ limit: 2 }).map(({ id }) => id)).toEqual([three, two]);
  expect(runs.list({ limit: 2, before: two }).map(({ id }) => id)).toEqual([one]);
  expect(runs.newest()?.id).toBe(three);
});

test("get() of a run that is not there is undefined", () => {
  expect(openRig().runs.get(9)).toBeUndefined();
});

test("a run without an end has the totals of its progress", () => {
  const { recording, runs, start } = openRig();
  const run = start();
  const totals = { ...makeTotals(), announced: 9, stored: 4 };
  recording.saveProgress(run, { t: 1, event: { totals: makeTotals() } });
  recording.saveProgress(run, { t: 2, event: { totals } });
  expect(runs.get(run)).toMatchObject({ totals, progress: { t: 2 }, finishedAt: null });
});

test("a run without an end or progress has the totals of its log", () => {
  const { runs, start, item } = openRig();
  const run = start();
  item(run, 1);
  item(run, 2, { outcome: "failed", reason: "http.5xx", bytes: 7 });
  expect(runs.get(run)?.totals).toEqual({
    ...makeTotals(),
    announced: 2,
    stored: 1,
    failed: 1,
    bytes: 10,
  });
});

test("rowsAfter() goes on from a row, over all runs or in one", () => {
  const { runs, start, item } = openRig();
  const [one, two] = [start(), start()];
  for (const [run, t] of [
    [one, 1],
    [two, 2],
    [one, 3],
  ] as const)
    item(run, t);
  const first = runs.rowsAfter(0, { limit: 1 });
  const times = (rows: { t: number }[]) => rows.map(({ t }) => t);
  expect(times(first)).toEqual([1]);
  expect(times(runs.rowsAfter(first[0]!.id, { limit: 9 }))).toEqual([2, 3]);
  expect(times(runs.rowsAfter(0, { runId: one, limit: 9 }))).toEqual([1, 3]);
  expect(runs.lastRowId()).toBe(runs.rowsAfter(0, { limit: 9 }).at(-1)!.id);
});

test("items() gives those that ended so", () => {
  const { runs, start, item } = openRig();
  const run = start();
  item(run, 1);
  item(run, 2, { outcome: "failed", reason: "http.5xx" });
  expect(runs.items(run, { outcome: "failed", limit: 9 }).map(({ t }) => t)).toEqual([2]);
});

test("readRunEvent() makes the event of an item again", () => {
  const { runs, start, item } = openRig();
  item(start(), 7);
  const event: MediaFinished = {
    t: 7,
    type: "media.finished",
    media: "aBc12De",
    source: "r/aww",
    outcome: "stored",
    sha256: "ab",
    bytes: 10,
    ms: 5,
    attempts: 1,
    slot: 1,
  };
  expect(readRunEvent(runs.rowsAfter(0, { limit: 1 })[0]!)).toEqual(event);
});

test("readRunEvent() gives a note's event as it was, and nothing for a note without one", () => {
  const { recording, runs, start } = openRig();
  const run = start();
  const detail = { t: 3, type: "host.paused", host: "api", reason: "429", until: 9 };
  recording.saveNote({ run, kind: "pause", t: 3, detail });
  recording.saveNote({ run, kind: "notice", t: 4, detail: "text" });
  expect(runs.rowsAfter(0, { limit: 9 }).map(readRunEvent)).toEqual([detail as never, undefined]);
});

test("slots() tells what each slot does now", () => {
  const { recording, runs, start } = openRig();
  const run = start();
  recording.saveSlots(run, {
    t: 1,
    slots: [
      { slot: 1, state: { media: "a" } },
      { slot: 0, state: null },
    ],
  });
  recording.saveSlots(run, { t: 2, slots: [{ slot: 1, state: null }] });
  expect(runs.slots(run)).toEqual([
    { slot: 0, t: 1, state: null },
    { slot: 1, t: 2, state: null },
  ]);
});
