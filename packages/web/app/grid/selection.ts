import type { Collection } from "./collection.ts";
import type { Item } from "./item.ts";

/** What is selected: ids with their sizes, an anchor for ranges, and who wants to know. */
export class Selection {
  readonly #bytes = new Map<number, number>();
  readonly #onChange: () => void;
  #anchor: number | undefined;

  /** @param onChange Called after each change. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** How many. */
  get size(): number {
    return this.#bytes.size;
  }

  /** Of all that is selected. */
  get bytes(): number {
    let sum = 0;
    for (const bytes of this.#bytes.values()) sum += bytes;
    return sum;
  }

  /** Row ids, in the order they were chosen. */
  get ids(): number[] {
    return [...this.#bytes.keys()];
  }

  /** Whether an item is selected. */
  has(id: number): boolean {
    return this.#bytes.has(id);
  }

  /** Selects an item, or not any more; ranges begin here from now on. */
  toggle(item: Item): void {
    if (!this.#bytes.delete(item.id)) this.#bytes.set(item.id, item.bytes);
    this.#anchor = item.index;
    this.#onChange();
  }

  /** Adds items. */
  add(items: Iterable<Item>): void {
    for (const item of items) this.#bytes.set(item.id, item.bytes);
    this.#onChange();
  }

  /** Adds everything between two places, both included. @throws {ApiFailure} */
  async addRange(collection: Collection, from: number, to: number): Promise<void> {
    this.add(await collection.range(from, to));
  }

  /** Selects these and nothing else: what a drag covers, with what was selected before it. */
  replace(items: Iterable<Pick<Item, "id" | "bytes">>): void {
    this.#bytes.clear();
    for (const { id, bytes } of items) this.#bytes.set(id, bytes);
    this.#onChange();
  }

  /** What is selected, to come back to. */
  entries(): Pick<Item, "id" | "bytes">[] {
    return [...this.#bytes].map(([id, bytes]) => ({ id, bytes }));
  }

  /** Selects from the anchor (or from here, without one) to a place. @throws {ApiFailure} */
  async extend(collection: Collection, from: number, to: number): Promise<void> {
    this.#anchor ??= from;
    await this.addRange(collection, this.#anchor, to);
  }

  /** Drops items that are gone. */
  forget(ids: Iterable<number>): void {
    for (const id of ids) this.#bytes.delete(id);
    this.#onChange();
  }

  /** Selects nothing. */
  clear(): void {
    if (this.#bytes.size === 0 && this.#anchor === undefined) return;
    this.#bytes.clear();
    this.#anchor = undefined;
    this.#onChange();
  }
}
