import { expect, test } from "bun:test";
import { hostname } from "node:os";
import { runState } from "./run_state.ts";

const NOW = 1_700_000_000_000;
const HERE = { pid: process.pid, host: hostname(), startedAt: NOW - 3_600_000, finishedAt: null };
const told = (t: number) => ({ t, event: null });
const gone = Bun.spawnSync(["true"]).pid;

test.each([
  ["has an end", { ...HERE, finishedAt: NOW - 1, progress: null }, "finished"],
  ["tells its progress", { ...HERE, progress: told(NOW - 1_000) }, "running"],
  ["has just begun", { ...HERE, startedAt: NOW - 10, progress: null }, "running"],
  ["is silent for long", { ...HERE, progress: told(NOW - 60_000) }, "lost"],
  ["has lost its process", { ...HERE, pid: gone, progress: told(NOW - 1_000) }, "lost"],
  ["is elsewhere and tells", { ...HERE, host: "other", pid: gone, progress: told(NOW) }, "running"],
  ["is elsewhere and silent", { ...HERE, host: "other", progress: told(NOW - 60_000) }, "lost"],
] as const)("runState() of a run that %s", (_what, run, state) => {
  expect(runState(run, { now: NOW })).toBe(state);
});
