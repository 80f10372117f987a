import type { Clock } from "./clock.ts";

/** When {@link batch} hands a batch over. */
export interface BatchOptions {
  readonly clock: Clock;
  /** Items in a full batch. @default 64 */
  readonly maxItems?: number;
  /** How long the first item of a batch waits for others, ms. @default 20 */
  readonly maxMs?: number;
  /** The same for the very first batch, for which somebody may be looking. @default `maxMs` */
  readonly firstMs?: number;
}

/**
 * Groups items into batches of at most `maxItems`; a batch that is not full is handed over `maxMs` after its
 * first item came. The next batch fills while the consumer works on one, and no further: the source then waits.
 * What came before the source threw is handed over before the error.
 *
 * @param source Pulled one at a time.
 * @param options The clock, and the size and age of a batch.
 */
export async function* batch<Item>(
  source: AsyncIterable<Item>,
  { clock, maxItems = 64, maxMs = 20, firstMs = maxMs }: BatchOptions,
): AsyncGenerator<Item[], void, undefined> {
  const basket = new Basket(source, { clock, maxItems });
  const filling = basket.fill();
  let waitMs = firstMs;
  try {
    while (await basket.waitForFirst()) {
      await basket.waitForRest(waitMs);
      waitMs = maxMs;
      yield basket.empty();
    }
  } finally {
    basket.leave();
    await filling;
  }
  basket.rethrow();
}

/** What is being gathered: filled from one side, emptied from the other. */
class Basket<Item> {
  readonly #source: AsyncIterable<Item>;
  readonly #clock: Clock;
  readonly #maxItems: number;
  #items: Item[] = [];
  #firstAt = 0;
  #isOver = false;
  #failure: { readonly error: unknown } | undefined;
  /** Settled and renewed at each change that the other side may wait for. */
  #came = Promise.withResolvers<void>();
  #full = Promise.withResolvers<void>();
  #room = Promise.withResolvers<void>();

  constructor(source: AsyncIterable<Item>, options: { clock: Clock; maxItems: number }) {
    this.#source = source;
    this.#clock = options.clock;
    this.#maxItems = options.maxItems;
  }

  async fill(): Promise<void> {
    try {
      for await (const item of this.#source) {
        if (this.#isOver) return;
        await this.#put(item);
        if (this.#isOver) return;
      }
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#isOver = true;
      this.#came.resolve();
      this.#full.resolve();
    }
  }

  /** Whether there is anything to hand over, now or later. */
  async waitForFirst(): Promise<boolean> {
    if (this.#items.length === 0 && !this.#isOver) await this.#came.promise;
    return this.#items.length > 0;
  }

  /** Waits until the batch is full, the source ended, or the first item is old enough. */
  async waitForRest(maxMs: number): Promise<void> {
    const restMs = this.#firstAt + maxMs - this.#clock.monotonic();
    if (restMs <= 0 || this.#isOver || this.#items.length >= this.#maxItems) return;
    const waited = new AbortController();
    const slept = this.#clock.sleep(restMs, waited.signal).catch(() => undefined);
    await Promise.race([slept, this.#full.promise]);
    waited.abort();
  }

  empty(): Item[] {
    const items = this.#items;
    this.#items = [];
    if (!this.#isOver) {
      this.#came = Promise.withResolvers();
      this.#full = Promise.withResolvers();
    }
    this.#room.resolve();
    this.#room = Promise.withResolvers();
    return items;
  }

  /** The consumer takes no more. */
  leave(): void {
    this.#isOver = true;
    this.#room.resolve();
  }

  rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }

  async #put(item: Item): Promise<void> {
    if (this.#items.length === 0) this.#firstAt = this.#clock.monotonic();
    this.#items.push(item);
    this.#came.resolve();
    if (this.#items.length < this.#maxItems) return;
    this.#full.resolve();
    await this.#room.promise;
  }
}
