import { Channel } from "./channel.ts";
import { Tap } from "./tap.ts";

/** What bounds {@link mapBounded}. */
export interface MapBoundedOptions {
  /** How many at once, 1 or more; a function is asked before each item, so that the width may change. */
  readonly limit: number | (() => number);
  /** Signals after which nothing new is taken; what runs is finished. */
  readonly stops?: readonly AbortSignal[];
}

/**
 * Runs `work` on every item of a source, at most `limit` at once, and yields the results in the order they
 * finish. Pulls an item only when a lane is free and never holds more than `limit` + 1 items and results, so a
 * slow consumer slows the source. When the source or a piece of work throws, nothing new is taken, what runs is
 * finished and yielded, then the first error is thrown.
 *
 * @param source Pulled one at a time.
 * @param work Gets the item and the number of the lane it runs in, from 0.
 * @param options The width, and the signals.
 *
 * @example
 * ```ts
 * import { mapBounded } from "@acacia/core";
 * async function* numbers() { yield 1; yield 2; }
 * const doubled: number[] = [];
 * for await (const n of mapBounded(numbers(), async (n) => n * 2, { limit: 2 })) doubled.push(n);
 * console.assert(doubled.length === 2);
 * ```
 */
export async function* mapBounded<Item, Result>(
  source: AsyncIterable<Item>,
  work: (item: Item, lane: number) => Promise<Result>,
  { limit, stops = [] }: MapBoundedOptions,
): AsyncGenerator<Result, void, undefined> {
  const lanes = new Lanes(
    new Tap(source, stops),
    work,
    typeof limit === "number" ? () => limit : limit,
  );
  try {
    lanes.fill();
    yield* lanes.results;
  } finally {
    await lanes.stop();
  }
}

/** The lanes of one call: each takes, works and hands over, until there is nothing to take or it is one too many. */
class Lanes<Item, Result> {
  readonly results = new Channel<Result>({ maxItems: 1 });
  readonly #tap: Tap<Item>;
  readonly #work: (item: Item, lane: number) => Promise<Result>;
  readonly #limit: () => number;
  readonly #running = new Map<number, Promise<void>>();
  readonly #errors: unknown[] = [];
  #isDry = false;

  constructor(
    tap: Tap<Item>,
    work: (item: Item, lane: number) => Promise<Result>,
    limit: () => number,
  ) {
    this.#tap = tap;
    this.#work = work;
    this.#limit = limit;
  }

  /** Starts lanes up to the limit, each with the lowest free number. */
  fill(): void {
    for (let lane = 0; !this.#isDry && this.#running.size < Math.max(1, this.#limit()); lane++) {
      if (!this.#running.has(lane)) this.#running.set(lane, this.#run(lane));
    }
  }

  /** Takes nothing new and waits for what runs. */
  async stop(): Promise<void> {
    this.#isDry = true;
    this.results.cancel();
    await Promise.all(this.#running.values());
    await this.#tap.close();
  }

  async #run(lane: number): Promise<void> {
    try {
      while (!this.#isDry && this.#running.size <= Math.max(1, this.#limit())) {
        const taken = await this.#tap.take();
        if (!taken) this.#isDry = true;
        else await this.results.send(await this.#work(taken.item, lane));
        this.fill();
      }
    } catch (error) {
      this.#isDry = true;
      this.#errors.push(error);
    }
    this.#leave(lane);
  }

  #leave(lane: number): void {
    this.#running.delete(lane);
    if (!this.#isDry || this.#running.size > 0) return;
    if (this.#errors.length > 0) this.results.close(this.#errors[0]);
    else this.results.close();
  }
}
