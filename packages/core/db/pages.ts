import type { Database } from "bun:sqlite";
import { type Bucket, listBuckets, readBucketKey } from "./buckets.ts";
import { printCursor, readCursor } from "./cursor.ts";
import { type Filter, type FilterSql, filterSql } from "./filter_sql.ts";
import type { OpenDatabase } from "./open.ts";
import { type Order, type OrderSql, orderSql } from "./sorts.ts";
import { makeAnswers, makeStatements, type Statements } from "./statements.ts";
import {
  readTile,
  readTileColumns,
  TILE_COLUMNS_SQL,
  TILE_JOINS_SQL,
  type Tile,
  type TileColumns,
} from "./tiles.ts";
import { prepareCandidates, type Words } from "./words_sql.ts";

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
  /** True when only the newest candidates of common words were looked at: there are more than `items`. */
  readonly capped: boolean;
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
  /**
   * The list to its end, or to a limit, row by row; prepare the pages with `whole`. What is changed meanwhile does not
   * show.
   */
  walk(options: Listing & { readonly limit?: number }): Generator<Tile>;
  /** Where a media stands; undefined when the list does not have it. */
  place(id: number, listing: Listing): Place | undefined;
  /** How many of the list were archived after the mark, and the mark that follows. */
  newSince(mark: number, filter?: Filter): { count: number; mark: number };
}

/** More than any bucket has when it is listed; rows that came since may add to it. */
const MAX_BUCKET_ROWS = 4096;

/** What the questions have in common. */
interface Reader {
  readonly statements: Statements;
  readonly filter: (filter: Filter) => FilterSql;
}

/**
 * Prepares the reading of lists.
 *
 * @param archive An open archive, or its database.
 * @param options `whole` for lists that are walked to their end: common words are then answered in full.
 */
export function preparePages(
  { sqlite }: Pick<OpenDatabase, "sqlite">,
  { whole = false }: { whole?: boolean } = {},
): Pages {
  const statements = makeStatements(sqlite);
  const answers = makeAnswers(sqlite);
  const find = prepareCandidates(statements);
  const candidates = (words: Words) => answers(`words ${JSON.stringify(words)}`, () => find(words));
  const options = whole ? {} : { candidates };
  const reader: Reader = { statements, filter: (filter) => filterSql(filter, options) };
  const walk = (listing: Listing) => {
    const filter = listing.filter ?? {};
    const where = reader.filter(filter);
    return { where, order: orderSql(listing, filter, where) };
  };
  const summary = (filter: Filter = {}) =>
    answers(`summary ${JSON.stringify(filter)}`, () => readSummary(reader, filter));
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
    page: ({ after, limit, ...listing }) =>
      readPage(statements, { walk: walk(listing), limit, ...(after ? { after } : {}) }),
    walk: ({ limit = -1, ...listing }) => walkTiles(sqlite, { walk: walk(listing), limit }),
    place: (id, listing) =>
      findPlace(statements, { id, walk: walk(listing), items: summary(listing.filter).items }),
    newSince(mark, filter = {}) {
      const where = reader.filter(filter);
      const row = statements.get<{ count: number; mark: number | null }>(
        `SELECT count(*) AS count, max(archived_at) AS mark FROM media
         WHERE ${where.sql} AND media.archived_at > ?`,
        [...where.params, mark],
      );
      return { count: row?.count ?? 0, mark: row?.mark ?? mark };
    },
  };
}

interface Walk {
  readonly where: FilterSql;
  readonly order: OrderSql;
}

function descending(key: string): string {
  return `ORDER BY ${key} DESC, media.id DESC`;
}

function readSummary({ statements, filter: sqlOf }: Reader, filter: Filter): Summary {
  const where = sqlOf(filter);
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
  return { ...(row ?? { items: 0, bytes: 0, unseen: 0 }), capped: where.capped, mark };
}

function readPage(
  statements: Statements,
  { walk: { where, order }, after, limit }: { walk: Walk; after?: string; limit: number },
): Page {
  const from = after === undefined ? undefined : readCursor(after);
  const beyond = from ? `AND (${order.key}, media.id) < (?, ?)` : "";
  const found = statements.values(tilesSql({ where, order }, beyond), [
    ...where.params,
    ...(from ? [from.key, from.id] : []),
    limit,
  ]);
  // They come in this order, but SQL does not promise it.
  const placeOf = (row: readonly unknown[]) => Number(row.at(-1));
  const rows = found.toSorted((a, b) => placeOf(b) - placeOf(a) || Number(b[0]) - Number(a[0]));
  const last = rows.at(-1);
  const isFull = last !== undefined && rows.length === limit;
  const next = isFull ? printCursor({ key: placeOf(last), id: Number(last[0]) }) : null;
  return { tiles: rows.map(readTile), next };
}

/** First the places, then what is shown of them: sorted whole, every row that matches would be joined and carried. */
function tilesSql({ where, order }: Walk, beyond = ""): string {
  return `SELECT ${TILE_COLUMNS_SQL}, found.place FROM (
      SELECT media.id AS id, ${order.key} AS place FROM ${order.from}
      WHERE ${where.sql} ${beyond} ${descending(order.key)} LIMIT ?) AS found
    CROSS JOIN media ON media.id = found.id ${TILE_JOINS_SQL}`;
}

/** One statement for all: by pages, a filter would be answered anew for each. */
function* walkTiles(
  sqlite: Database,
  { walk, limit }: { walk: Walk; limit: number },
): Generator<Tile> {
  const statement = sqlite.prepare<Record<string, unknown>, (string | number)[]>(tilesSql(walk));
  try {
    // The inner rows are read in their order, and each is joined as it comes.
    for (const row of statement.iterate(...walk.where.params, limit)) {
      yield readTile(Object.values(row));
    }
  } finally {
    statement.finalize();
  }
}

function findPlace(
  statements: Statements,
  { id, walk: { where, order }, items }: { id: number; walk: Walk; items: number },
): Place | undefined {
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
  return { index, items, previous: neighbour(">", "ASC"), next: neighbour("<", "DESC") };
}
