import type { LaneColors } from "./lane_colors.ts";
import type { Bar, Lane } from "./lane_history.ts";

/** A row of the drawing, device px. */
export interface Row {
  readonly top: number;
  readonly height: number;
}

/** What {@link paintLane} paints with. */
export interface LanePaint {
  readonly context: CanvasRenderingContext2D;
  readonly colors: LaneColors;
  readonly hatch: CanvasPattern | null;
  /** Where a moment is, device px. */
  readonly xOf: (t: number) => number;
  /** The span of time that is painted; what goes on is painted to its end. */
  readonly from: number;
  readonly to: number;
  /** Device px per CSS px. */
  readonly scale: number;
}

/** Width of the mark at the end of a bar that says how it ended, CSS px. */
const CAP = 3;
const RADIUS = 3;

/** Paints one lane within a span of time: a thin line while it waits, bars while it works. */
export function paintLane(lane: Lane, row: Row, paint: LanePaint): void {
  const { context, colors, xOf, from, to, scale } = paint;
  const middle = Math.round(row.top + row.height / 2);
  context.fillStyle = colors.wait;
  context.fillRect(xOf(from), middle, xOf(to) - xOf(from), Math.max(1, Math.round(scale / 2)));
  const bar = barOf(row, scale);
  for (let at = lane.bars.length - 1; at >= 0; at--) {
    const each = lane.bars[at] as Bar;
    if (each.from > to) continue;
    if ((each.to ?? to) < from) break;
    paintBar(each, bar, paint);
  }
}

/** Where a bar stands in its row. @param scale Device px per CSS px. */
export function barOf(row: Row, scale: number): Row {
  const height = Math.round(Math.min(15 * scale, row.height * 0.56));
  return { top: Math.round(row.top + (row.height - height) / 2), height };
}

function paintBar(bar: Bar, row: Row, paint: LanePaint): void {
  const { context, colors, xOf, to, scale } = paint;
  const left = xOf(bar.from);
  // What goes on is cut off by now, and has no corners there.
  const right = Math.max(bar.to === null ? xOf(to) + 8 * scale : xOf(bar.to), left + scale);
  const capWidth = bar.to === null ? 0 : Math.min(CAP * scale, right - left);
  const capLeft = bar.storedFrom === null ? right - capWidth : xOf(bar.storedFrom);
  const capFrom = Math.max(left, Math.min(capLeft, right - capWidth));
  clear(paint, { left, right }, row);
  if (capFrom - left > scale) {
    context.fillStyle = colors.download;
    box(paint, { left, right: capFrom - (capWidth > 0 ? scale : 0) }, row);
  }
  for (const [begin, end] of bar.waits)
    paintWait({ left: xOf(begin), right: xOf(end) }, row, paint);
  if (right - capFrom <= 0) return;
  context.fillStyle =
    bar.end === "failed" ? colors.fail : bar.end === "gone" ? colors.gone : colors.store;
  box(paint, { left: capFrom, right }, row);
}

/** Backing off; a mark where it was too short to be seen, or nobody knows since when. */
function paintWait(span: Span, row: Row, paint: LanePaint): void {
  const { context, colors, scale } = paint;
  if (span.right - span.left > CAP * scale) hatch(paint, span, row);
  else {
    context.fillStyle = colors.fail;
    box(paint, { left: span.right - CAP * scale, right: span.right }, row);
  }
}

interface Span {
  readonly left: number;
  readonly right: number;
}

/** The line of waiting does not run through what is drawn over it. */
function clear({ context }: LanePaint, { left, right }: Span, { top, height }: Row): void {
  context.clearRect(left, top, right - left, height);
}

function box({ context, scale }: LanePaint, { left, right }: Span, { top, height }: Row): void {
  const width = right - left;
  context.beginPath();
  context.roundRect(left, top, width, height, Math.min(RADIUS * scale, width / 2));
  context.fill();
}

/** Backing off: clay with stripes, so that colour is not the only sign. */
export function hatch(paint: LanePaint, span: Span, row: Row): void {
  const { context, colors, scale, hatch: pattern } = paint;
  if (span.right - span.left < scale) return;
  clear(paint, span, row);
  context.fillStyle = pattern ?? colors.fail;
  box(paint, span, row);
  context.strokeStyle = colors.fail;
  context.lineWidth = scale;
  context.strokeRect(
    span.left + scale / 2,
    row.top + scale / 2,
    span.right - span.left - scale,
    row.height - scale,
  );
}
