import type { Metric } from "../study/metrics.ts";
import type { Figure } from "../study/study.ts";

/** What anything here is counted in. */
export type Unit = Figure["unit"] | Metric["unit"];

/** How the numbers of one column are written, so that they can be compared at a glance. */
export interface Scale {
  /** For the heading; "" when the numbers need none. */
  readonly unit: string;
  readonly print: (value: number) => string;
}

/** Written behind a number, and how many of the unit make one of it. */
const PLAIN: Readonly<Record<Unit, readonly [suffix: string, divisor: number]>> = {
  x: ["×", 1],
  KB: ["KB", 1],
  MB: ["MB", 1],
  ms: ["ms", 1],
  count: ["", 1],
  "per s": ["per s", 1],
  dB: ["dB", 1],
  "%": ["%", 1],
  bytes: ["MB", 1e6],
  share: ["", 1],
  ssim: ["", 1],
};
/** From here on a time is told in seconds, ms. */
const SECONDS_FROM_MS = 1_000;

/**
 * One way of writing for all values of a column.
 *
 * @param unit What they are counted in.
 * @param values The largest decides: a column that reaches a second is told in seconds.
 */
export function scaleOf(unit: Unit, values: readonly number[]): Scale {
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  const [suffix, divisor] =
    unit === "ms" && largest >= SECONDS_FROM_MS ? (["s", 1_000] as const) : PLAIN[unit];
  const digits = digitsOf(unit, largest / divisor);
  const print = (value: number) =>
    Number.isFinite(value) ? group((value / divisor).toFixed(digits)) : "–";
  return { unit: suffix, print };
}

function digitsOf(unit: Unit, largest: number): number {
  if (unit === "count") return 0;
  if (unit === "ssim") return 4;
  if (largest >= 100) return 0;
  if (largest >= 10) return 1;
  return largest >= 0.1 || largest === 0 ? 2 : 4;
}

/**
 * Values of one chart, each by itself: as many digits as the largest needs, and more where that would leave
 * nothing of a small one.
 */
export function printerOf(values: readonly number[]): (value: number) => string {
  const { print } = scaleOf("MB", values);
  return (value) => {
    const text = print(value);
    const isLost = Math.abs(Number(text.replaceAll(",", "")) - value) > Math.abs(value) / 20;
    return isLost ? String(Number(value.toPrecision(2))) : text;
  };
}

/** Thousands apart from five digits on, as "12,345". */
function group(digits: string): string {
  const [whole = "", ...rest] = digits.split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return [grouped, ...rest].join(".");
}

/** A single value with its unit: "4.10 s", "117 MB", "1.13 ×", "0.94". */
export function printQuantity(value: number, unit: Unit): string {
  const scale = scaleOf(unit, [value]);
  const text =
    Number.isInteger(value) && unit !== "ms" && unit !== "bytes" && unit !== "x"
      ? group(String(value))
      : scale.print(value);
  return scale.unit === "" ? text : `${text} ${scale.unit}`;
}
