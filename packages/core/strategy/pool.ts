import pLimit from "p-limit";
import { Channel } from "../async/channel.ts";
import { Tap } from "../async/tap.ts";
import type { TransferPlan, TransferResult } from "../transfer/plan.ts";
import { fixedJobs } from "./fixed_jobs.ts";
import type { Strategy, StrategyOptions } from "./strategy.ts";

/**
 * A pool: p-limit, as the article's readers would write it, but fed through a window. A list of a million given
 * to p-limit at once costs over a gigabyte; here it never holds more than one plan beside those that run.
 */
export const pool: Strategy = {
  name: "pool",
  async *run(plans, options) {
    const feed = new Feed(plans, options);
    const fed = feed.start();
    try {
      for await (const result of feed.results) {
        yield result;
        feed.open();
      }
    } finally {
      feed.close();
      await fed;
    }
  },
};

/** Takes plans while the window is open, gives each to p-limit, and hands the results over. */
class Feed {
  readonly results: Channel<TransferResult>;
  readonly #tap: Tap<TransferPlan>;
  readonly #options: StrategyOptions;
  readonly #limit: ReturnType<typeof pLimit>;
  readonly #freeSlots: number[];
  readonly #running = new Set<Promise<void>>();
  readonly #errors: unknown[] = [];
  #room: number;
  #opened = Promise.withResolvers<void>();
  #isOver = false;

  constructor(plans: AsyncIterable<TransferPlan>, options: StrategyOptions) {
    const jobs = fixedJobs(options.jobs);
    this.#options = options;
    this.#tap = new Tap(plans, [options.draining, options.signal]);
    this.#limit = pLimit(jobs);
    this.#freeSlots = Array.from({ length: jobs }, (_, index) => jobs - 1 - index);
    this.#room = jobs + 1;
    this.results = new Channel({ maxItems: jobs + 1 });
  }

  async start(): Promise<void> {
    try {
      while (await this.#hasRoom()) {
        const taken = await this.#tap.take();
        if (!taken) break;
        this.#enqueue(taken.item);
      }
    } catch (error) {
      this.#errors.push(error);
    }
    await this.#settle();
  }

  /** A result was taken: there is room for one more plan. */
  open(): void {
    this.#room += 1;
    this.#opened.resolve();
  }

  /** Nobody takes results any more. */
  close(): void {
    this.#isOver = true;
    this.#opened.resolve();
    this.results.cancel();
  }

  async #hasRoom(): Promise<boolean> {
    while (this.#room === 0 && !this.#isOver) {
      this.#opened = Promise.withResolvers();
      await this.#opened.promise;
    }
    this.#room -= 1;
    return !this.#isOver;
  }

  #enqueue(plan: TransferPlan): void {
    const run = this.#limit(() => this.#run(plan)).finally(() => this.#running.delete(run));
    this.#running.add(run);
  }

  async #run(plan: TransferPlan): Promise<void> {
    const slot = this.#freeSlots.pop()!;
    try {
      await this.results.send(await this.#options.transfer(plan, slot));
    } catch (error) {
      this.#errors.push(error);
      this.#isOver = true;
      this.#opened.resolve();
    } finally {
      this.#freeSlots.push(slot);
    }
  }

  /** Waits for what runs, then ends the results: with the first error, when there was one. */
  async #settle(): Promise<void> {
    await Promise.all(this.#running);
    await this.#tap.close();
    if (this.#errors.length > 0) this.results.close(this.#errors[0]);
    else this.results.close();
  }
}
