import { AcaciaError } from "../errors.ts";
import { type Cursor, printCursor, readCursor } from "./cursor.ts";
import type { FilterSql } from "./filter_sql.ts";
import type { OrderSql } from "./sorts.ts";
import type { Params, Statements } from "./statements.ts";

/**
 * A piece of a list. The key says all that is needed to read it: `2026-11` for a whole month (UTC), `none` for
 * unknown dates, `2026-11:…` and `none:…` for a part of one that is large; for other orders a part alone.
 * A part is `from~to`: rows after the first place up to the second, so that a row that comes later falls into
 * exactly one part.
 */
export interface Bucket {
  readonly key: string;
  readonly count: number;
}

/** Rows of a bucket when it is listed, at most half as many again for a whole month. */
export const BUCKET_ROWS = 512;

interface Walk {
  readonly where: FilterSql;
  readonly order: OrderSql;
}

/** A condition to add, beginning with AND. */
interface Range {
  readonly sql: string;
  readonly params: Params;
}

/** A stretch of the key: [from, to); a missing end is open. */
interface Stretch {
  readonly label: string;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

const MONTH_REGEXP = /^\d{4}-(0[1-9]|1[0-2])$/;
const UNDATED = "none";

/** Lists a list in pieces: one pass over the index, or over the few rows that a filter names. */
export function listBuckets(statements: Statements, { where, order }: Walk): Bucket[] {
  if (where.selective || !order.from.includes("INDEXED")) {
    return splitRows(readPlaces(statements, { where, order }), order);
  }
  const walk = { where, order };
  if (!order.isTime) return splitStretch(statements, { walk, stretch: { label: "" } });
  return listMonths(statements, walk).flatMap((stretch) => {
    const parts = splitStretch(statements, { walk, stretch });
    const count = parts.reduce((sum, part) => sum + part.count, 0);
    return count > 0 && fitsOne(count) ? [{ key: stretch.label, count }] : parts;
  });
}

/**
 * The condition that a bucket's key stands for.
 * @throws {AcaciaError} `usage` when it is no key of this order.
 */
export function readBucketKey(key: string, order: OrderSql): Range {
  const colon = key.indexOf(":");
  const label = order.isTime ? key.slice(0, colon < 0 ? undefined : colon) : "";
  const part = order.isTime ? (colon < 0 ? "" : key.slice(colon + 1)) : key;
  const [from = "", to = "", ...rest] = part.split("~");
  const isWhole = order.isTime && colon < 0;
  if (rest.length > 0 || (!isWhole && !part.includes("~"))) throw refuseKey(key);
  const stretch = order.isTime ? readLabel(label) : { label };
  const conditions = [
    stretchSql(
      {
        ...stretch,
        ...(from === "" ? {} : { to: undefined }),
        ...(to === "" ? {} : { from: undefined }),
      },
      order.key,
    ),
    from === "" ? NO_RANGE : placeSql(order.key, { side: "<", place: readCursor(from) }),
    to === "" ? NO_RANGE : placeSql(order.key, { side: ">=", place: readCursor(to) }),
  ];
  return {
    sql: conditions.map(({ sql }) => sql).join(" "),
    params: conditions.flatMap(({ params }) => [...params]),
  };
}

const NO_RANGE: Range = { sql: "", params: [] };

function readLabel(label: string): Stretch {
  if (label === UNDATED) return undated();
  if (!MONTH_REGEXP.test(label)) throw refuseKey(label);
  const [year = 0, month = 0] = label.split("-").map(Number);
  return monthOf(year, month - 1);
}

function monthOf(year: number, month: number): Stretch {
  const from = Date.UTC(year, month);
  return {
    label: printMonth(from),
    // Key 0 is the unknown date.
    from: Math.max(from, 1),
    to: Date.UTC(year, month + 1),
  };
}

function printMonth(time: number): string {
  return time > 0 ? new Date(time).toISOString().slice(0, 7) : UNDATED;
}

function undated(): Stretch {
  return { label: UNDATED, to: 1 };
}

/** Every month from the newest to the oldest that has rows, then the unknown dates. */
function listMonths(statements: Statements, { where, order }: Walk): Stretch[] {
  const edge = (direction: "ASC" | "DESC") =>
    statements.number(
      `SELECT ${order.key} FROM ${order.from} WHERE ${where.sql} AND ${order.key} > 0
       ORDER BY ${order.key} ${direction}, media.id ${direction} LIMIT 1`,
      where.params,
    );
  const months: Stretch[] = [];
  const [oldest, newest] = [edge("ASC"), edge("DESC")];
  if (newest > 0) {
    const last = new Date(newest);
    for (let back = 0; ; back++) {
      const month = monthOf(last.getUTCFullYear(), last.getUTCMonth() - back);
      if ((month.to ?? 0) <= oldest) break;
      months.push(month);
    }
  }
  return [...months, undated()];
}

function countRows(
  statements: Statements,
  { walk, stretch, after }: { walk: Walk; stretch: Stretch; after?: Cursor | undefined },
): number {
  const { where, order } = walk;
  const range = joinRanges(stretch, { order, after });
  return statements.number(`SELECT count(*) FROM ${order.from} WHERE ${where.sql} ${range.sql}`, [
    ...where.params,
    ...range.params,
  ]);
}

/** Steps from the last row of a part to the last of the next: OFFSET here is bounded, and within the index. */
function splitStretch(
  statements: Statements,
  { walk, stretch }: { walk: Walk; stretch: Stretch },
): Bucket[] {
  const { where, order } = walk;
  const buckets: Bucket[] = [];
  let after: Cursor | undefined;
  for (;;) {
    const range = joinRanges(stretch, { order, after });
    const last = statements.get<Cursor>(
      `SELECT ${order.key} AS key, media.id AS id FROM ${order.from} WHERE ${where.sql} ${range.sql}
       ORDER BY ${order.key} DESC, media.id DESC LIMIT 1 OFFSET ${BUCKET_ROWS - 1}`,
      [...where.params, ...range.params],
    );
    if (!last) break;
    buckets.push({ key: printKey(stretch.label, { from: after, to: last }), count: BUCKET_ROWS });
    after = last;
  }
  const count = countRows(statements, { walk, stretch, after });
  if (count > 0) buckets.push({ key: printKey(stretch.label, { from: after }), count });
  return buckets;
}

function joinRanges(
  stretch: Stretch,
  { order, after }: { order: OrderSql; after?: Cursor | undefined },
): Range {
  if (!after) return stretchSql(stretch, order.key);
  // The place replaces the upper end: with two, SQLite seeks to one and filters by the other, row by row.
  const own = stretchSql({ ...stretch, to: undefined }, order.key);
  const rest = placeSql(order.key, { side: "<", place: after });
  return { sql: `${own.sql} ${rest.sql}`, params: [...own.params, ...rest.params] };
}

function stretchSql({ from, to }: Stretch, key: string): Range {
  const sql = [
    from === undefined ? "" : `AND ${key} >= ?`,
    to === undefined ? "" : `AND ${key} < ?`,
  ];
  return { sql: sql.join(" "), params: [from, to].filter((end) => end !== undefined) };
}

function placeSql(key: string, { side, place }: { side: "<" | ">="; place: Cursor }): Range {
  return { sql: `AND (${key}, media.id) ${side} (?, ?)`, params: [place.key, place.id] };
}

/** Every place of a list in its order: for filters that name few rows, and orders without an index. */
function readPlaces(statements: Statements, { where, order }: Walk): Cursor[] {
  return statements
    .values(
      `SELECT ${order.key} AS key, media.id FROM ${order.from} WHERE ${where.sql}`,
      where.params,
    )
    .map((row) => ({ key: Number(row[0]), id: Number(row[1]) }))
    .sort((a, b) => b.key - a.key || b.id - a.id);
}

function splitRows(places: readonly Cursor[], order: OrderSql): Bucket[] {
  const stretches = new Map<string, Cursor[]>();
  for (const place of places) {
    const label = order.isTime ? printMonth(place.key) : "";
    const members = stretches.get(label);
    if (members) members.push(place);
    else stretches.set(label, [place]);
  }
  return [...stretches].flatMap(([label, members]) => splitMembers(label, members));
}

function splitMembers(label: string, members: readonly Cursor[]): Bucket[] {
  if (label !== "" && fitsOne(members.length)) return [{ key: label, count: members.length }];
  const buckets: Bucket[] = [];
  for (let start = 0; start < members.length; start += BUCKET_ROWS) {
    const end = Math.min(start + BUCKET_ROWS, members.length);
    const to = end < members.length ? members[end - 1] : undefined;
    buckets.push({ key: printKey(label, { from: members[start - 1], to }), count: end - start });
  }
  return buckets;
}

function fitsOne(count: number): boolean {
  return count <= BUCKET_ROWS * 1.5;
}

function printKey(
  label: string,
  { from, to }: { from?: Cursor | undefined; to?: Cursor | undefined },
): string {
  const part = `${from ? printCursor(from) : ""}~${to ? printCursor(to) : ""}`;
  return label === "" ? part : `${label}:${part}`;
}

function refuseKey(key: string): AcaciaError {
  return new AcaciaError("usage", `Cannot read the bucket '${key}': it is none of this list`, {
    hint: "Ask for the buckets again",
  });
}
