import { AcaciaError } from "../errors.ts";

const MS_PER_UNIT = {
  w: 604_800_000,
  d: 86_400_000,
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
} as const;
type Unit = keyof typeof MS_PER_UNIT;

const NUMBER = "\\d{1,12}(?:\\.\\d{1,6})?";
const PARTS_REGEXP = new RegExp(
  `^${Object.keys(MS_PER_UNIT)
    .map((unit) => `(?:(?<${unit}>${NUMBER})${unit === "m" ? "m(?!s)" : unit})?`)
    .join("")}$`,
);
const SECONDS_REGEXP = new RegExp(`^${NUMBER}$`);

/**
 * Reads a span of time: `30s`, `2m`, `1h30m`, `30d`, `1.5s`, `250ms`, `2w`; a bare number is seconds.
 *
 * @param text Units in lower case, the largest first, each at most once; spaces between them are allowed.
 * @returns Whole milliseconds, from 0 to 2^53 - 1.
 * @throws {AcaciaError} `usage` for anything else.
 *
 * @example
 * ```ts
 * import { parseDuration } from "@acacia/core";
 * console.assert(parseDuration("1h30m") === 5_400_000 && parseDuration("30") === 30_000);
 * ```
 */
export function parseDuration(text: string): number {
  const compact = text.length > 80 ? "" : text.replaceAll(" ", "");
  const ms = SECONDS_REGEXP.test(compact) ? Math.round(Number(compact) * 1000) : sumParts(compact);
  if (ms !== undefined && Number.isSafeInteger(ms)) return ms;
  throw new AcaciaError(
    "usage",
    `Cannot read the duration '${text.slice(0, 40)}': it is no span of time`,
    {
      hint: "Give a duration such as 30s, 2m, 1h30m or 30d",
    },
  );
}

/**
 * Prints a span of time for people: its two largest units.
 *
 * @param ms At least 0.
 * @returns `250ms`, `4.2s`, `2m5s`, `1h30m`, `3d4h`. {@link parseDuration} reads it back.
 *
 * @example
 * ```ts
 * import { printDuration } from "@acacia/core";
 * console.assert(printDuration(5_400_000) === "1h30m" && printDuration(4_240) === "4.2s");
 * ```
 */
export function printDuration(ms: number): string {
  const whole = Math.round(ms);
  if (whole < MS_PER_UNIT.s) return `${whole}ms`;
  if (whole < 59_950) return `${Number((whole / MS_PER_UNIT.s).toFixed(1))}s`;
  if (Math.round(whole / MS_PER_UNIT.s) < 3600) return printPair(whole, "m", "s");
  if (Math.round(whole / MS_PER_UNIT.m) < 1440) return printPair(whole, "h", "m");
  return printPair(whole, "d", "h");
}

function sumParts(text: string): number | undefined {
  const groups = text === "" ? undefined : PARTS_REGEXP.exec(text)?.groups;
  if (groups === undefined) return undefined;
  let sum = 0;
  for (const unit of Object.keys(MS_PER_UNIT) as Unit[]) {
    sum += Number(groups[unit] ?? 0) * MS_PER_UNIT[unit];
  }
  return Math.round(sum);
}

function printPair(ms: number, large: Unit, small: Unit): string {
  const total = Math.round(ms / MS_PER_UNIT[small]);
  const perLarge = MS_PER_UNIT[large] / MS_PER_UNIT[small];
  const rest = total % perLarge;
  return `${Math.floor(total / perLarge)}${large}${rest === 0 ? "" : `${rest}${small}`}`;
}
