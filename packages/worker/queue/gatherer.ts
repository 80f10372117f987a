interface Waiter<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes items in groups: what comes while a group is being written is the next group. One alone waits for nobody.
 *
 * @example
 * ```ts
 * import { Gatherer } from "@acacia/worker/queue";
 * const groups: number[][] = [];
 * const gatherer = new Gatherer<number>({ maxItems: 64, write: async (items) => void groups.push([...items]) });
 * await gatherer.add(1);
 * console.assert(groups.length === 1);
 * ```
 */
export class Gatherer<Item> {
  readonly #write: (items: readonly Item[]) => Promise<void>;
  readonly #maxItems: number;
  readonly #waiting: Waiter<Item>[] = [];
  #isWriting = false;

  /** @param options `write` gets between 1 and `maxItems` items; it is never called twice at once. */
  constructor(options: {
    readonly maxItems: number;
    readonly write: (items: readonly Item[]) => Promise<void>;
  }) {
    this.#write = options.write;
    this.#maxItems = options.maxItems;
  }

  /** Resolves once the item is written. @throws what writing its group threw. */
  add(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // Whoever comes in this same turn joins the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, this.#maxItems);
      try {
        await this.#write(group.map(({ item }) => item));
        for (const waiter of group) waiter.resolve();
      } catch (error) {
        for (const waiter of group) waiter.reject(error);
      }
    }
    this.#isWriting = false;
  }
}
