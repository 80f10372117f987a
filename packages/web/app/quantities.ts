import { LOCALE } from "./format_message.ts";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
const numbers = new Intl.NumberFormat(LOCALE);
const compact = new Intl.NumberFormat(LOCALE, { notation: "compact", maximumFractionDigits: 1 });
const days = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });
const months = new Intl.DateTimeFormat(LOCALE, { month: "long", year: "numeric", timeZone: "UTC" });
const times = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit" });
const daysAndTimes = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "long",
  hour: "2-digit",
  minute: "2-digit",
});
const calendarDays = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** A count: `12,482`. */
export function printCount(count: number): string {
  return numbers.format(count);
}

/** A count that needs no digits to the end: `1.2K`. */
export function printCompact(count: number): string {
  return compact.format(count);
}

/** Bytes in decimal units: `39.9 GB`, `208 kB`. */
export function printBytes(bytes: number): string {
  let unit = 0;
  let value = bytes;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const style = { style: "unit", unit: UNITS[unit] as string, unitDisplay: "short" } as const;
  return new Intl.NumberFormat(LOCALE, {
    ...style,
    maximumFractionDigits: unit >= 2 && value < 100 ? 1 : 0,
  }).format(value);
}

/** A length of time as a player shows it: `0:22`, `1:02:05`. @param ms Below 0 counts as 0. */
export function printTime(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const seconds = String(total % 60).padStart(2, "0");
  const minutes = Math.floor(total / 60);
  if (minutes < 60) return `${minutes}:${seconds}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${seconds}`;
}

/** A day where the reader is: `24 July 2026`. @param at Epoch ms. */
export function printDay(at: number): string {
  return days.format(at);
}

/** A day of the archive's calendar, which is UTC like its months. @param at Epoch ms. */
export function printCalendarDay(at: number): string {
  return calendarDays.format(at);
}

const ages = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
const AGE_UNITS = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago something was: `3 days ago`, `yesterday`. @param at Epoch ms. @param now Epoch ms. */
export function printAge(at: number, now: number): string {
  const age = Math.max(0, now - at);
  const [unit, ms] = AGE_UNITS.find(([, ms]) => age >= ms) ?? AGE_UNITS[4];
  return ages.format(-Math.floor(age / ms), unit);
}

/** A clock time: `21:04`. @param at Epoch ms. */
export function printClock(at: number): string {
  return times.format(at);
}

/** A day of this year with its time: `21 November at 21:04`. @param at Epoch ms. */
export function printMoment(at: number): string {
  return daysAndTimes.format(at);
}

/** The month of a bucket's key: `2026-11` → `November 2026`. */
export function printMonth(key: string): string {
  return months.format(Date.parse(`${key}-15T00:00:00Z`));
}

/** A ratio of 1 as a percentage: `34 %`. */
export function printPercent(ratio: number): string {
  return `${numbers.format(Math.round(ratio * 100))}\u202f%`;
}
