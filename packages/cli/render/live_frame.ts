import { printDuration, printSize } from "@acacia/core/text";
import { type BarPart, drawBar } from "./bar.ts";
import { cutText, fitFigure, fitText } from "./fit.ts";
import type { LiveSlot, LiveState } from "./live_state.ts";
import { safe } from "./safe.ts";
import type { Style } from "./style.ts";

/** Where a frame is drawn. */
export interface FramePlace {
  readonly columns: number;
  readonly rows: number;
  /** Epoch ms. */
  readonly now: number;
  readonly style: Style;
  /** The user asked to stop: what runs is finished, nothing new is taken. */
  readonly isDraining: boolean;
}

/** More lines than this are a wall, not a view. */
const MOST_SLOTS = 16;
/** Lines that stay free above the frame, for what scrolls. */
const FREE_ROWS = 6;
const WIDEST_BAR = 40;
const WIDEST = 118;
/** A speed is worth showing after this long, ms. */
const SPEED_AFTER_MS = 400;

const HOST_NAMES: Readonly<Record<string, string>> = {
  api: "API",
  cdn: "CDN",
  wayback: "Web archive",
};

/** The live view as lines, none wider than the terminal: slots, totals, and who waits. */
export function drawFrame(state: LiveState, place: FramePlace): string[] {
  // One column stays free: a line that fills the last one wraps on some terminals.
  const columns = Math.max(10, Math.min(place.columns - 1, WIDEST));
  const sized = { ...place, columns };
  const lines = [
    ...drawSlots(state, sized),
    drawTotals(state, sized),
    ...state.pausesAt(place.now).map(({ host, reason, until }) => {
      const left = printDuration(Math.max(1000, Math.ceil((until - place.now) / 1000) * 1000));
      return place.style.blossom(
        `${HOST_NAMES[host] ?? safe(host)}: ${safe(reason)}, goes on in ${left}`,
      );
    }),
  ];
  const thumbs = drawThumbs(state, place.style);
  if (thumbs) lines.push(thumbs);
  if (place.isDraining) {
    lines.push(place.style.blossom("Stopping: what runs is finished. Ctrl-C again stops at once."));
  }
  return lines.map((line) => cutText(line, columns));
}

/** When all is here and thumbnails are still being made: else nobody would know what is waited for. */
function drawThumbs(state: LiveState, style: Style): string | undefined {
  const stored = state.count("stored");
  const isLast = state.done > 0 && state.done === state.announced && state.slots.length === 0;
  if (!isLast || state.thumbs === 0 || state.thumbs >= stored) return undefined;
  return style.dim(`Thumbnails: ${group(state.thumbs)} of ${group(stored)}`);
}

function drawSlots(state: LiveState, place: FramePlace): string[] {
  const slots = state.slots;
  const room = Math.max(0, Math.min(MOST_SLOTS, place.rows - FREE_ROWS));
  const isAll = slots.length <= room;
  const shown = isAll ? slots : pickOldest(slots, Math.max(0, room - 1));
  const idWidth = Math.max(7, ...shown.map(({ media }) => Math.min(12, Bun.stringWidth(media))));
  const lines = shown.map((slot) => drawSlot(slot, { ...place, idWidth }));
  const hidden = slots.length - shown.length;
  if (hidden > 0) lines.push(place.style.dim(`  and ${hidden} more`));
  return lines;
}

/** Those that run longest are the ones to watch; they keep the order of their slots. */
function pickOldest(slots: readonly LiveSlot[], count: number): LiveSlot[] {
  const oldest = slots.toSorted((a, b) => a.since - b.since || a.slot - b.slot).slice(0, count);
  return oldest.sort((a, b) => a.slot - b.slot);
}

function drawSlot(slot: LiveSlot, place: FramePlace & { idWidth: number }): string {
  const { style, columns, idWidth, now } = place;
  const { bytes, total, attempt, since, toldAt } = slot;
  const barWidth = Math.max(6, Math.min(WIDEST_BAR, columns - idWidth - 43));
  const parts = [{ share: Math.min(bytes, total ?? 0), dress: style.blossom }];
  const bar = drawBar(parts, { whole: total ?? 0, columns: barWidth, rest: style.dim });
  const speed =
    toldAt - since >= SPEED_AFTER_MS && bytes > 0
      ? `${printSize((bytes * 1000) / (toldAt - since))}/s`
      : "";
  const size = style.dim(printSlotSize(bytes, total));
  const again =
    attempt > 1 ? style.clay(`try ${attempt}`) : waited(now - Math.max(since, toldAt), style);
  return `  ${fitText(safe(slot.media), idWidth)} ${bar} ${fitFigure(size, 17)} ${fitFigure(style.dim(speed), 9)} ${again}`.trimEnd();
}

function printSlotSize(bytes: number, total: number | null): string {
  if (total === null) return bytes > 0 ? printSize(bytes) : "";
  return bytes > 0 ? `${printSize(bytes)} of ${printSize(total)}` : printSize(total);
}

/** A transfer that says nothing for a while is told of: it is what people wonder about. */
function waited(ms: number, style: Style): string {
  return ms < 5_000 ? "" : style.dim(`silent ${printDuration(Math.floor(ms / 1000) * 1000)}`);
}

function drawTotals(state: LiveState, place: FramePlace): string {
  const { style, columns } = place;
  const { done, announced, told } = state;
  const count = `${style.bold(group(done))} ${style.dim("of")} ${group(announced)}`;
  const speed = told ? `${printSize(told.bytesPerSecond)}/s` : "";
  const bytes = told ? printSize(told.bytes) : "";
  const eta = told?.eta == null ? "" : `${printDuration(Math.max(1, told.eta) * 1000)} left`;
  const left = state.credits?.userRemaining;
  const credits = left == null ? "" : `${group(left)} credits`;
  // The later ones go first when there is no room.
  const figures = [count, speed, eta, bytes, style.dim(credits)].filter((text) => text !== "");
  const least = 12;
  while (figures.length > 1 && widthOf(figures) + least > columns) figures.pop();
  const barWidth = Math.max(0, Math.min(WIDEST_BAR, columns - widthOf(figures) - 2));
  const bar = drawBar(partsOf(state, style), {
    whole: announced,
    columns: barWidth,
    rest: style.dim,
  });
  return `${bar}  ${figures.join("  ")}`;
}

function partsOf(state: LiveState, style: Style): BarPart[] {
  const kept = state.count("stored") + state.count("duplicate") + state.count("known");
  const bad = state.count("failed") + state.count("rejected");
  return [
    { share: kept, dress: style.leaf },
    { share: state.done - kept - bad, dress: (text) => style.dim(text) },
    { share: bad, dress: style.clay },
    { share: Math.min(state.slots.length, state.announced - state.done), dress: style.blossom },
  ];
}

function widthOf(figures: readonly string[]): number {
  return figures.reduce((sum, text) => sum + Bun.stringWidth(text) + 2, 0);
}

/** 3482 as "3 482": a narrow space, because a comma means something else elsewhere. */
function group(figure: number): string {
  return String(figure).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}
