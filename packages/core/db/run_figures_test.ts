import { expect, test } from "bun:test";
import { samplePost } from "../testing/sample_posts.ts";
import { openDatabase } from "./open.ts";
import { prepareRecording } from "./recording_sql.ts";
import { MOST_EXAMPLES, prepareRunFigures } from "./run_figures.ts";

function openRig() {
  const database = openDatabase(":memory:");
  const recording = prepareRecording(database);
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const mediaId = recording.savePost(samplePost(), { sourceId, at: 1 }).media[0]!.mediaId;
  const facts = { command: "fetch", strategy: "pool", jobs: 8, targets: [], settings: {} };
  const start = () =>
    recording.startRun({ ...facts, startedAt: 1, version: "1", pid: 1, host: "here" });
  const end = { mediaId, source: "r/aww", bytes: 1, startedAt: 0, ms: 1, slot: 0, attempts: 1 };
  const item = (run: number, media: string, rest: object = {}) =>
    recording.saveItem({ run, t: 5, media, outcome: "stored", ...end, ...rest });
  const note = (run: number, kind: "credits" | "notice", detail: object) =>
    recording.saveNote({ run, kind, t: 6, detail: { t: 6, ...detail } });
  return { start, item, note, ...prepareRunFigures(database) };
}

test("figures() groups what was not kept by its reason, the most first, with examples", () => {
  const { start, item, figures } = openRig();
  const [run, other] = [start(), start()];
  item(run, "kept");
  item(run, "gone", { outcome: "removed", reason: "gone.404" });
  for (let at = 0; at < 20; at++) item(run, `f${at}`, { outcome: "failed", reason: "http.5xx" });
  item(other, "other", { outcome: "failed", reason: "http.5xx" });
  const { reasons } = figures(run);
  expect(reasons).toMatchObject([
    { outcome: "failed", reason: "http.5xx", items: 20 },
    { outcome: "removed", reason: "gone.404", items: 1, examples: ["gone"] },
  ]);
  expect(reasons[0]?.examples).toHaveLength(MOST_EXAMPLES);
});

test("figures() tells the newest credits and what went, over a new hour too", () => {
  const { start, note, figures } = openRig();
  const run = start();
  for (const userRemaining of [100, 98, 97, 500, 499]) {
    const credits = { type: "credits", userRemaining, clientRemaining: 9_000, resetAt: 7 };
    note(run, "credits", credits);
  }
  const newest = { userRemaining: 499, clientRemaining: 9_000, resetAt: 7 };
  expect(figures(run).credits).toEqual({ ...newest, spent: 5 });
});

test("figures() of a run that met nothing are empty, and notices come in order", () => {
  const { start, note, figures } = openRig();
  const run = start();
  expect(figures(run)).toEqual({ reasons: [], notices: [], credits: null, lastRow: 0 });
  for (const message of ["one", "two"]) {
    note(run, "notice", { type: "run.notice", level: "warning", message });
  }
  expect(figures(run).notices.map(({ message }) => message)).toEqual(["one", "two"]);
});

test("figures() are counted anew once there are more rows", () => {
  const { start, item, figures } = openRig();
  const run = start();
  item(run, "one", { outcome: "failed", reason: "http.5xx" });
  const first = figures(run);
  expect(figures(run)).toBe(first);
  item(run, "two", { outcome: "failed", reason: "http.5xx" });
  expect(figures(run).reasons).toMatchObject([{ items: 2, examples: ["one", "two"] }]);
});

test("rowBefore() is the last row of the run that is not later", () => {
  const { start, item, figures, rowBefore } = openRig();
  const [run, other] = [start(), start()];
  item(run, "early", { t: 10 });
  const { lastRow } = figures(run);
  item(other, "other", { t: 11 });
  item(run, "late", { t: 20 });
  expect([rowBefore(run, 9), rowBefore(run, 10), rowBefore(run, 19)]).toEqual([
    0,
    lastRow,
    lastRow,
  ]);
});
