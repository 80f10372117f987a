import type { Axis } from "../chart.ts";

/** From values to pixels. */
export interface PlotScale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** What a scale spans. */
export interface ScaleOptions {
  /** Pixels at the least and at the largest value. */
  readonly range: readonly [number, number];
  /** About how many ticks. */
  readonly ticks: number;
  /** Begin at nothing, so that lengths can be compared; a logarithm cannot. */
  readonly fromZero?: boolean;
}

/** Nothing that is measured is smaller; below it, divisions and logarithms leave the numbers. */
const LEAST = 1e-12;
/** Steps that people count in. */
const STEPS = [1, 2, 2.5, 5, 10];

/** A linear or logarithmic scale over values, with round ticks. */
export function makeScale(
  kind: Axis["scale"],
  values: readonly number[],
  options: ScaleOptions,
): PlotScale {
  const known = values.filter(Number.isFinite);
  const positive = known.filter((value) => value > LEAST);
  return kind === "log" && positive.length > 0
    ? logScale(positive, options)
    : linearScale(known, options);
}

function linearScale(values: readonly number[], options: ScaleOptions): PlotScale {
  const { range, ticks, fromZero = false } = options;
  const low = Math.min(...(fromZero ? [0] : []), ...(values.length > 0 ? values : [0]));
  const high = Math.max(...(values.length > 0 ? values : [1]), fromZero ? 0 : low);
  const span = [high - low, Math.abs(high)].find((length) => length > LEAST) ?? 1;
  const step = roundStep(span / Math.max(1, ticks));
  const first = fromZero ? Math.floor(low / step) * step : low;
  const end = fromZero ? Math.ceil(high / step - 1e-9) * step : high;
  const last = end > first ? end : first + span;
  const marks: number[] = [];
  for (let n = Math.ceil(first / step - 1e-9); n * step <= last + step * 1e-6; n++) {
    marks.push(Number((n * step).toPrecision(12)));
  }
  return { at: (value) => project(value, [first, last], range), ticks: marks };
}

function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return (STEPS.find((round) => round * power >= step * 0.999) ?? 10) * power;
}

function logScale(values: readonly number[], { range, ticks }: ScaleOptions): PlotScale {
  const least = Math.min(...values);
  const largest = Math.max(...values);
  const [low, high] = least === largest ? [least / 2, largest * 2] : [least, largest];
  const ends = [Math.log10(low), Math.log10(high)] as const;
  const at = (value: number) => project(Math.log10(Math.max(value, low / 10)), ends, range);
  const decades = ends[1] - ends[0];
  const parts = decades * 3 <= ticks * 1.5 ? [1, 2, 5] : [1];
  const every = Math.max(1, Math.ceil(decades / Math.max(1, ticks)));
  const marks: number[] = [];
  for (let power = Math.floor(ends[0]); power <= Math.ceil(ends[1]); power += every) {
    marks.push(...parts.map((part) => Number((part * 10 ** power).toPrecision(12))));
  }
  return { at, ticks: marks.filter((mark) => mark >= low * 0.999 && mark <= high * 1.001) };
}

function project(
  value: number,
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
): number {
  const place = start + ((value - from) / (to - from)) * (end - start);
  return Math.round(place * 10) / 10;
}

/** A tick as short as it can be: "0.5", "1,000", "20k", "3M". */
export function printTick(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return "–";
  if (size >= 1e6) return `${Number((value / 1e6).toPrecision(4))}M`;
  if (size >= 1e4) return `${Number((value / 1e3).toPrecision(4))}k`;
  return Number(value.toPrecision(4)).toLocaleString("en");
}
