import { type CaseResult, ratiosOf } from "../case.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, Target } from "../study.ts";
import { findCase, JOBS } from "./grid.ts";

/** Strategies that run in one process and one thread. */
const IN_PROCESS = ["sequential", "pool", "async", "adaptive"] as const;
const MEMBERS = ["threads", "processes"] as const;

/** How many times N·L/C a run may take, from its first event to its last, by the number of jobs. */
const INSIDE: Readonly<Record<number, number>> = { 1: 1.05, 8: 1.1, 32: 1.25 };
const MEMBERS_AT_32 = 1.3;
const QUEUE_AT_32 = 1.5;
/** Share of N·L/C that a whole process must reach, start-up included, by the number of jobs. */
const WHOLE: Readonly<Record<number, number>> = { 1: 0.95, 8: 0.9, 32: 0.8, 64: 0.55 };
/** How many times as fast as each peer with the same list and 64 jobs; the others: faster at all. */
const AT_64: Readonly<Record<string, number>> = {
  wget2: 1.1,
  "threads.py": 1.5,
  "aio.py": 1.7,
  curl: 1.4,
  aria2c: 2.4,
  "single.py": 36,
  "gallery-dl": 42,
};
/** The strategy that is compared with peers: of a fixed width, as theirs is. */
const OURS = "pool";

/** What counts of the grid. */
export function gridFigures(cases: readonly CaseResult[]): readonly Figure[] {
  return [...insideFigures(cases), ...wholeFigures(cases), ...peerFigures(cases)];
}

function insideFigures(cases: readonly CaseResult[]): Figure[] {
  return cases.flatMap((one) => {
    const { runMs, wallMs, efficiency } = one.metrics;
    if (one.role !== "acacia" || !runMs || !wallMs || !efficiency) return [];
    const jobs = Number(one.params.jobs);
    const target = insideTarget(one.series, jobs);
    const over = (ms: number, round: number) =>
      ms / (wallMs.samples[round]! * efficiency.samples[round]!);
    return [
      makeFigure(`${one.series}, ${jobs} at once: run over N·L/C`, runMs.samples.map(over), {
        unit: "x",
        statistic: "median",
        ...(target === undefined ? {} : { target: { atMost: target } }),
        note: `start-up included ${(1 / efficiency.median).toFixed(2)} x`,
      }),
    ];
  });
}

function insideTarget(series: string, jobs: number): number | undefined {
  if ((IN_PROCESS as readonly string[]).includes(series)) return INSIDE[jobs];
  if (jobs !== 32) return undefined;
  if ((MEMBERS as readonly string[]).includes(series)) return MEMBERS_AT_32;
  return series === "queue" ? QUEUE_AT_32 : undefined;
}

/** The best of our strategies at each number of jobs, as a whole process. */
function wholeFigures(cases: readonly CaseResult[]): Figure[] {
  return JOBS.flatMap((jobs) => {
    const efficiency = findCase(cases, { series: OURS, jobs })?.metrics.efficiency;
    if (!efficiency) return [];
    return [
      makeFigure(`whole process with ${jobs} at once, share of N·L/C`, efficiency.samples, {
        unit: "x",
        statistic: "median",
        target: { atLeast: WHOLE[jobs]! },
        note: `strategy ${OURS}; hash, MD5, check, sync, rename, name and row included`,
      }),
    ];
  });
}

function peerFigures(cases: readonly CaseResult[]): Figure[] {
  return JOBS.flatMap((jobs) => {
    const ours = findCase(cases, { series: OURS, jobs })?.metrics.wallMs;
    if (!ours || jobs === 1) return [];
    const peers = cases.filter(({ role, params }) => {
      const isWhole = params.files === findCase(cases, { series: OURS, jobs })?.params.files;
      const isBeside = params.jobs === jobs || (jobs === 64 && params.jobs === 1);
      return role === "peer" && isWhole && isBeside;
    });
    return peers.map(({ series, metrics }) => {
      const target: Target = { atLeast: (jobs === 64 && AT_64[series]) || 1 };
      return makeFigure(
        `${OURS} with ${jobs} at once, times as fast as ${series}`,
        ratiosOf(metrics.wallMs!, ours),
        { unit: "x", statistic: "median", target },
      );
    });
  });
}
