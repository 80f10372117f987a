import { makeRandom, median, quantile } from "../measure/statistics.ts";
import type { StudyResult } from "../study/study.ts";
import { type Measurement, type Pair, pairMeasurements } from "./measurements.ts";

/** What became of one quantity. */
export type Change = "better" | "worse" | "other" | "noise" | "same";

/** One quantity of two results beside each other. */
export interface Comparison extends Pair {
  readonly change: Change;
  /** What it is now over what it was; undefined where it was nothing. */
  readonly ratio: number | undefined;
  /** Where that ratio likely lies: bootstrap of both medians, 95 %; undefined where there are no samples. */
  readonly interval: { readonly low: number; readonly high: number } | undefined;
  /** How far apart the two intervals are, as a factor's logarithm: 0 when they touch. */
  readonly sureness: number;
}

/** Two results of one study. */
export interface ComparedResults {
  /** The surest change first. */
  readonly comparisons: readonly Comparison[];
  readonly gone: readonly Measurement[];
  readonly added: readonly Measurement[];
}

const BOOTSTRAP_ROUNDS = 2_000;
const TAIL = 0.025;
/** Below this two numbers are one; it keeps a logarithm finite. */
const LEAST = 1e-9;

/** Quantity by quantity, sorted by how surely each changed. */
export function compareResults(base: StudyResult, now: StudyResult): ComparedResults {
  const { pairs, gone, added } = pairMeasurements(base, now);
  const comparisons = pairs
    .map(comparePair)
    .sort((a, b) => b.sureness - a.sureness || sizeOf(b) - sizeOf(a));
  return { comparisons, gone, added };
}

/** Changed means: the intervals of the two do not overlap. That asks for more than a ratio's interval without 1. */
export function comparePair({ base, now }: Pair): Comparison {
  const gap = Math.max(now.low - base.high, base.low - now.high);
  const change = changeOf({ base, now }, gap);
  return {
    base,
    now,
    change,
    ratio: base.value === 0 ? undefined : now.value / base.value,
    interval: ratioInterval(base.samples, now.samples),
    sureness: gap > 0 ? Math.abs(logGap({ base, now })) : 0,
  };
}

function changeOf({ base, now }: Pair, gap: number): Change {
  if (base.value === now.value) return "same";
  if (gap <= 0) return "noise";
  if (base.better === undefined) return "other";
  return now.value < base.value === (base.better === "less") ? "better" : "worse";
}

function logGap({ base, now }: Pair): number {
  const [low, high] = now.low > base.high ? [base.high, now.low] : [now.high, base.low];
  return Math.log(Math.max(high, LEAST) / Math.max(low, LEAST));
}

function sizeOf({ ratio }: Comparison): number {
  return ratio === undefined || ratio <= 0 ? Number.POSITIVE_INFINITY : Math.abs(Math.log(ratio));
}

function ratioInterval(base: readonly number[], now: readonly number[]): Comparison["interval"] {
  if (base.length === 0 || now.length === 0 || base.some((sample) => sample <= 0)) return undefined;
  const random = makeRandom(1);
  const draw = (samples: readonly number[]) =>
    median(samples.map(() => samples[Math.floor(random() * samples.length)]!));
  const ratios = Array.from({ length: BOOTSTRAP_ROUNDS }, () => draw(now) / draw(base));
  return { low: quantile(ratios, TAIL), high: quantile(ratios, 1 - TAIL) };
}
