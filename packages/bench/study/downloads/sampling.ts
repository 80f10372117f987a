import type { StandIn } from "../../measure/stand_in.ts";
import { median } from "../../measure/statistics.ts";
import { type CaseResult, ratiosOf } from "../case.ts";
import { makeFigure } from "../figure.ts";
import { isWanted } from "../is_wanted.ts";
import type { Figure, StudyOptions } from "../study.ts";
import { GRID } from "./grid.ts";
import { makeOwnWay } from "./own_way.ts";
import { runTrials } from "./run_trials.ts";

const JOBS = 8;
/** Short runs, and a difference that is small: more rounds than elsewhere. */
const ROUNDS = 9;
const MOST_PERCENT = 2;

/** What looking at a run's memory costs it: the same case with looks and without. */
export async function measureSampling(
  stand: StandIn,
  options: StudyOptions,
): Promise<{ readonly cases: readonly CaseResult[]; readonly figures: readonly Figure[] }> {
  if (!isWanted("sampling", options.only)) return { cases: [], figures: [] };
  const trials = [
    { series: "pool, memory sampled" },
    { series: "pool, memory not sampled", sampleMs: 0 },
  ].map((how) => ({
    way: makeOwnWay(stand, { strategy: "pool", ...how }),
    jobs: JOBS,
    files: stand.files,
    latencyMs: GRID.latencyMs,
  }));
  const rounds = Math.max(ROUNDS, options.rounds);
  const cases = await runTrials(trials, { ...options, rounds });
  return { cases, figures: [samplingFigure(cases)] };
}

function samplingFigure([sampled, plain]: readonly CaseResult[]): Figure {
  const ratios = ratiosOf(sampled!.metrics.wallMs!, plain!.metrics.wallMs!);
  const percent = ratios.map((ratio) => 100 * (ratio - 1));
  return makeFigure("what sampling the memory adds to the wall", [Math.abs(median(percent))], {
    unit: "%",
    statistic: "median",
    target: { atMost: MOST_PERCENT },
    note: `median of ${percent.length} pairs; each pair: ${percent.map((one) => one.toFixed(1)).join(", ")} %`,
  });
}
