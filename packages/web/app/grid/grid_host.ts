import type { EntryState } from "../router.ts";
import type { Collection } from "./collection.ts";
import type { TileFacts } from "./tiles.ts";

/** The three heights of rows. */
export type RowSize = "s" | "m" | "l";

/** What the grid asks of its view and tells it. */
export interface GridHost extends Pick<TileFacts, "href" | "isRevealed"> {
  selectionChanged(): void;
  /** The window moved; where it stands now. */
  moved(place: GridPlace): void;
  /** When everything below the browse line was last seen, epoch ms; 0 when not known. */
  seenAt(): number;
  loadFailed(failure: unknown): void;
}

/** Where the window stands. */
export interface GridPlace {
  /** Position of its bucket, and how far through it, 0 to 1. */
  readonly bucket: number;
  readonly within: number;
  /** Key of the bucket; "" at the very top. */
  readonly key: string;
  readonly anchor: NonNullable<EntryState["anchor"]>;
}

/** How a place comes into view. */
export interface FocusOptions {
  /** Scrolls so that it is in the middle, not just inside. */
  readonly center?: boolean;
}

/**
 * Where the window stands, by buckets: what the rail shows and the address keeps.
 * @param exact How far through the result, in items with a fraction.
 */
export function placeIn(
  collection: Collection,
  exact: number,
  anchor: GridPlace["anchor"],
): GridPlace {
  const { items, buckets } = collection.totals;
  const at = Math.min(exact, Math.max(0, items - 1));
  const bucket = collection.bucketAt(Math.floor(at));
  const { key = "", count = 1 } = buckets[bucket] ?? {};
  const within = Math.min(Math.max(0, (at - collection.startOf(bucket)) / count), 1);
  return { bucket, within, key: anchor.index === 0 ? "" : key, anchor };
}
