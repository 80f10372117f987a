import type { Dress } from "./style.ts";

/** A part of a bar. */
export interface BarPart {
  /** Its share of the whole, in the unit of all parts. */
  readonly share: number;
  readonly dress: Dress;
}

const FULL = "━";
const HALF_RIGHT = "╸";
const REST = "─";

/**
 * A bar of one line: its parts from the left, in half-column steps, then the rest as a thin line.
 *
 * @param parts What is filled. A part above zero is never invisible.
 * @param bar The whole in the unit of the parts, the width in columns, and how the rest is dressed.
 */
export function drawBar(
  parts: readonly BarPart[],
  { whole, columns, rest }: { whole: number; columns: number; rest: Dress },
): string {
  const widths = shareOut(parts, { whole, columns });
  let text = "";
  let used = 0;
  parts.forEach(({ dress }, index) => {
    const width = widths[index] ?? 0;
    text += dress(FULL.repeat(width));
    used += width;
  });
  const left = columns - used;
  if (left <= 0) return text;
  const filled = parts.reduce((sum, { share }) => sum + share, 0);
  const exact = whole > 0 ? (filled / whole) * columns : 0;
  const last = parts.findLast(({ share }) => share > 0);
  if (last && exact - used >= 0.5)
    return text + last.dress(HALF_RIGHT) + rest(REST.repeat(left - 1));
  return text + rest(REST.repeat(left));
}

/** Whole columns for each part: rounded down, at least one for what is there, never more than there are. */
function shareOut(
  parts: readonly BarPart[],
  { whole, columns }: { whole: number; columns: number },
): number[] {
  if (whole <= 0) return parts.map(() => 0);
  const widths: number[] = [];
  let sum = 0;
  let used = 0;
  for (const { share } of parts) {
    sum += share;
    const end = Math.floor(Math.min(1, sum / whole) * columns);
    const width = share > 0 ? Math.max(1, end - used) : 0;
    widths.push(Math.min(width, columns - used));
    used += Math.min(width, columns - used);
  }
  return widths;
}
