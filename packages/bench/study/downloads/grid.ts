import type { ServedFile } from "../../measure/stand_in.ts";
import type { CaseResult } from "../case.ts";
import { isWanted } from "../is_wanted.ts";
import type { StudyOptions } from "../study.ts";
import { runTrials } from "./run_trials.ts";
import { type Trial, trialId, type Way } from "./way.ts";

/** As far as most of the world is from a CDN's next node, and as large as a photograph on Imgur. */
export const GRID = { latencyMs: 50, sizeBytes: 210_000, files: 500 } as const;
/** How many at once. */
export const JOBS = [1, 8, 32, 64] as const;
/** One at a time, all files would take half a minute a run. */
export const FEW_FILES = 100;

/** Ways that are compared, by how many they can do at once. */
export interface GridWays {
  /** Strategies, peers and the ceiling, at every number of jobs. */
  readonly many: readonly Way[];
  /** Those that do one after the other whatever they are told. */
  readonly single: readonly Way[];
}

/**
 * Who runs beside whom: every number of jobs is a group of its own, whose cases run in turn. Programs that know only
 * one way fetch the whole list beside the widest group, so that their ratio to it comes from one run.
 */
export function planGrid(
  { many, single }: GridWays,
  files: readonly ServedFile[],
): readonly (readonly Trial[])[] {
  const { latencyMs } = GRID;
  const few = files.slice(0, FEW_FILES);
  return JOBS.map((jobs) => {
    const used = jobs === 1 ? few : files;
    const ways = jobs === 1 ? [...single, ...many] : many;
    const trials = ways.map((way) => ({ way, jobs, files: used, latencyMs }));
    const peers = jobs === JOBS.at(-1) ? single.filter(({ role }) => role === "peer") : [];
    return [...trials, ...peers.map((way) => ({ way, jobs: 1, files, latencyMs }))];
  });
}

/** Measures the grid. @returns Every case that is wanted. */
export async function measureGrid(
  groups: readonly (readonly Trial[])[],
  options: StudyOptions,
): Promise<readonly CaseResult[]> {
  const cases: CaseResult[] = [];
  for (const group of groups) {
    const trials = group.filter((trial) => isWanted(`grid: ${trialId(trial)}`, options.only));
    cases.push(...(await runTrials(trials, options)));
  }
  return cases;
}

/** The case of one series with so many jobs; of the whole list, where there are two. */
export function findCase(
  cases: readonly CaseResult[],
  { series, jobs }: { series: string; jobs: number },
): CaseResult | undefined {
  return cases
    .filter((one) => one.series === series && one.params.jobs === jobs)
    .toSorted((a, b) => Number(b.params.files) - Number(a.params.files))[0];
}
