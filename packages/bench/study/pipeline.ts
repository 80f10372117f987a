import { join } from "node:path";
import { interleave } from "../measure/interleave.ts";
import { openStandIn, type StandIn } from "../measure/stand_in.ts";
import { DOWNLOAD_RIVALS } from "../rivals/download_rivals.ts";
import { findRivals } from "../rivals/rival.ts";
import { THUMB_RIVALS } from "../rivals/thumb_rivals.ts";
import { type CaseResult, type Metrics, makeCase, type Role } from "./case.ts";
import { leastMs } from "./downloads/way.ts";
import { isWanted } from "./is_wanted.ts";
import { OWN, pipelineChart, pipelineFigures } from "./pipeline/figures.ts";
import { measureOwn } from "./pipeline/own.ts";
import { measurePair, type Pair, pairName } from "./pipeline/pair.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

const FILES = 160;
const SIZE_BYTES = 210_000;
const LATENCY_MS = 50;
const THUMB_SIZE = 128;
const JOBS = [8, 64] as const;
/** Those that the article's pairs are made of. */
const PROGRAMS: ReadonlySet<string> = new Set([
  "single.py",
  "threads.py",
  "thumbs_single.py",
  "thumbs_processes.py",
]);

/** From links to verified files with thumbnails: one program of ours against the article's two. */
export const pipelineStudy: Study = {
  name: "pipeline",
  summary: "from links to stored files with thumbnails, beside the article's pairs; --corpus DIR",
  run: measurePipeline,
};

interface Trial {
  readonly series: string;
  readonly role: Role;
  readonly jobs: number;
  readonly run: (dir: string) => Promise<Metrics>;
}

async function measurePipeline(options: StudyOptions): Promise<StudyOutcome> {
  const { corpus: images, seed } = options;
  options.say("starting the stand-in and reading every file once");
  const world = { seed, files: FILES, sizeBytes: SIZE_BYTES };
  await using stand = await openStandIn(images === undefined ? world : { ...world, images });
  await stand.set({ latency: String(LATENCY_MS) });
  const rivals = [...DOWNLOAD_RIVALS, ...THUMB_RIVALS].filter(({ name }) => PROGRAMS.has(name));
  const { found, missing, versions } = findRivals(rivals);
  const names = new Set(found.map(({ name }) => name));
  const trials = planTrials(stand, names).filter((trial) => isWanted(idOf(trial), options.only));
  const cases = await runTrials(trials, options);
  const kind = images === undefined ? "drawn" : "photographs";
  const chart = pipelineChart(cases, kind);
  return {
    figures: pipelineFigures(cases),
    cases,
    charts: chart ? [chart] : [],
    missing,
    versions,
  };
}

function planTrials(stand: StandIn, found: ReadonlySet<string>): readonly Trial[] {
  const pair = (download: string, thumbs: string, jobs: number): readonly Trial[] => {
    const [first, second] = [
      DOWNLOAD_RIVALS.find(({ name }) => name === download && found.has(name)),
      THUMB_RIVALS.find(({ name }) => name === thumbs && found.has(name)),
    ];
    if (!first || !second) return [];
    const both: Pair = { download: first, thumbs: second };
    const run = (dir: string) => measurePair(stand, both, { dir, jobs, size: THUMB_SIZE });
    return [{ series: pairName(both), role: "peer", jobs, run }];
  };
  return [
    ...JOBS.flatMap((jobs) => [
      {
        series: OWN,
        role: "acacia" as const,
        jobs,
        run: (dir: string) => measureOwn(stand, { dir, jobs }),
      },
      ...pair("threads.py", "thumbs_processes.py", jobs),
    ]),
    ...pair("single.py", "thumbs_single.py", 1),
  ];
}

function idOf({ series, jobs }: Trial): string {
  return `${series}, ${jobs} job${jobs === 1 ? "" : "s"}`;
}

async function runTrials(
  trials: readonly Trial[],
  { dir, say, rounds }: StudyOptions,
): Promise<readonly CaseResult[]> {
  const runs = await interleave<Metrics>(
    trials.map((trial, n) => ({
      name: idOf(trial),
      run(round) {
        say(`${idOf(trial)}${round < 0 ? ", warm-up" : `, round ${round + 1} of ${rounds}`}`);
        return trial.run(join(dir, `trial-${n}-${round}`));
      },
    })),
    { rounds, warmUps: 1 },
  );
  return trials.map((trial) => {
    const { series, role, jobs } = trial;
    const params = { jobs, files: FILES, latencyMs: LATENCY_MS };
    const wallMs = leastMs({ files: FILES, latencyMs: LATENCY_MS, jobs });
    const floor = { name: "N·L/C, thumbnails beside it at no cost", wallMs };
    return makeCase({ id: idOf(trial), series, role, params, floor }, runs.get(idOf(trial))!);
  });
}
