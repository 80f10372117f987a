import { quantile, summarize } from "../measure/statistics.ts";
import type { Figure, Target } from "./study.ts";

/** What makes a figure of samples. */
export interface FigureOptions {
  readonly unit: Figure["unit"];
  readonly statistic: Figure["statistic"];
  readonly target?: Target;
  readonly note?: string;
}

/** More samples than this are told by their count and ends alone. */
const MAX_KEPT = 50;

/**
 * Samples as a figure.
 *
 * @throws {AcaciaError} `usage` without samples, or with one that is no number.
 */
export function makeFigure(
  name: string,
  samples: readonly number[],
  { unit, statistic, target, note }: FigureOptions,
): Figure {
  const { n, min, max, median } = summarize(samples);
  const [p95, p99] = [quantile(samples, 0.95), quantile(samples, 0.99)];
  const values = { median, min, max, p95, p99 };
  return {
    name,
    unit,
    value: values[statistic],
    statistic,
    n,
    min,
    max,
    ...(target === undefined ? {} : { target }),
    ...(note === undefined ? {} : { note }),
    ...(n <= MAX_KEPT ? { samples } : {}),
  };
}
