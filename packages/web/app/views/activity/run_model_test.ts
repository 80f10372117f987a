import { expect, test } from "bun:test";
import type { MediaFinished } from "@acacia/core/events";
import { makeTotals } from "@acacia/core/outcomes";
import type { RunDetail } from "../../../routes/run_schemas.ts";
import { RunModel, rateOf, SPEED_SECONDS } from "./run_model.ts";

const DETAIL: RunDetail = {
  ...{ id: 42, command: "fetch", state: "running", startedAt: 0, finishedAt: null },
  ...{ strategy: "pool", jobs: "8", targets: ["r/aww"], exitCode: null, bytesPerSecond: 0 },
  ...{ eta: null, version: "1", host: "here", settings: {}, seconds: null, sources: [] },
  ...{ reasons: [], notices: [], credits: null, lastRow: 10, recentFrom: 0, canStop: false },
  totals: { ...makeTotals(), announced: 9 },
};
const END: MediaFinished = {
  ...{ t: 5_000, type: "media.finished", media: "a", source: "r/aww", outcome: "failed" },
  ...{ reason: "http.5xx", bytes: 1, ms: 100, attempts: 1, slot: 0 },
};

test("RunModel counts a reason once, though the stream repeats rows that the record counts", () => {
  const model = new RunModel(DETAIL);
  model.follow(END, 9);
  model.follow({ ...END, media: "b" }, 11);
  model.follow({ ...END, media: "c" }, 12);
  expect(model.detail.reasons).toEqual([
    { outcome: "failed", reason: "http.5xx", items: 2, examples: ["b", "c"] },
  ]);
});

test("RunModel takes totals, speed and time to go from the progress", () => {
  const model = new RunModel(DETAIL);
  const totals = { ...makeTotals(), announced: 12, stored: 3, failed: 1 };
  const progress = { done: 4, announced: 12, bytes: 9, bytesPerSecond: 7, eta: 60 };
  model.follow({ t: 1, type: "run.progress", ...progress, totals }, 0);
  expect(model.done).toBe(4);
  expect(model.detail).toMatchObject({ totals, bytesPerSecond: 7, eta: 60 });
});

test("RunModel is finished with what the run says of itself", () => {
  const model = new RunModel({ ...DETAIL, bytesPerSecond: 9, eta: 4 });
  const totals = { ...makeTotals(), announced: 1, stored: 1 };
  const end = { totals, sources: [], seconds: 3, exitCode: 0 };
  model.follow({ t: 7, type: "run.finished", run: 42, ...end }, 0);
  const state = { state: "finished", finishedAt: 7, bytesPerSecond: 0, eta: null };
  expect(model.detail).toMatchObject({ ...end, ...state });
});

test("RunModel adds up what credits fell by, and takes a rise for a new hour", () => {
  const model = new RunModel(DETAIL);
  const told = [
    [9, 100],
    [11, 90],
    [12, 88],
    [13, 500],
    [14, 499],
  ] as const;
  for (const [row, userRemaining] of told) {
    const credits = { userRemaining, clientRemaining: 9_000, resetAt: 3 };
    model.follow({ t: row, type: "credits", ...credits }, row);
  }
  expect(model.detail.credits).toMatchObject({ userRemaining: 499, spent: 4 });
});

test("speeds() are files a second over five seconds, for each of the last 90", () => {
  const model = new RunModel(DETAIL);
  for (let file = 0; file < 10; file++) model.follow({ ...END, t: 100_000 + file }, 20 + file);
  model.follow({ ...END, t: 100_000, slot: -1 }, 40);
  const speeds = model.speeds(103_000);
  expect(speeds).toHaveLength(SPEED_SECONDS);
  expect(speeds.slice(-4)).toEqual([0, 2, 2, 2]);
  expect(model.speeds(106_000).at(-1)).toBe(0);
});

test("pauses() gives those of a host that touch a span", () => {
  const model = new RunModel(DETAIL);
  const pause = { type: "host.paused", host: "cdn", reason: "too many requests" } as const;
  model.follow({ ...pause, t: 10, until: 20 }, 11);
  model.follow({ ...pause, host: "api", t: 10, until: 20 }, 12);
  expect(model.pauses("cdn", 19, 30)).toHaveLength(1);
  expect(model.pauses("cdn", 20, 30)).toHaveLength(0);
  expect(model.pauses("cdn", 0, 10)).toHaveLength(0);
});

test("rateOf() of a run that moved nothing, or has no end, is unknown", () => {
  expect(rateOf({ totals: makeTotals(), seconds: 5 })).toBeNull();
  expect(rateOf({ totals: { ...makeTotals(), stored: 5 }, seconds: null })).toBeNull();
  expect(rateOf({ totals: { ...makeTotals(), stored: 5, known: 90 }, seconds: 2 })).toBe(2.5);
});
