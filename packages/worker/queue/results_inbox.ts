import { existsSync } from "node:fs";
import { join } from "node:path";
import { makeLayout, readStorage } from "@acacia/core";
import { type Job, WaitingError, Worker } from "bullmq";
import type { Redis } from "ioredis";
import type { Desk } from "./desk.ts";
import {
  type Ended,
  LARGEST_WINDOW,
  PREFIX,
  type QueueNames,
  type QueuePace,
  RESULTS,
} from "./jobs.ts";

/** What {@link ResultsInbox} needs. */
export interface ResultsInboxOptions {
  readonly redis: Redis;
  readonly names: QueueNames;
  readonly pace: QueuePace;
  readonly desk: Desk;
  /** The token of the run whose results are its own. */
  readonly run: string;
  readonly archiveDir: string;
}

/**
 * Takes results off their queue, and acknowledges each only when its rows are written: a coordinator that dies
 * before leaves it to the next one. What this run has not planned stays on the queue.
 */
export class ResultsInbox implements AsyncDisposable {
  readonly #options: ResultsInboxOptions;
  readonly #worker: Worker;
  readonly #leaving = Promise.withResolvers<"leaving">();
  #held = 0;

  constructor(options: ResultsInboxOptions) {
    const { redis, names, pace } = options;
    this.#options = options;
    this.#worker = new Worker(names.results, (job, token) => this.#take(job, token), {
      connection: redis,
      prefix: PREFIX,
      // All of a window: one that waits for its commit, or for its item to be planned, holds up no other.
      concurrency: LARGEST_WINDOW,
      lockDuration: pace.lockMs,
      stalledInterval: pace.stalledMs,
      // A result is never given up: a coordinator that died with it in its hands is no fault of the result.
      maxStalledCount: 1_000_000,
      runRetryDelay: 1_000,
    });
    this.#worker.on("error", () => undefined);
  }

  /** Groups of results that are taken and not yet acknowledged. */
  get held(): number {
    return this.#held;
  }

  /** Gives back what is not committed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.pause(true);
    this.#leaving.resolve("leaving");
    await this.#worker.close();
  }

  /** Drops the connection: what is held comes back to the queue by itself. */
  async abandon(): Promise<void> {
    await this.#worker.close(true);
  }

  async #take(job: Job, token: string | undefined): Promise<void> {
    const { desk, run } = this.#options;
    const results = RESULTS.parse(job.data);
    const isOwn = results.run === run;
    const ended = isOwn ? results.ended : results.ended.filter((end) => this.#isThere(end));
    this.#held += 1;
    try {
      const way = await Promise.race([
        desk.apply({ ...results, ended }, isOwn),
        this.#leaving.promise,
      ]);
      if (way !== "leaving") return;
      await job.moveToWait(token);
      throw new WaitingError();
    } finally {
      this.#held -= 1;
    }
  }

  /**
   * A file that is gone was committed, by a coordinator that died before it could acknowledge it. One that is in a
   * bucket is looked for there when it is committed, once more if need be.
   */
  #isThere(end: Ended): boolean {
    if (end.type !== "result" || end.result.verdict !== "arrived") return true;
    const { archiveDir } = this.#options;
    if (readStorage(makeLayout(archiveDir)) !== undefined) return true;
    return existsSync(join(archiveDir, end.result.file.path));
  }
}
