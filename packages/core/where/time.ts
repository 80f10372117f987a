/** A stretch of time, [from, to) in epoch ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const AGE_REGEXP = /^(\d{1,6})(h|d|w|mo|m|y)$/i;
const DATE_REGEXP = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/;
const DAY_MS = 86_400_000;
const AGE_MS: Record<string, number> = {
  h: 3_600_000,
  d: DAY_MS,
  w: 7 * DAY_MS,
  m: 30 * DAY_MS,
  mo: 30 * DAY_MS,
  y: 365 * DAY_MS,
};

/**
 * Reads a year, a month, a day (UTC) or an age (`30d`, `12h`, `6mo`, `1y`).
 *
 * @param now Epoch ms that ages count back from.
 * @returns The stretch that the text names; an age is the stretch from then until now. Undefined when it is neither.
 */
export function readStretch(text: string, now: number): Stretch | undefined {
  const age = AGE_REGEXP.exec(text);
  if (age) {
    const ms = Number(age[1]) * AGE_MS[age[2]!.toLowerCase()]!;
    return { from: now - ms, to: now + DAY_MS };
  }
  const date = DATE_REGEXP.exec(text);
  if (!date) return undefined;
  const [year, month, day] = [date[1], date[2], date[3]].map((part) =>
    part === undefined ? undefined : Number(part),
  );
  if (month !== undefined && (month < 1 || month > 12)) return undefined;
  const from = utc(year!, (month ?? 1) - 1, day ?? 1);
  if (day !== undefined && new Date(from).getUTCDate() !== day) return undefined;
  if (month === undefined) return { from, to: utc(year! + 1, 0, 1) };
  if (day === undefined) return { from, to: utc(year!, month, 1) };
  return { from, to: from + DAY_MS };
}

/** Years below 100 are years below 100, not 19xx as `Date.UTC` has it. */
function utc(year: number, monthIndex: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, monthIndex, day);
  return date.getTime();
}
