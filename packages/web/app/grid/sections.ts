import { FLAGS } from "../../routes/flags.ts";
import type { Bucket } from "../../routes/schemas.ts";
import { printCalendarDay, printMonth } from "../quantities.ts";
import { t } from "../strings.ts";
import type { Collection } from "./collection.ts";
import { type LayoutOptions, layoutRows, type Rows, type Segment } from "./layout.ts";

/** Something across the width of a section: its own head, a day's, or the browse line. */
export interface Head {
  readonly kind: "group" | "line";
  readonly label: string;
  /** Its first item within the section. */
  readonly start: number;
  /** How many items it heads; 0 for the line. */
  readonly count: number;
}

/** Buckets that are drawn under one head, laid out together. */
export interface Section {
  readonly keys: readonly string[];
  /** "" for sections without a head: the orders that are not by date. */
  readonly label: string;
  /** Place of its first item in the result. */
  readonly first: number;
  readonly count: number;
  /** Heads within, in order; filled when laid out. */
  heads: readonly Head[];
  /** Undefined until its buckets are here. */
  rows: Rows | undefined;
  /** Place in the grid, px; the height is a guess until laid out. */
  top: number;
  height: number;
}

/** Height of a group's head, px; `grid.css` has the same. */
export const HEAD_HEIGHT = 54;
/** Height of the browse line, px; `grid.css` has the same. */
export const LINE_HEIGHT = 44;
const UNKNOWN_RATIO = 1.42;
const MIN_ITEMS_A_MONTH = 14;
const MAX_ITEMS_UNDER_ONE_HEAD = 400;

/** Forms sections: by month, by year where a search leaves few, without heads where the order is not by date. */
export function makeSections(collection: Collection): Section[] {
  const { buckets, items } = collection.totals;
  const { q, sort } = collection.grid;
  const isDated = sort === "posted" || sort === "archived";
  const byYear = isDated && q !== "" && items / Math.max(1, buckets.length) < MIN_ITEMS_A_MONTH;
  const sections: Section[] = [];
  for (const [position, { key, count }] of buckets.entries()) {
    const label = isDated ? labelOf(key, byYear) : "";
    const last = sections.at(-1);
    if (byYear && last?.label === label) {
      const joined = { ...last, keys: [...last.keys, key], count: last.count + count };
      sections[sections.length - 1] = joined;
    } else {
      sections.push(emptySection(label, key, { first: collection.startOf(position), count }));
    }
  }
  return sections;
}

/** What a section is laid out for. */
export interface SectionLayout extends Pick<LayoutOptions, "width" | "rowHeight" | "gap"> {
  /** Place of the browse line in the result; undefined where there is none. */
  readonly line: number | undefined;
  /** What stands on the line. */
  readonly lineLabel: string;
}

/** Lays a section out if all its buckets are here, else guesses its height. */
export function layoutSection(
  section: Section,
  collection: Collection,
  options: SectionLayout,
): void {
  const columns = section.keys.map((key) => collection.columns(key));
  if (!columns.every((bucket) => bucket !== undefined)) {
    if (section.rows === undefined) section.height = guessHeight(section, options);
    return;
  }
  const ratios = Float64Array.from(columns.flatMap(({ ratio }) => ratio));
  section.heads = makeHeads(section, columns, { collection, options });
  const flush = section.label === "" && section.first + section.count < collection.totals.items;
  const segments = segmentsOf(section.heads);
  section.rows = layoutRows(ratios, { ...options, segments, flush });
  section.height = section.rows.total;
}

/** Rows and heads of a section as `aria-rowindex` counts them; a guess until laid out. */
export function rowCountOf(section: Section, { width, rowHeight }: SectionLayout): number {
  const heads = section.rows === undefined && section.label ? 1 : section.heads.length;
  return heads + (section.rows?.count ?? guessRows(section.count, width, rowHeight));
}

/** `2026-11`, or a part of a large month, `2026-11:…`; anything else has no date. */
function labelOf(key: string, byYear: boolean): string {
  const month = /^\d{4}-\d\d(?=$|:)/.exec(key)?.[0];
  if (month === undefined) return t("grid.undated");
  return byYear ? month.slice(0, 4) : printMonth(month);
}

function emptySection(
  label: string,
  key: string,
  { first, count }: { first: number; count: number },
): Section {
  return { keys: [key], label, first, count, heads: [], rows: undefined, top: 0, height: 0 };
}

interface HeadContext {
  readonly collection: Collection;
  readonly options: SectionLayout;
}

function makeHeads(section: Section, columns: readonly Bucket[], context: HeadContext): Head[] {
  const heads = section.label === "" ? [] : groupHeads(section, columns, context.collection);
  const line = (context.options.line ?? -1) - section.first;
  if (line < 0 || line >= section.count || context.options.line === 0) return heads;
  const head = { kind: "line", label: context.options.lineLabel, start: line, count: 0 } as const;
  const after = heads.findIndex(({ start }) => start >= line);
  return heads.toSpliced(after < 0 ? heads.length : after, 0, head);
}

/** Height of a head, px. */
export function heightOfHead({ kind }: Pick<Head, "kind">): number {
  return kind === "line" ? LINE_HEIGHT : HEAD_HEIGHT;
}

function groupHeads(section: Section, columns: readonly Bucket[], collection: Collection): Head[] {
  const whole: Head = { kind: "group", label: section.label, start: 0, count: section.count };
  const canSplit = collection.grid.sort === "posted" && columns.length === 1;
  const days = columns[0]?.postedAt ?? [];
  if (!canSplit || section.count <= MAX_ITEMS_UNDER_ONE_HEAD || days[0] === 0) return [whole];
  const starts: number[] = [];
  for (const [row, at] of days.entries()) {
    if (row === 0 || dayOf(at) !== dayOf(days[row - 1] ?? 0)) starts.push(row);
  }
  return starts.map((start, position) => ({
    kind: "group",
    label: printCalendarDay(days[start] ?? 0),
    start,
    count: (starts[position + 1] ?? section.count) - start,
  }));
}

function segmentsOf(heads: readonly Head[]): Segment[] {
  const segments = heads.map((head) => ({ start: head.start, headHeight: heightOfHead(head) }));
  if (segments[0]?.start === 0) return segments;
  return [{ start: 0, headHeight: 0 }, ...segments];
}

function guessHeight(section: Section, options: SectionLayout): number {
  const rows = guessRows(section.count, options.width, options.rowHeight);
  const head = section.label === "" ? 0 : HEAD_HEIGHT;
  return head + rows * (options.rowHeight + options.gap);
}

function guessRows(count: number, width: number, rowHeight: number): number {
  return Math.max(1, Math.ceil((count * UNKNOWN_RATIO * rowHeight) / Math.max(1, width)));
}

function dayOf(at: number): number {
  return Math.floor(at / 86_400_000);
}

/**
 * Where the browse line stands: before the first item from which on everything was seen. Known once
 * every unseen item is in a loaded bucket from the top.
 * @param unseen How many were unseen when the collection was read.
 * @returns Its place in the result; undefined when nothing, all or an unknown part was seen.
 */
export function findBrowseLine(collection: Collection, unseen: number): number | undefined {
  const { items, buckets } = collection.totals;
  if (collection.grid.sort !== "archived" || unseen === 0 || unseen >= items) return undefined;
  let found = 0;
  for (const [position, { key }] of buckets.entries()) {
    const flags = collection.columns(key)?.flags;
    if (flags === undefined) return undefined;
    for (const [row, bits] of flags.entries()) {
      if ((bits & FLAGS.unseen) !== 0) found++;
      if (found === unseen) return collection.startOf(position) + row + 1;
    }
  }
  return undefined;
}
