import { LOCALE } from "../../format_message.ts";

const shortMonths = new Intl.DateTimeFormat(LOCALE, {
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const shortDays = new Intl.DateTimeFormat(LOCALE, {
  day: "numeric",
  month: "short",
  timeZone: "UTC",
});

/** A month or a day under an axis: `2026-11` → `Nov 2026`, `2026-11-24` → `24 Nov`. */
export function printTick(time: string): string {
  return (time.length > "2026-11".length ? shortDays : shortMonths).format(Date.parse(time));
}

/** Months that a chart has at least: one alone says nothing of when. */
const MIN_MONTHS = 12;

/**
 * The months from the first to the last of some, with those between, and at least a year.
 * @param months `2026-11`, in any order, at least one.
 * @returns The oldest first.
 */
export function fillMonths(months: readonly string[]): string[] {
  const numbers = months.map((month) => {
    const [year = 0, ordinal = 1] = month.split("-").map(Number);
    return year * 12 + ordinal - 1;
  });
  const last = Math.max(...numbers);
  const first = Math.min(...numbers, last - MIN_MONTHS + 1);
  return Array.from({ length: last - first + 1 }, (_, at) => {
    const month = first + at;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}

const DAY_MS = 86_400_000;
/** Days that a chart has at least. */
const MIN_DAYS = 14;

/** The same for days, `2026-11-24`: at least two weeks. */
export function fillDays(days: readonly string[]): string[] {
  const times = days.map((day) => Date.parse(day));
  const last = Math.max(...times);
  const first = Math.min(...times, last - (MIN_DAYS - 1) * DAY_MS);
  return Array.from({ length: (last - first) / DAY_MS + 1 }, (_, at) =>
    new Date(first + at * DAY_MS).toISOString().slice(0, 10),
  );
}
