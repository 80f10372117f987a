import type { CaseResult, Spread } from "../study/case.ts";
import { METRICS, type Metric, type MetricName } from "../study/metrics.ts";
import { type Figure, isKept, type StudyResult } from "../study/study.ts";
import type { Unit } from "./amounts.ts";

/** One measured quantity of a result, in the form in which two results are held against each other. */
export interface Measurement {
  /** The case's id, or the figure's name. */
  readonly what: string;
  /** The metric's label, or the figure's statistic. */
  readonly metric: string;
  readonly unit: Unit;
  /** Which way is good; undefined: told for the record. */
  readonly better: Metric["better"] | undefined;
  readonly isExact: boolean;
  /** Whether the work is our own: peers and ceilings change without us. */
  readonly isOurs: boolean;
  readonly value: number;
  /** Where the value likely lies. */
  readonly low: number;
  readonly high: number;
  /** Of a median; empty where only the value is known. */
  readonly samples: readonly number[];
  /** Whether a figure keeps its target; undefined when it has none. */
  readonly isKept: boolean | undefined;
}

/** Everything that a result says in numbers: its figures, then its cases, metric by metric. */
export function measurementsOf({ figures, cases }: StudyResult): Measurement[] {
  return [...figures.map(ofFigure), ...cases.flatMap(ofCase)];
}

/** The interval of a figure is all that it saw: of an extreme nothing better is known. */
function ofFigure(figure: Figure): Measurement {
  return {
    what: figure.name,
    metric: figure.statistic,
    unit: figure.unit,
    better: figure.target && ("atMost" in figure.target ? "less" : "more"),
    isExact: false,
    isOurs: true,
    value: figure.value,
    low: figure.min,
    high: figure.max,
    samples: figure.statistic === "median" ? (figure.samples ?? []) : [],
    isKept: isKept(figure),
  };
}

function ofCase({ id, role, metrics }: CaseResult): Measurement[] {
  return (Object.entries(metrics) as [MetricName, Spread][]).flatMap(([name, spread]) => {
    // Of another version of the bench, perhaps.
    if (!Object.hasOwn(METRICS, name)) return [];
    const metric: Metric = METRICS[name];
    return {
      what: id,
      metric: metric.label,
      unit: metric.unit,
      better: metric.better,
      isExact: metric.isExact ?? false,
      isOurs: role === "acacia",
      value: spread.median,
      low: spread.low,
      high: spread.high,
      samples: spread.samples,
      isKept: undefined,
    };
  });
}

/** The same quantity in two results. */
export interface Pair {
  readonly base: Measurement;
  readonly now: Measurement;
}

/** Quantities that both results have, in the order of the first, and those that only one has. */
export function pairMeasurements(
  base: StudyResult,
  now: StudyResult,
): {
  readonly pairs: readonly Pair[];
  readonly gone: readonly Measurement[];
  readonly added: readonly Measurement[];
} {
  const [before, after] = [byKey(base), byKey(now)];
  const pairs: Pair[] = [];
  const gone: Measurement[] = [];
  for (const [key, measurement] of before) {
    const match = after.get(key);
    if (match === undefined) gone.push(measurement);
    else pairs.push({ base: measurement, now: match });
  }
  const added = [...after].flatMap(([key, one]) => (before.has(key) ? [] : [one]));
  return { pairs, gone, added };
}

function byKey(result: StudyResult): Map<string, Measurement> {
  return new Map(
    measurementsOf(result).map((one) => [JSON.stringify([one.what, one.metric]), one]),
  );
}
