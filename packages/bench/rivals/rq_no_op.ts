import { AcaciaError } from "@acacia/core/errors";
import { measureProcess, readJsonLines } from "../measure/process.ts";
import { ROOT } from "../root.ts";
import { askPython, pythonCommand } from "./python.ts";
import type { Rival } from "./rival.ts";

/** RQ, as the article uses it. */
export const RQ = {
  name: "rq",
  about: "the article's queue, by a program of our own",
  packages: ["python3-rq"],
  findVersion: () => askPython("rq"),
} as const satisfies Rival;

/** `Worker` forks for every job, `SimpleWorker` does not. */
export const RQ_KINDS = {
  "RQ, forking": "rq.Worker",
  "RQ, SimpleWorker": "rq.SimpleWorker",
} as const;

/** What a run of jobs that do nothing is told. */
export interface RqCall {
  readonly redisPort: number;
  readonly jobs: number;
  readonly workers: number;
  readonly kind: (typeof RQ_KINDS)[keyof typeof RQ_KINDS];
  /** Where its words go, a file. */
  readonly stdout: string;
}

/** Jobs a second, from the start of the workers to their end, and what the whole program took. @throws {AcaciaError} `integrity` when jobs are left. */
export async function runRqNoOp(
  call: RqCall,
): Promise<{ perSecond: number; cpuMs: number; peakRssBytes: number }> {
  const { redisPort, jobs, workers, kind, stdout } = call;
  const args = [redisPort, jobs, workers, kind].map(String);
  const command = pythonCommand("rq_no_op.py", args);
  const run = await measureProcess(command, { cwd: ROOT, env: process.env, stdout });
  const [end] = run.exitCode === 0 ? ((await readJsonLines(stdout)) as RqEnd[]) : [];
  const { cpuMs, peakRssBytes } = run;
  if (end?.left === 0) return { perSecond: jobs / end.seconds, cpuMs, peakRssBytes };
  throw new AcaciaError(
    "integrity",
    `Cannot take a run of RQ as a sample: ${end?.left ?? "all"} jobs are left. ${run.stderr.slice(-500)}`,
  );
}

interface RqEnd {
  readonly seconds: number;
  readonly left: number;
}
