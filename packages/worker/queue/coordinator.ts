import { rmSync } from "node:fs";
import { join } from "node:path";
import {
  AcaciaError,
  type Clock,
  cancelReason,
  openPartials,
  type TransferPlan,
  type TransferRecipe,
  type TransferResult,
} from "@acacia/core";
import { Queue, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { toFailure } from "../crew/failure.ts";
import { cannotReach, printRedis, watchConnection } from "./connection.ts";
import { Desk, windowOf } from "./desk.ts";
import { Gatherer } from "./gatherer.ts";
import {
  JOB_OPTIONS,
  jobId,
  PREFIX,
  PROTOCOL,
  type QueueNames,
  type QueuePace,
  RESULTS,
  type RunRecord,
  STREAMS,
  type TransferJobData,
} from "./jobs.ts";
import type { Lease } from "./lease.ts";
import { giveOrder, hearNews, type News } from "./news.ts";
import { QueueKeeper } from "./queue_keeper.ts";
import { makeToken } from "./token.ts";

/** What the user should read about the queue. */
export interface QueueNotice {
  readonly level: "warning" | "error";
  readonly message: string;
  readonly hint?: string;
}

/** What {@link Coordinator.open} needs. */
export interface CoordinatorOptions {
  readonly redis: Redis;
  readonly redisUrl: string;
  readonly names: QueueNames;
  readonly lease: Lease;
  readonly pace: QueuePace;
  readonly clock: Clock;
  readonly recipe: TransferRecipe;
  /** Transfers at once that the user asked for. */
  readonly jobs: number;
  /** Jobs on the queue at a time. @default four for each transfer that can run, at most 8,000 */
  readonly window?: number | undefined;
  /** Requests and bytes a second of all workers together. */
  readonly perSecond?: number | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly onNotice: (notice: QueueNotice) => void;
}

/** Jobs that are put on the queue together. */
const MOST_JOBS = 500;
/** Jobs that are taken off it together. */
const MOST_REMOVED = 200;
/** After a cancel workers have so long to drop what they do, and Redis to be told that all is over, ms. */
const CLOSE_MS = 3_000;
const POLL_MS = 25;

/** One run on a queue: puts its plans there, hears of their ends, and looks after the queue meanwhile. */
export class Coordinator implements AsyncDisposable {
  readonly #options: CoordinatorOptions;
  readonly #run: string;
  readonly #desk: Desk;
  readonly #queue: Queue<TransferJobData>;
  readonly #gatherer: Gatherer<TransferPlan>;
  readonly #keeper: QueueKeeper;
  readonly #cleanup = new AsyncDisposableStack();
  #isOver = false;
  #cancelling: Promise<void> | undefined;

  /** Begins a run: what an earlier one left on the queue is taken off. */
  static async open(options: CoordinatorOptions): Promise<Coordinator> {
    const coordinator = new Coordinator(options);
    try {
      await coordinator.#begin();
      return coordinator;
    } catch (error) {
      await coordinator[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(options: CoordinatorOptions) {
    const { redis, names, clock } = options;
    this.#options = options;
    this.#run = makeToken(clock);
    this.#desk = new Desk(clock);
    const shared = { connection: redis, prefix: PREFIX, streams: STREAMS };
    this.#queue = new Queue(names.jobs, shared);
    this.#queue.on("error", () => undefined);
    this.#gatherer = new Gatherer({
      maxItems: MOST_JOBS,
      write: (plans) => this.#put(plans),
    });
    this.#keeper = new QueueKeeper({
      ...options,
      run: this.#run,
      queue: this.#queue,
      desk: this.#desk,
      put: (plans) => this.#put(plans),
    });
  }

  /** Jobs that may be on the queue now. */
  get window(): number {
    const { window, jobs } = this.#options;
    return window ?? windowOf(Math.max(jobs, this.#keeper.places));
  }

  /** Has a plan done by whichever worker takes it. @throws {AcaciaError} what that worker, or the queue, failed with. */
  transfer(plan: TransferPlan): Promise<TransferResult> {
    const end = this.#desk.wait(plan);
    this.#gatherer.add(plan).catch((error: unknown) => this.#fail(error));
    return end;
  }

  /** Nothing more can come. @param error What every item that waits fails with. */
  fail(error: AcaciaError): void {
    this.#desk.fail(error);
  }

  /**
   * Takes what no worker has yet off the queue, and has workers wait no more, for a pause or another try: all that
   * ends as cancelled. What runs is finished.
   */
  async callOff(signal: AbortSignal): Promise<void> {
    const { redis, names } = this.#options;
    const failure = toFailure(signal.reason);
    await giveOrder(redis, names.orders, { type: "call_off", run: this.#run, failure });
    const ids = await this.#queue.getRanges(["wait"], 0, -1);
    for (let from = 0; from < ids.length; from += MOST_REMOVED) {
      const some = ids.slice(from, from + MOST_REMOVED);
      // biome-ignore lint/plugin: a slice of them
      await Promise.all(some.map((id) => this.#callOffOne(id, signal)));
    }
  }

  /** Drops everything: every item ends as cancelled at once. Workers are told as soon as Redis can be. */
  cancel(signal?: AbortSignal): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const reason = signal ? cancelReason(signal) : "stopped.user";
    this.#desk.refuseAll({ outcome: "cancelled", reason });
    this.#cancelling = this.#tellWorkers().catch(() => undefined);
  }

  /** Leaves the queue empty, and waits a little for workers to drop what they do. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#keeper[Symbol.dispose]();
    this.#isOver = true;
    const { clock, redis } = this.#options;
    using timeout = clock.timeout(CLOSE_MS);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    timeout.signal.addEventListener("abort", () => resolve());
    const left = redis.status === "ready" ? this.#leave(timeout.signal) : Promise.resolve();
    await Promise.race([left.catch(() => undefined), late]);
    await this.#cleanup.disposeAsync();
  }

  async #begin(): Promise<void> {
    const { redis, names, recipe, redisUrl, clock, pace } = this.#options;
    await this.#queue.drain();
    await this.#queue.clean(0, 1_000, "failed");
    const marker = openPartials(recipe.settings.archiveDir).keep(
      `queue-${this.#run}`,
      new Uint8Array(),
    );
    this.#cleanup.defer(() => rmSync(join(recipe.settings.archiveDir, marker), { force: true }));
    await this.#keeper.start(JSON.stringify(this.#makeRecord(marker)));
    this.#cleanup.use(await hearNews(redis, names.news, (news) => this.#hear(news)));
    this.#hearResults();
    this.#cleanup.use(
      watchConnection(redis, {
        clock,
        patienceMs: pace.patienceMs,
        onLost: () => this.fail(cannotReach(printRedis(redisUrl))),
      }),
    );
  }

  #makeRecord(marker: string): RunRecord {
    const { recipe, perSecond = null, bytesPerSecond = null } = this.#options;
    const { bases, userAgent, retries, timeouts, sizeLimitBytes, placeholders } = recipe.settings;
    return {
      protocol: PROTOCOL,
      run: this.#run,
      marker,
      settings: {
        bases,
        userAgent,
        retries,
        timeouts,
        sizeLimitBytes,
        placeholders: [...placeholders],
      },
      perSecond,
      bytesPerSecond,
    };
  }

  #hearResults(): void {
    const { redis, names, pace } = this.#options;
    const worker = new Worker(
      names.results,
      async (job) => {
        const results = RESULTS.parse(job.data);
        if (results.run === this.#run) this.#desk.apply(results);
      },
      {
        connection: redis,
        prefix: PREFIX,
        lockDuration: pace.lockMs,
        stalledInterval: pace.stalledMs,
        // A result is never given up: a coordinator that died with it in its hands is no fault of the result.
        maxStalledCount: 1_000_000,
        runRetryDelay: 1_000,
      },
    );
    worker.on("error", () => undefined);
    this.#cleanup.defer(() => worker.close(true));
  }

  #hear(news: News): void {
    const { gate, onEvent } = this.#options.recipe.tools;
    if (news.run !== this.#run || this.#isOver) return;
    if (news.type === "paused") {
      gate.note({ kind: news.kind, retryAfterMs: news.ms });
      return;
    }
    for (const event of news.events) {
      onEvent?.({ ...event, slot: this.#desk.lane(news.worker, event.slot) });
    }
  }

  /** Harmless to repeat: a job that is on the queue is not put there again. */
  async #put(plans: readonly TransferPlan[]): Promise<void> {
    const run = this.#run;
    const wanted = plans.filter(({ item }) => this.#desk.has(item));
    if (wanted.length === 0) return;
    await this.#queue.addBulk(
      wanted.map((plan) => ({
        name: "transfer",
        data: { run, plan },
        opts: { ...JOB_OPTIONS, jobId: jobId(run, plan.item) },
      })),
    );
  }

  async #callOffOne(id: string, signal: AbortSignal): Promise<void> {
    const item = Number(id.slice(this.#run.length + 1));
    if (id !== jobId(this.#run, item)) return;
    const isRemoved = (await this.#queue.remove(id)) === 1;
    if (isRemoved) this.#desk.refuse(item, { outcome: "cancelled", reason: cancelReason(signal) });
  }

  async #tellWorkers(): Promise<void> {
    const { redis, names } = this.#options;
    await redis.del(names.run);
    await giveOrder(redis, names.orders, { type: "cancel", run: this.#run });
  }

  async #leave(signal: AbortSignal): Promise<void> {
    const { redis, names, clock } = this.#options;
    await this.#cancelling;
    await redis.del(names.run);
    await this.#queue.drain();
    while ((await this.#queue.getActiveCount()) > 0) await clock.sleep(POLL_MS, signal);
    await this.#queue.close();
  }

  #fail(error: unknown): void {
    this.fail(
      error instanceof AcaciaError
        ? error
        : new AcaciaError("unexpected", `Cannot use the queue: ${String(error)}`, { cause: error }),
    );
  }
}
