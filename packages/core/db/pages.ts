import { type Bucket, listBuckets, readBucketKey } from "./buckets.ts";
import { printCursor, readCursor } from "./cursor.ts";
import { type Filter, filterSql } from "./filter_sql.ts";
import type { OpenDatabase } from "./open.ts";
import { type Order, orderSql } from "./sorts.ts";
import { makeAnswers, makeStatements, type Statements } from "./statements.ts";
import {
  readTile,
  readTileColumns,
  TILE_COLUMNS_SQL,
  TILE_JOINS_SQL,
  type Tile,
  type TileColumns,
} from "./tiles.ts";

/** A list of media: what is in it, and in which order. */
export interface Listing extends Order {
  /** @default {} all that the gallery shows */
  readonly filter?: Filter;
}

/** A list in figures. */
export interface Summary {
  readonly items: number;
  /** Of the shown files. */
  readonly bytes: number;
  /** Never on screen. */
  readonly unseen: number;
  /** When the newest of the list was archived, epoch ms, 0 when it is empty: pass it to `newSince`. */
  readonly mark: number;
}

/** A page and where the next one begins. */
export interface Page {
  readonly tiles: Tile[];
  /** Pass it as `after`; null at the end. */
  readonly next: string | null;
}

/** Where a media stands in a list. */
export interface Place {
  /** From 0. */
  readonly index: number;
  readonly items: number;
  /** Row ids of its neighbours. */
  readonly previous: number | null;
  readonly next: number | null;
}

/** Reading for a grid. Answers of `summary` and `buckets` are kept until the database changes. */
export interface Pages {
  summary(filter?: Filter): Summary;
  /** The list in pieces of bounded size, in its order. */
  buckets(listing: Listing): Bucket[];
  /**
   * The rows of a bucket, at most 4096.
   * @param key As `buckets` gave it; it stays good when rows come and go.
   * @throws {AcaciaError} `usage` when it is none.
   */
  bucket(key: string, listing: Listing): TileColumns;
  /**
   * @param options `limit` 1 to 1000; `after` from the page before.
   * @throws {AcaciaError} `usage` when `after` is none.
   */
  page(options: Listing & { readonly limit: number; readonly after?: string }): Page;
  /** Where a media stands; undefined when the list does not have it. */
  place(id: number, listing: Listing): Place | undefined;
  /** How many of the list were archived after the mark, and the mark that follows. */
  newSince(mark: number, filter?: Filter): { count: number; mark: number };
}

/** More than any bucket has when it is listed; rows that came since may add to it. */
const MAX_BUCKET_ROWS = 4096;

/**
 * Prepares the reading of lists.
 * @param archive An open archive, or its database.
 */
export function preparePages({ sqlite }: Pick<OpenDatabase, "sqlite">): Pages {
  const statements = makeStatements(sqlite);
  const answers = makeAnswers(sqlite);
  const summary = (filter: Filter = {}) =>
    answers(`summary ${JSON.stringify(filter)}`, () => readSummary(statements, filter));
  return {
    summary,
    buckets: (listing) =>
      answers(`buckets ${JSON.stringify(listing)}`, () => listBuckets(statements, walk(listing))),
    bucket(key, listing) {
      const { where, order } = walk(listing);
      const range = readBucketKey(key, order);
      const rows = statements.values(
        `SELECT ${TILE_COLUMNS_SQL} FROM ${order.from} ${TILE_JOINS_SQL}
         WHERE ${where.sql} ${range.sql} ${descending(order.key)} LIMIT ${MAX_BUCKET_ROWS}`,
        [...where.params, ...range.params],
      );
      return readTileColumns(rows);
    },
    page: (options) => readPage(statements, options),
    place: (id, listing) => findPlace(statements, { id, listing, summary }),
    newSince(mark, filter = {}) {
      const where = filterSql(filter);
      const row = statements.get<{ count: number; mark: number | null }>(
        `SELECT count(*) AS count, max(archived_at) AS mark FROM media
         WHERE ${where.sql} AND media.archived_at > ?`,
        [...where.params, mark],
      );
      return { count: row?.count ?? 0, mark: row?.mark ?? mark };
    },
  };
}

function walk(listing: Listing) {
  const filter = listing.filter ?? {};
  const where = filterSql(filter);
  return { where, order: orderSql(listing, filter, where) };
}

function descending(key: string): string {
  return `ORDER BY ${key} DESC, media.id DESC`;
}

function readSummary(statements: Statements, filter: Filter): Summary {
  const where = filterSql(filter);
  // This index holds all four; without it each row would be looked up in the table.
  const from = where.selective ? "media" : "media INDEXED BY media_size";
  const row = statements.get<{ items: number; bytes: number; unseen: number }>(
    `SELECT count(*) AS items, ifnull(sum(media.size_bytes), 0) AS bytes,
       count(*) - count(media.seen_at) AS unseen FROM ${from} WHERE ${where.sql}`,
    where.params,
  );
  const newest = where.selective ? "media" : "media INDEXED BY media_archived";
  const mark = statements.number(
    `SELECT max(media.archived_at) FROM ${newest} WHERE ${where.sql}`,
    where.params,
  );
  return { ...(row ?? { items: 0, bytes: 0, unseen: 0 }), mark };
}

function readPage(
  statements: Statements,
  { after, limit, ...listing }: Listing & { readonly limit: number; readonly after?: string },
): Page {
  const { where, order } = walk(listing);
  const from = after === undefined ? undefined : readCursor(after);
  const rows = statements.values(
    `SELECT ${TILE_COLUMNS_SQL}, ${order.key} FROM ${order.from} ${TILE_JOINS_SQL}
     WHERE ${where.sql} ${from ? `AND (${order.key}, media.id) < (?, ?)` : ""}
     ${descending(order.key)} LIMIT ?`,
    [...where.params, ...(from ? [from.key, from.id] : []), limit],
  );
  const last = rows.at(-1);
  const isFull = last !== undefined && rows.length === limit;
  const next = isFull ? printCursor({ key: Number(last.at(-1)), id: Number(last[0]) }) : null;
  return { tiles: rows.map(readTile), next };
}

function findPlace(
  statements: Statements,
  { id, listing, summary }: { id: number; listing: Listing; summary: Pages["summary"] },
): Place | undefined {
  const { where, order } = walk(listing);
  const own = statements.values(
    `SELECT ${order.key} FROM media WHERE ${where.sql} AND media.id = ?`,
    [...where.params, id],
  )[0];
  if (!own) return undefined;
  const position = [...where.params, Number(own[0]), id];
  const neighbour = (side: "<" | ">", direction: "ASC" | "DESC") =>
    statements.number(
      `SELECT media.id FROM ${order.from} WHERE ${where.sql} AND (${order.key}, media.id) ${side} (?, ?)
       ORDER BY ${order.key} ${direction}, media.id ${direction} LIMIT 1`,
      position,
    ) || null;
  const index = statements.number(
    `SELECT count(*) FROM ${order.from} WHERE ${where.sql} AND (${order.key}, media.id) > (?, ?)`,
    position,
  );
  const { items } = summary(listing.filter);
  return { index, items, previous: neighbour(">", "ASC"), next: neighbour("<", "DESC") };
}
