import type { Filter, FilterSql } from "./filter_sql.ts";

/** The orders of a list of media; each from the newest, highest or largest down. */
export const SORTS = ["posted", "archived", "score", "size", "random"] as const;

/** One of {@link SORTS}. */
export type Sort = (typeof SORTS)[number];

/** An order: its name, and for `random` which of the many. */
export interface Order {
  readonly sort: Sort;
  /** Integer; the same seed gives the same order. @default 1 */
  readonly seed?: number;
}

/** An order as SQL: rows go by `(key, media.id)`, both descending; no key is ever null. */
export interface OrderSql {
  /** Integer expression on `media`. */
  readonly key: string;
  /** `media`, with the index that walks this order where one is to be used. */
  readonly from: string;
  /** Whether the key is a time, epoch ms, 0 when unknown. */
  readonly isTime: boolean;
}

const COLUMNS: Record<Exclude<Sort, "random">, { key: string; index: string; isTime: boolean }> = {
  posted: { key: "media.posted_key", index: "media_posted", isTime: true },
  archived: { key: "media.archived_at", index: "media_archived", isTime: true },
  score: { key: "media.score_key", index: "media_score", isTime: false },
  size: { key: "media.size_bytes", index: "media_size", isTime: false },
};

/** How a filtered list is walked in an order. */
export function orderSql({ sort, seed = 1 }: Order, filter: Filter, where: FilterSql): OrderSql {
  if (sort === "random") return { key: shuffleSql(seed), from: "media", isTime: false };
  const { key, index, isTime } = COLUMNS[sort];
  if (where.selective) {
    // The plus keeps SQLite from walking the whole order in search of few rows.
    return { key: `(+${key})`, from: "media", isTime };
  }
  const oneKind = sort === "posted" && new Set(filter.kinds).size === 1;
  return { key, from: `media INDEXED BY ${oneKind ? "media_kind" : index}`, isTime };
}

/**
 * A number in [0, 2^32) for each row id that looks random. Two rounds of multiply and fold, within 63 bits, as
 * SQLite turns larger products into floating point.
 */
function shuffleSql(seed: number): string {
  // Spread first: seeds that follow each other would give orders that are shifts of each other.
  const start = Math.imul(Math.trunc(seed) ^ 0x5bd1e995, 0x27d4eb2f) & 0x7fffffff;
  const first = `(((media.id + ${start}) * 73244475) & 4294967295)`;
  const second = `((((${first} >> 16) + ${first}) * 73244475) & 4294967295)`;
  return `(((${second} >> 15) + ${second}) & 4294967295)`;
}
