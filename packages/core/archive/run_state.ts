import { hostname } from "node:os";
import type { Run } from "../db/runs.ts";
import { isAlive } from "./process_birth.ts";

/** `lost`: it has no end and its process is gone; what it reported stored is stored. */
export type RunState = "running" | "finished" | "lost";

/** A run tells its progress each second, also while it waits; this long without is a process that is gone. */
const SILENCE_MS = 30_000;

/**
 * Whether a recorded run is still on.
 *
 * @param run As `prepareRuns` reads it.
 * @param options `now` in epoch ms.
 */
export function runState(
  run: Pick<Run, "finishedAt" | "startedAt" | "pid" | "host" | "progress">,
  { now }: { now: number },
): RunState {
  if (run.finishedAt !== null) return "finished";
  if (now - Math.max(run.startedAt, run.progress?.t ?? 0) > SILENCE_MS) return "lost";
  // Its birth is not recorded; a pid used again within the silence would be strange luck.
  const isHere = run.host === hostname();
  return isHere && !isAlive({ pid: run.pid, birth: null }) ? "lost" : "running";
}
