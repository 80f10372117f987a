import { FLAGS } from "../../routes/flags.ts";
import type { Bucket, Buckets } from "../../routes/schemas.ts";
import { fetchBucket, fetchBuckets } from "../api.ts";
import { type GridAddress, isTrash } from "../router.ts";
import { startsOf, without } from "./columns.ts";
import { type Item, itemOf, rowNamed } from "./item.ts";
import { lastAtOrBelow } from "./window.ts";

/** What changed in a collection: its whole shape, one bucket's arrival, or facts of items. */
export type CollectionChange =
  | { readonly kind: "shape" }
  | { readonly kind: "bucket"; readonly key: string }
  | { readonly kind: "items" };

interface BucketRequest {
  readonly abort: AbortController;
  readonly done: Promise<Bucket>;
  /** Someone needs the answer, wherever the window goes. */
  isAwaited: boolean;
}

/** Buckets that stay in memory, in items; the farthest ones go first. */
const MAX_LOADED_ITEMS = 60_000;

/** The result of one query: its figures at once, its buckets as they are wanted. */
export class Collection {
  readonly grid: GridAddress;
  #totals: Buckets;
  #starts: Float64Array;
  readonly #columns = new Map<string, Bucket>();
  readonly #loading = new Map<string, BucketRequest>();
  readonly #failed = new Map<string, unknown>();
  readonly #stale = new Set<string>();
  readonly #listeners = new Set<(change: CollectionChange) => void>();

  private constructor(grid: GridAddress, totals: Buckets) {
    this.grid = grid;
    this.#totals = totals;
    this.#starts = startsOf(totals);
  }

  /** Asks for the figures of a query. @throws {ApiFailure} */
  static async open(grid: GridAddress, signal?: AbortSignal): Promise<Collection> {
    return new Collection(grid, await fetchBuckets(grid, signal));
  }

  /** Its figures as last told. */
  get totals(): Buckets {
    return this.#totals;
  }

  /** Hears of changes. @returns Stops it. */
  listen(listener: (change: CollectionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Place of a bucket's first item. @param bucket Its position. */
  startOf(bucket: number): number {
    return this.#starts[bucket] ?? 0;
  }

  /** A bucket's columns, if they are here. */
  columns(key: string): Bucket | undefined {
    return this.#columns.get(key);
  }

  /** Why a bucket did not load. */
  failure(key: string): unknown {
    return this.#failed.get(key);
  }

  /** Loads these buckets for the window, and drops the requests for those that left it. */
  want(keys: readonly string[]): void {
    for (const [key, { abort, isAwaited }] of this.#loading) {
      if (!isAwaited && !keys.includes(key)) abort.abort();
    }
    for (const key of keys) {
      const isHere = this.#columns.has(key) && !this.#stale.has(key);
      if (!isHere && !this.#failed.has(key)) void this.#request(key).done.catch(() => undefined);
    }
    this.#forgetFar(keys);
  }

  /** One bucket, from memory or the server; {@link want} does not drop its request. @throws {ApiFailure} */
  load(key: string): Promise<Bucket> {
    const here = this.#columns.get(key);
    if (here !== undefined && !this.#stale.has(key)) return Promise.resolve(here);
    const request = this.#request(key);
    request.isAwaited = true;
    return request.done;
  }

  /** Tries a bucket again that did not load. */
  retry(key: string): void {
    this.#failed.delete(key);
    void this.load(key).catch(() => undefined);
    this.#tell({ kind: "bucket", key });
  }

  /** An item, if its bucket is here. @param index Place in the result. */
  item(index: number): Item | undefined {
    if (index < 0 || index >= this.#totals.items) return undefined;
    const position = this.bucketAt(index);
    const columns = this.#columns.get(this.#totals.buckets[position]?.key ?? "");
    return columns === undefined
      ? undefined
      : itemOf(columns, index - this.startOf(position), index);
  }

  /** An item, loaded when it is not here. @param index Place in the result. @throws {ApiFailure} */
  async itemAt(index: number): Promise<Item | undefined> {
    const bucket = this.#totals.buckets[this.bucketAt(index)];
    if (index < 0 || index >= this.#totals.items || bucket === undefined) return undefined;
    await this.load(bucket.key);
    return this.item(index);
  }

  /** Which bucket holds a place. */
  bucketAt(index: number): number {
    return lastAtOrBelow(this.#starts, this.#totals.buckets.length, index);
  }

  /** Items of a range, both ends included; loads what is missing. @throws {ApiFailure} */
  async range(from: number, to: number): Promise<Item[]> {
    const items: Item[] = [];
    for (let index = Math.min(from, to); index <= Math.max(from, to); index++) {
      const item = this.item(index) ?? (await this.itemAt(index));
      if (item !== undefined) items.push(item);
    }
    return items;
  }

  /** Place of a loaded item, by what the address calls it. */
  placeOf(id: string | number): number | undefined {
    for (const [position, { key }] of this.#totals.buckets.entries()) {
      const columns = this.#columns.get(key);
      const row =
        typeof id === "number" ? columns?.id.indexOf(id) : columns && rowNamed(columns, id);
      if (row !== undefined && row >= 0) return this.startOf(position) + row;
    }
    return undefined;
  }

  /** Which bucket a loaded item is in, by its row id. */
  keyOf(id: number): string | undefined {
    for (const [key, columns] of this.#columns) if (columns.id.includes(id)) return key;
    return undefined;
  }

  /** Sets or clears flags of loaded items at once, before the server has said so. @returns Those that were not so. */
  mark(ids: Pick<ReadonlySet<number>, "has">, flag: keyof typeof FLAGS, on: boolean): number[] {
    const bit = FLAGS[flag];
    const changed: number[] = [];
    for (const columns of this.#columns.values()) {
      for (const [row, id] of columns.id.entries()) {
        const flags = columns.flags[row] ?? 0;
        if (!ids.has(id) || ((flags & bit) !== 0) === on) continue;
        columns.flags[row] = flags ^ bit;
        changed.push(id);
      }
    }
    this.#tell({ kind: "items" });
    return changed;
  }

  /** Whether all of them that are here have a flag. */
  every(ids: Pick<ReadonlySet<number>, "has">, flag: keyof typeof FLAGS): boolean {
    for (const columns of this.#columns.values()) {
      const isOther = (id: number, row: number) =>
        ids.has(id) && ((columns.flags[row] ?? 0) & FLAGS[flag]) === 0;
      if (columns.id.some(isOther)) return false;
    }
    return true;
  }

  /** Place of the first of them that is here. */
  firstPlace(ids: Pick<ReadonlySet<number>, "has">): number | undefined {
    for (const [position, { key }] of this.#totals.buckets.entries()) {
      const row = this.#columns.get(key)?.id.findIndex((id) => ids.has(id)) ?? -1;
      if (row >= 0) return this.startOf(position) + row;
    }
    return undefined;
  }

  /** Takes items out at once, as when they are moved to Trash. */
  remove(ids: ReadonlySet<number>): void {
    const buckets = this.#totals.buckets.map(({ key, count }) => {
      const columns = this.#columns.get(key);
      const gone = columns?.id.filter((id) => ids.has(id)).length ?? 0;
      if (columns !== undefined && gone > 0) this.#columns.set(key, without(columns, ids));
      return { key, count: count - gone };
    });
    const items = buckets.reduce((sum, { count }) => sum + count, 0);
    // The archive's figures leave out what is in the trash.
    const gone = isTrash(this.grid.q) ? 0 : this.#totals.items - items;
    const archiveItems = this.#totals.archiveItems - gone;
    this.#reshape({
      ...this.#totals,
      items,
      archiveItems,
      buckets: buckets.filter((b) => b.count),
    });
  }

  /** Counts pictures that have now been seen; their dots stay for this visit. */
  countSeen(count: number): void {
    this.#totals = { ...this.#totals, unseen: Math.max(0, this.#totals.unseen - count) };
    this.#tell({ kind: "items" });
  }

  /** Asks for the figures anew; columns that may have changed stay until their own answer comes. */
  async refresh(): Promise<void> {
    const totals = await fetchBuckets(this.grid);
    for (const key of this.#columns.keys()) this.#stale.add(key);
    this.#failed.clear();
    const counts = new Map(totals.buckets.map(({ key, count }) => [key, count]));
    for (const [key, columns] of this.#columns) {
      if (counts.get(key) !== columns.id.length) this.#columns.delete(key);
    }
    this.#reshape(totals);
  }

  /** Ends every request. */
  close(): void {
    for (const { abort } of this.#loading.values()) abort.abort();
    this.#listeners.clear();
  }

  #request(key: string): BucketRequest {
    const under = this.#loading.get(key);
    if (under !== undefined && !under.abort.signal.aborted) return under;
    const abort = new AbortController();
    const request = { abort, done: this.#load(key, abort.signal), isAwaited: false };
    this.#loading.set(key, request);
    return request;
  }

  async #load(key: string, signal: AbortSignal): Promise<Bucket> {
    try {
      const columns = await fetchBucket(key, this.grid, signal);
      this.#stale.delete(key);
      this.#columns.set(key, columns);
      this.#agree(key, columns.id.length);
      return columns;
    } catch (cause) {
      if (!signal.aborted) this.#failed.set(key, cause);
      throw cause;
    } finally {
      if (this.#loading.get(key)?.abort.signal === signal) this.#loading.delete(key);
      if (!signal.aborted) this.#tell({ kind: "bucket", key });
    }
  }

  /** A bucket may have grown since its figures were read; the columns are right. */
  #agree(key: string, count: number): void {
    const told = this.#totals.buckets.find((bucket) => bucket.key === key);
    if (told === undefined || told.count === count) return;
    const buckets = this.#totals.buckets.map((bucket) =>
      bucket.key === key ? { key, count } : bucket,
    );
    this.#reshape({ ...this.#totals, items: this.#totals.items + count - told.count, buckets });
  }

  #reshape(totals: Buckets): void {
    this.#totals = totals;
    this.#starts = startsOf(totals);
    this.#tell({ kind: "shape" });
  }

  #tell(change: CollectionChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #forgetFar(wanted: readonly string[]): void {
    let loaded = 0;
    for (const columns of this.#columns.values()) loaded += columns.id.length;
    for (const [key, columns] of this.#columns) {
      if (loaded <= MAX_LOADED_ITEMS) return;
      if (wanted.includes(key)) continue;
      this.#columns.delete(key);
      loaded -= columns.id.length;
    }
  }
}
