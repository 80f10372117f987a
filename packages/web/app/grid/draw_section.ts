import { t } from "../strings.ts";
import type { Collection } from "./collection.ts";
import type { Item } from "./item.ts";
import type { RowPool, RowSpec } from "./row_pool.ts";
import { HEAD_HEIGHT, heightOfHead, type Section } from "./sections.ts";
import type { Stack } from "./stack.ts";
import { lastAtOrBelow } from "./window.ts";

/** What a frame is drawn with. */
export interface Frame {
  readonly pool: RowPool;
  readonly stack: Stack;
  readonly collection: Collection;
  /** Raised when anything but places may have changed. */
  readonly version: number;
  /** What is to be in the page, px. */
  readonly from: number;
  readonly to: number;
  /** Where the layer's own px begin. */
  readonly origin: number;
  /** Pitch of rows that are not here yet, px. */
  readonly rowPitch: number;
  readonly gap: number;
  /** Selects everything under a head. */
  readonly select: (first: number, count: number) => void;
}

/** Draws what a section has within the frame: its rows and heads, or what stands for them. */
export function drawSection(at: number, frame: Frame): void {
  const section = frame.stack.sections[at];
  if (section === undefined) return;
  const { rows } = section;
  if (rows === undefined) {
    drawGhost(at, section, frame);
    return;
  }
  const first = lastAtOrBelow(rows.top, rows.count, frame.from - section.top);
  for (let row = first; row < rows.count; row++) {
    if (section.top + (rows.top[row] ?? 0) > frame.to) break;
    drawRow(at, row, frame);
  }
  for (const position of section.heads.keys()) drawHead(at, position, frame);
}

/** Draws one row, wherever it is: the one under the keyboard stays in the page. */
export function drawRow(at: number, row: number, frame: Frame): void {
  const section = frame.stack.sections[at];
  const rows = section?.rows;
  if (section === undefined || rows === undefined) return;
  const first = rows.first[row] ?? 0;
  const height = rows.height[row] ?? 0;
  const tiles: { item: Item; place: RowSpec["tiles"][number]["place"] }[] = [];
  for (let local = first; local < (rows.first[row + 1] ?? first); local++) {
    const item = frame.collection.item(section.first + local);
    if (item === undefined) continue;
    tiles.push({ item, place: { x: rows.x[local] ?? 0, width: rows.width[local] ?? 0, height } });
  }
  const headsAbove = section.heads.filter(({ start }) => start <= first).length;
  const rowIndex = frame.stack.rowStartOf(at) + row + headsAbove + 1;
  const top = section.top + (rows.top[row] ?? 0);
  const place = { top: top - frame.origin, rowIndex };
  frame.pool.row({ key: `r${section.first + first}`, ...place, tiles }, frame.version);
}

function drawHead(at: number, position: number, frame: Frame): void {
  const section = frame.stack.sections[at];
  const head = section?.heads[position];
  const rows = section?.rows;
  if (section === undefined || head === undefined || rows === undefined) return;
  const row = lastAtOrBelow(rows.first, rows.count, head.start);
  const height = heightOfHead(head);
  // A month may begin right at the browse line: its head then stands between the line and the row.
  const below = section.heads.slice(position + 1).filter(({ start }) => start === head.start);
  const between = below.reduce((sum, other) => sum + heightOfHead(other), 0);
  const top = section.top + (rows.top[row] ?? 0) - height - between;
  if (top + height < frame.from || top > frame.to) return;
  frame.pool.head(
    {
      ...head,
      key: `h${section.first + head.start}${head.kind}`,
      top: top - frame.origin,
      rowIndex: frame.stack.rowStartOf(at) + row + position + 1,
      select: () => frame.select(section.first + head.start, head.count),
    },
    frame.version,
  );
}

function drawGhost(at: number, section: Section, frame: Frame): void {
  const { label, count, first } = section;
  const headHeight = label === "" ? 0 : HEAD_HEIGHT;
  const top = section.top - frame.origin;
  if (headHeight > 0) {
    const rowIndex = frame.stack.rowStartOf(at) + 1;
    const select = () => frame.select(first, count);
    const key = `h${first}group`;
    frame.pool.head({ kind: "group", label, count, key, top, rowIndex, select }, frame.version);
  }
  const failed = section.keys.find((key) => frame.collection.failure(key) !== undefined);
  frame.pool.ghost(
    {
      key: `g${first}${failed ?? ""}`,
      top: top + headHeight,
      height: Math.max(0, section.height - headHeight - frame.gap),
      rowPitch: frame.rowPitch,
      failure: failed === undefined ? undefined : failureOf(failed, section, frame.collection),
    },
    frame.version,
  );
}

function failureOf(key: string, { label }: Section, collection: Collection) {
  return {
    text: t("grid.failed", { group: label || t("library.title") }),
    retry: () => collection.retry(key),
  };
}
