import type { ServedFile } from "../../measure/stand_in.ts";
import { type CaseResult, type Metrics, makeCase, type Role } from "../case.ts";

/** A way to download a list of links: a strategy, a peer, or a client that keeps nothing. */
export interface Way {
  /** What is compared. */
  readonly series: string;
  readonly role: Role;
  /** Measures one run; throws when what came of it is not the files, whole. */
  readonly run: (call: WayCall) => Promise<Metrics>;
}

/** One run of a way. */
export interface WayCall {
  /** A folder of its own, removed afterwards. */
  readonly dir: string;
  readonly jobs: number;
  readonly files: readonly ServedFile[];
}

/** A way with all that is decided before it runs. */
export interface Trial {
  readonly way: Way;
  readonly jobs: number;
  readonly files: readonly ServedFile[];
  /** As it is set at the server, ms. */
  readonly latencyMs: number;
}

/** The same in every run: "pool, 8 jobs, 500 files, 50 ms". */
export function trialId({ way, jobs, files, latencyMs }: Trial): string {
  return `${way.series}, ${jobs} job${jobs === 1 ? "" : "s"}, ${files.length} files, ${latencyMs} ms`;
}

/** N·L/C: nobody is done sooner with N files, each L ms late, C at once. @returns ms */
export function leastMs(load: { files: number; latencyMs: number; jobs: number }): number {
  return (load.files * load.latencyMs) / load.jobs;
}

/** Runs of a trial as a case; its floor follows from the latency that there really was, the `floorMs` of each run. */
export function trialCase(trial: Trial, runs: readonly Metrics[]): CaseResult {
  const { way, jobs, files, latencyMs } = trial;
  const about = {
    id: trialId(trial),
    series: way.series,
    role: way.role,
    params: { jobs, files: files.length, latencyMs },
  };
  const result = makeCase(about, runs);
  const { wallMs, efficiency } = result.metrics;
  if (!wallMs || !efficiency) return result;
  const floors = wallMs.samples.map((wall, round) => wall * efficiency.samples[round]!);
  const floor = floors.toSorted((a, b) => a - b)[Math.floor(floors.length / 2)]!;
  return { ...result, floor: { name: "N·L/C with L as the server measured it", wallMs: floor } };
}
