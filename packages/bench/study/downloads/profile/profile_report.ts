import { median } from "../../../measure/statistics.ts";
import type { BarChart, Chart, LineChart } from "../../../report/chart.ts";
import { makeFigure } from "../../figure.ts";
import type { Figure } from "../../study.ts";
import { middleRun } from "../middle_run.ts";
import type { ProfileOutcome } from "./measure_profiles.ts";
import { type ProfileRun, type Setting, settingName } from "./run_profile.ts";
import { steadyRate, widthOver } from "./width.ts";

/** A width has settled in time after so long, or after so many files. */
const SETTLE = { ms: 3000, files: 64 } as const;
/** Fixed widths are compared from here on: their first second warms them up as well. */
const FIXED_FROM_MS = 1000;
const TARGETS = { steady: 0.95, whole: 0.9, wastedPercent: 1 } as const;

/** What counts of the profiles. */
export function profileFigures(outcomes: readonly ProfileOutcome[]): readonly Figure[] {
  return outcomes.flatMap((outcome) => {
    const name = `adaptive, ${outcome.profile.name}`;
    const own = outcome.runs.get("adaptive")!;
    const best = bestFixed(outcome);
    const beside = `best fixed width: ${best.setting}; ${cameOf(own, outcome.files)}`;
    const ratios = (of: (run: ProfileRun, other: ProfileRun) => number) =>
      own.map((run, round) => of(run, best.runs[round]!));
    const settled = own.map(({ settled: { afterMs, afterFiles, width } }) => {
      return `${(afterMs / 1000).toFixed(1)} s and ${afterFiles} files to ${width.toFixed(0)}`;
    });
    return [
      makeFigure(`${name}: settled, of 3 s or 64 files`, own.map(settlingOf), {
        unit: "x",
        statistic: "median",
        target: { atMost: 1 },
        note: settled.join("; "),
      }),
      makeFigure(`${name}: settled, over the best fixed`, ratios(steadyRatio), {
        unit: "x",
        statistic: "median",
        target: { atLeast: TARGETS.steady },
        note: beside,
      }),
      makeFigure(`${name}: whole, over the best fixed`, ratios(wholeRatio), {
        unit: "x",
        statistic: "median",
        target: { atLeast: TARGETS.whole },
        note: beside,
      }),
      makeFigure(
        `${name}: wasted requests`,
        own.map(({ metrics, stored }) => (100 * metrics.wasted!) / stored),
        { unit: "%", statistic: "max", target: { atMost: TARGETS.wastedPercent } },
      ),
    ];
  });
}

function settlingOf({ settled }: ProfileRun): number {
  return Math.min(settled.afterMs / SETTLE.ms, settled.afterFiles / SETTLE.files);
}

function steadyRatio(own: ProfileRun, best: ProfileRun): number {
  const bestRate = steadyRate(best.spans, FIXED_FROM_MS);
  return steadyRate(own.spans, Math.max(own.settled.afterMs, FIXED_FROM_MS)) / bestRate;
}

function wholeRatio(own: ProfileRun, best: ProfileRun): number {
  return own.metrics.perSecond! / best.metrics.perSecond!;
}

function cameOf(runs: readonly ProfileRun[], files: number): string {
  const counts = runs.map(({ stored }) => stored);
  if (counts.every((count) => count === files)) return `${files} files`;
  return `stopped by its deadline after ${counts.join(", ")} of ${files} files`;
}

/** The fixed width with the highest median rate. */
function bestFixed({ runs }: ProfileOutcome): {
  readonly setting: Setting;
  readonly runs: readonly ProfileRun[];
} {
  const rate = (of: readonly ProfileRun[]) => median(of.map(({ metrics }) => metrics.perSecond!));
  const fixed = [...runs].filter(([setting]) => setting !== "adaptive");
  const [setting, best] = fixed.toSorted(([, a], [, b]) => rate(b) - rate(a))[0]!;
  return { setting, runs: best };
}

/** What the report draws of the profiles. */
export function profileCharts(outcomes: readonly ProfileOutcome[]): readonly Chart[] {
  return outcomes.length === 0 ? [] : [widthChart(outcomes), ...outcomes.map(rateChart)];
}

/** How the width finds itself: of each profile the run of the median wall. */
function widthChart(outcomes: readonly ProfileOutcome[]): LineChart {
  const drawn = outcomes.map(({ profile, runs }) => {
    const run = middleRun(runs.get("adaptive")!);
    const points = widthOver(run.spans).map(({ atMs, width }) => {
      return { x: atMs / 1000, y: width, low: width, high: width };
    });
    return { name: profile.name, role: "acacia" as const, points, run };
  });
  const found = drawn.map(({ name, run }) => `${run.settled.width.toFixed(0)} (${name})`);
  return {
    kind: "lines",
    id: "downloads-width",
    title: `From four at once, the width finds its way to ${found.join(", ")}`,
    note: "Transfers that ran at once, in windows of half a second; of each profile the run of the median wall",
    x: { label: "s", scale: "linear" },
    y: { label: "at once", scale: "log" },
    series: drawn.map(({ name, role, points }) => ({ name, role, points })),
  };
}

function rateChart({ profile, runs, files, cases }: ProfileOutcome): BarChart {
  const rows = [...runs.keys()].map((setting, n) => {
    const { median: value, low, high } = cases[n]!.metrics.perSecond!;
    const text = `${value.toFixed(0)}/s`;
    return { name: settingName(setting), role: "acacia" as const, value, low, high, text };
  });
  const own = rows[0]!;
  const best = rows.slice(1).toSorted((a, b) => b.value - a.value)[0]!;
  const share = Math.round((own.value / best.value) * 100);
  return {
    kind: "bars",
    id: `downloads-profile-${profile.name.replaceAll(/\W+/g, "-").toLowerCase()}`,
    title: `${profile.name}: adaptive reaches ${share} % of ${best.name}, the best fixed width`,
    note: `${files} files; whole runs, finding the width included`,
    unit: "files/s",
    rows,
  };
}
