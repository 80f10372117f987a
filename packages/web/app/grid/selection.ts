import type { Chosen } from "../chosen.ts";
import type { Collection } from "./collection.ts";
import type { Item } from "./item.ts";

/** What is selected: items with their sizes, or all of a result but some; an anchor for ranges, and who wants to know. */
export class Selection {
  readonly #onChange: () => void;
  /** Sizes by row id: of what is selected, or, with `#all`, of what is not. */
  readonly #bytes = new Map<number, number>();
  /** The result of which everything is selected: its query then travels in place of its items. */
  #all: Collection | undefined;
  #anchor: number | undefined;

  /** @param onChange Called after each change. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** How many. */
  get size(): number {
    if (this.#all === undefined) return this.#bytes.size;
    return Math.max(0, this.#all.totals.items - this.#bytes.size);
  }

  /** Of all that is selected. */
  get bytes(): number {
    let sum = 0;
    for (const bytes of this.#bytes.values()) sum += bytes;
    return this.#all === undefined ? sum : Math.max(0, this.#all.totals.bytes - sum);
  }

  /** Whether everything of the result is selected. */
  get isWhole(): boolean {
    return this.#all !== undefined && this.#bytes.size === 0;
  }

  /** What is selected, as edits take it. */
  get chosen(): Chosen {
    const ids = [...this.#bytes.keys()];
    if (this.#all === undefined) return ids;
    return { q: this.#all.grid.q, except: ids, count: this.size };
  }

  /** Whether an item is selected. */
  has(id: number): boolean {
    return this.#bytes.has(id) === (this.#all === undefined);
  }

  /** Selects an item, or not any more; ranges begin here from now on. */
  toggle(item: Item): void {
    if (!this.#bytes.delete(item.id)) this.#bytes.set(item.id, item.bytes);
    this.#anchor = item.index;
    this.#changed();
  }

  /** Adds items. */
  add(items: Iterable<Item>): void {
    for (const { id, bytes } of items) {
      if (this.#all === undefined) this.#bytes.set(id, bytes);
      else this.#bytes.delete(id);
    }
    this.#changed();
  }

  /** Selects everything of a result, also what is not here yet. */
  selectAll(collection: Collection): void {
    this.#bytes.clear();
    this.#all = collection;
    this.#changed();
  }

  /** Adds everything between two places, both included. @throws {ApiFailure} */
  async addRange(collection: Collection, from: number, to: number): Promise<void> {
    this.add(await collection.range(from, to));
  }

  /** Adds what a drag covers to what was selected before it. @param before From {@link entries}. */
  replace(before: SelectionEntries, covered: Iterable<Item>): void {
    this.#all = before.all;
    this.#bytes.clear();
    for (const [id, bytes] of before.bytes) this.#bytes.set(id, bytes);
    this.add(covered);
  }

  /** What is selected, to come back to. */
  entries(): SelectionEntries {
    return { all: this.#all, bytes: [...this.#bytes] };
  }

  /** Selects from the anchor (or from here, without one) to a place. @throws {ApiFailure} */
  async extend(collection: Collection, from: number, to: number): Promise<void> {
    this.#anchor ??= from;
    await this.addRange(collection, this.#anchor, to);
  }

  /** Selects nothing. */
  clear(): void {
    if (this.size === 0 && this.#all === undefined && this.#anchor === undefined) return;
    this.#reset();
    this.#onChange();
  }

  #changed(): void {
    // All but everything is nothing.
    if (this.size === 0) this.#reset();
    this.#onChange();
  }

  #reset(): void {
    this.#bytes.clear();
    this.#all = undefined;
    this.#anchor = undefined;
  }
}

/** A selection at some moment. */
export interface SelectionEntries {
  readonly all: Collection | undefined;
  readonly bytes: readonly (readonly [id: number, bytes: number])[];
}
