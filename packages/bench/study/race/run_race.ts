import { join } from "node:path";
import type { StrategyName } from "@acacia/core/config";
import { interleave } from "../../measure/interleave.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import { type CaseResult, makeCase } from "../case.ts";
import { middleRun } from "../downloads/middle_run.ts";
import { type OwnRun, runOwn } from "../downloads/own_way.ts";
import type { StudyOptions } from "../study.ts";
import { readTransferSpans, type TransferSpan } from "../transfer_spans.ts";

/** As many pictures as the article's, few enough that each can be seen. */
export const RACE = {
  files: 91,
  sizeBytes: 210_000,
  latencyMs: 50,
  jobs: 8,
  /** For the strategy that finds its own width. */
  mostJobs: 64,
} as const;

/** A strategy that takes part. */
export interface Runner {
  readonly strategy: StrategyName;
  readonly jobs: number;
}

/** The run of a runner that is drawn: the one of the median wall. */
export interface Lap {
  readonly runner: Runner;
  readonly spans: readonly TransferSpan[];
  /** When the process had ended, ms after its start. */
  readonly endMs: number;
}

/** Lets every strategy fetch the same pictures, in turn. */
export async function runRace(
  stand: StandIn,
  given: { readonly runners: readonly Runner[]; readonly redisUrl: string | undefined },
  { dir, say, rounds }: StudyOptions,
): Promise<{ readonly cases: readonly CaseResult[]; readonly laps: readonly Lap[] }> {
  const { runners, redisUrl } = given;
  const runs = await interleave<OwnRun>(
    runners.map(({ strategy, jobs }) => ({
      name: strategy,
      run(round) {
        say(`${strategy}, ${round < 0 ? "warm-up" : `round ${round + 1} of ${rounds}`}`);
        const call = { dir: join(dir, `${strategy}-${round}`), jobs, files: stand.files };
        const redis = strategy === "queue" && redisUrl !== undefined ? { redisUrl } : {};
        return runOwn(stand, call, { strategy, ...redis });
      },
    })),
    { rounds, warmUps: 1 },
  );
  const cases = runners.map((runner) => raceCase(runner, runs.get(runner.strategy)!));
  const laps = runners.map((runner) => lapOf(runner, middleRun(runs.get(runner.strategy)!)));
  return { cases, laps };
}

function raceCase({ strategy, jobs }: Runner, runs: readonly OwnRun[]): CaseResult {
  const { files, latencyMs } = RACE;
  const about = {
    id: `${strategy}, ${jobs} job${jobs === 1 ? "" : "s"}`,
    series: strategy,
    role: "acacia" as const,
    params: { jobs, files, latencyMs },
    floor: { name: "N·L/C", wallMs: (files * latencyMs) / jobs },
  };
  return makeCase(
    about,
    runs.map(({ metrics }) => metrics),
  );
}

function lapOf(runner: Runner, { events, sample, metrics }: OwnRun): Lap {
  return { runner, spans: readTransferSpans(events, sample.startedAt), endMs: metrics.wallMs! };
}
