/** What the part of a field behind its colon may be: `{num:03}`, `{date:%Y-%m}`, `{title:40}`, or nothing. */
export type FormatKind = "number" | "date" | "text" | "none";

/** Fields of a day and a time, in UTC, as `strftime` names them. */
const DATE_PARTS: Readonly<Record<string, (iso: string) => string>> = {
  Y: (iso) => iso.slice(0, 4),
  m: (iso) => iso.slice(5, 7),
  d: (iso) => iso.slice(8, 10),
  H: (iso) => iso.slice(11, 13),
  M: (iso) => iso.slice(14, 16),
  S: (iso) => iso.slice(17, 19),
};

const DATE_PART_REGEXP = /%(.?)/g;

/** What each kind looks like, for a message. */
export const FORMAT_EXAMPLES: Readonly<Record<FormatKind, string>> = {
  number: ":03",
  date: ":%Y-%m-%d",
  text: ":40",
  none: "",
};

/** Whether a field of that kind can be written so. @param format What stands behind the colon. */
export function isFormat(kind: FormatKind, format: string): boolean {
  if (kind === "none") return false;
  if (kind === "number") return /^0?[1-9]$/.test(format);
  if (kind === "text") return /^[1-9]\d{0,2}$/.test(format);
  const parts = [...format.matchAll(DATE_PART_REGEXP)];
  return parts.length > 0 && parts.every(([, part = ""]) => Object.hasOwn(DATE_PARTS, part));
}

/**
 * A moment as the format says, in UTC: the same name on every machine.
 *
 * @param at Epoch ms.
 * @param format As {@link isFormat} takes it for a date.
 * @returns undefined when the moment is unknown, or no moment.
 */
export function printMoment(at: number | null, format: string): string | undefined {
  const moment = new Date(at ?? Number.NaN);
  if (Number.isNaN(moment.getTime())) return undefined;
  // Years beyond 9999 have a sign and two digits more.
  const iso = moment.toISOString().slice(-24);
  return format.replace(DATE_PART_REGEXP, (_all, part: string) => DATE_PARTS[part]?.(iso) ?? "");
}

/** The first characters of a text as people count them, never half of one; no space left at the end. */
export function cutText(text: string, characters: number): string {
  // A character takes more than one unit, but hardly a hundred: a novel is not looked through.
  const near = text.slice(0, characters * 100);
  let end = 0;
  let count = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(
    near,
  )) {
    if (count === characters) break;
    count += 1;
    end += segment.length;
  }
  return near.slice(0, end).trimEnd();
}
