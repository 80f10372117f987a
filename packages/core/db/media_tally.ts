import type { Database } from "bun:sqlite";
import type { MediaKind } from "../imgur/model.ts";

/** Media and their bytes. */
export interface Amount {
  readonly items: number;
  readonly bytes: number;
}

/** A name and how much goes by it. */
export interface NamedAmount extends Amount {
  readonly name: string;
}

/** Media whose width and height fall between two edges each. */
export interface SizeCell {
  /** The lower edges, of {@link SIZE_EDGES}. */
  readonly width: number;
  readonly height: number;
  readonly items: number;
}

/** Where widths and heights are parted, in pixels: sizes that screens and cameras have. The last is open. */
export const SIZE_EDGES = [
  1, 120, 240, 360, 480, 640, 800, 1024, 1280, 1600, 1920, 2560, 3840, 5120, 7680,
] as const;

/** Figures of all media that the gallery shows, from one walk over them. */
export interface MediaTally extends Amount {
  /** Those that there are, the most items first. */
  readonly kinds: readonly (Amount & { readonly kind: MediaKind })[];
  /** `2026-11` by our time of archiving (UTC), the newest first. */
  readonly months: readonly NamedAmount[];
  /** The most items first. Media of unknown size are in none. */
  readonly sizes: readonly SizeCell[];
  /** Kept here, gone from Imgur. */
  readonly removedUpstream: number;
  readonly favorites: number;
  readonly unseen: number;
  /** Bytes that would be kept twice if equal content were not kept once; the trash counts too. */
  readonly savedBytes: number;
  /** By the row id of the post that a media was first seen in. */
  readonly postItems: Float64Array;
  readonly postBytes: Float64Array;
}

/** Rows at once: what SQL would group by sorting is counted here, without all rows in memory. */
const CHUNK = 32_768;
const KINDS: readonly MediaKind[] = ["photo", "gif", "video"];
const DAY_MS = 86_400_000;

const WALK = `
SELECT id, ifnull(post_id, 0), CASE kind WHEN 'photo' THEN 0 WHEN 'gif' THEN 1 ELSE 2 END, ifnull(size_bytes, 0),
  ifnull(width, 0), ifnull(height, 0), archived_at,
  (removed_upstream_at IS NOT NULL) + 2 * (favorite_at IS NOT NULL) + 4 * (seen_at IS NULL)
FROM media WHERE shown = 1 AND id > ?1 ORDER BY id LIMIT ${CHUNK}`;

// The index alone tells which files several media show, and one of these media for each. Companions are no media of
// their own: they save nothing.
const COPIES = `
SELECT min(id), count(*) - 1 FROM media WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING count(*) > 1 ORDER BY 1`;

const SIZE = "SELECT ifnull(size_bytes, 0) AS size FROM media WHERE id = ?1";

type Row = [number, number, number, number, number, number, number, number];
type Counts = { items: number; bytes: number };

/**
 * Prepares {@link MediaTally}. It is several reads: call it inside a transaction, that they may tell of one moment.
 * @param sqlite An open archive's connection.
 */
export function prepareMediaTally(sqlite: Database): () => MediaTally {
  const walk = sqlite.prepare<unknown, [number]>(WALK);
  const lastPost = sqlite.prepare<{ id: number }, []>("SELECT ifnull(max(id), 0) AS id FROM posts");
  const copies = sqlite.prepare(COPIES);
  const size = sqlite.prepare<{ size: number }, [number]>(SIZE);
  return () => {
    const counting = new Counting(lastPost.get()?.id ?? 0, copies.values() as [number, number][]);
    for (let after = 0; ; ) {
      const rows = walk.values(after) as Row[];
      for (const row of rows) counting.add(row);
      if (rows.length < CHUNK) return counting.tally((id) => size.get(id)?.size ?? 0);
      after = rows.at(-1)?.[0] ?? 0;
    }
  };
}

class Counting {
  readonly #all = none();
  readonly #kinds = KINDS.map(none);
  readonly #months = new Map<string, Counts>();
  readonly #sizes = new Float64Array(SIZE_EDGES.length ** 2);
  readonly #postItems: Float64Array;
  readonly #postBytes: Float64Array;
  /** Row ids, ascending, and how often more the file of each is shown. */
  readonly #copies: readonly (readonly [id: number, more: number])[];
  /** Those of them that were not met: they are in the trash. */
  readonly #missed: (readonly [id: number, more: number])[] = [];
  #nextCopy = 0;
  #savedBytes = 0;
  #removed = 0;
  #favorites = 0;
  #unseen = 0;
  #day = Number.NaN;
  #month = none();

  constructor(lastPost: number, copies: readonly (readonly [number, number])[]) {
    this.#copies = copies;
    this.#postItems = new Float64Array(lastPost + 1);
    this.#postBytes = new Float64Array(lastPost + 1);
  }

  add(row: Row): void {
    // By place: taking the array apart would walk it with an iterator, a million times.
    const id = row[0];
    const post = row[1];
    const bytes = row[3];
    const width = row[4];
    const height = row[5];
    const marks = row[7];
    count(this.#all, bytes);
    count(this.#kinds[row[2]] as Counts, bytes);
    count(this.#monthOf(row[6]), bytes);
    this.#postItems[post] = (this.#postItems[post] ?? 0) + 1;
    this.#postBytes[post] = (this.#postBytes[post] ?? 0) + bytes;
    if (width > 0 && height > 0) {
      const cell = edgeOf(width) * SIZE_EDGES.length + edgeOf(height);
      this.#sizes[cell] = (this.#sizes[cell] ?? 0) + 1;
    }
    this.#countCopies(id, bytes);
    if (marks & 1) this.#removed++;
    if (marks & 2) this.#favorites++;
    if (marks & 4) this.#unseen++;
  }

  /** @param sizeOf Of a media in the trash, bytes. */
  tally(sizeOf: (id: number) => number): MediaTally {
    this.#countCopies(Number.POSITIVE_INFINITY, 0);
    for (const [id, more] of this.#missed) this.#savedBytes += more * sizeOf(id);
    const kinds = KINDS.map((kind, at) => ({ kind, ...(this.#kinds[at] as Counts) }));
    const months = [...this.#months].map(([name, counts]) => ({ name, ...counts }));
    return {
      ...this.#all,
      kinds: kinds.filter(({ items }) => items > 0).sort((a, b) => b.items - a.items),
      months: months.sort((a, b) => (a.name < b.name ? 1 : -1)),
      sizes: this.#cells(),
      removedUpstream: this.#removed,
      favorites: this.#favorites,
      unseen: this.#unseen,
      savedBytes: this.#savedBytes,
      postItems: this.#postItems,
      postBytes: this.#postBytes,
    };
  }

  #countCopies(id: number, bytes: number): void {
    for (let copy = this.#copies[this.#nextCopy]; copy !== undefined && copy[0] <= id; ) {
      if (copy[0] === id) this.#savedBytes += copy[1] * bytes;
      else this.#missed.push(copy);
      copy = this.#copies[++this.#nextCopy];
    }
  }

  /** Rows in the order of their ids mostly come from one day after the other: a date is made once for each. */
  #monthOf(at: number): Counts {
    const day = Math.floor(at / DAY_MS);
    if (day === this.#day) return this.#month;
    const name = new Date(at).toISOString().slice(0, 7);
    const month = this.#months.get(name) ?? none();
    this.#months.set(name, month);
    this.#day = day;
    this.#month = month;
    return month;
  }

  #cells(): SizeCell[] {
    const edge = (at: number) => SIZE_EDGES[at] ?? 0;
    const { length } = SIZE_EDGES;
    return [...this.#sizes]
      .map((items, at) => ({
        width: edge(Math.floor(at / length)),
        height: edge(at % length),
        items,
      }))
      .filter(({ items }) => items > 0)
      .sort((a, b) => b.items - a.items);
  }
}

function none(): Counts {
  return { items: 0, bytes: 0 };
}

function count(counts: Counts, bytes: number): void {
  counts.items++;
  counts.bytes += bytes;
}

/** Which edge a length is at or over, for every length up to the last edge. */
const EDGE_OF = Uint8Array.from({ length: (SIZE_EDGES.at(-1) ?? 0) + 1 }, (_, pixels) =>
  Math.max(
    0,
    SIZE_EDGES.findLastIndex((edge) => edge <= pixels),
  ),
);

function edgeOf(pixels: number): number {
  return EDGE_OF[Math.min(pixels, EDGE_OF.length - 1)] ?? 0;
}
