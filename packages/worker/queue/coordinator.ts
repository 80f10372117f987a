import {
  AcaciaError,
  type Clock,
  cancelReason,
  type TransferPlan,
  type TransferRecipe,
  type TransferResult,
} from "@acacia/core";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { toFailure } from "../crew/failure.ts";
import { cannotReach, printRedis, watchConnection } from "./connection.ts";
import { Desk, windowOf } from "./desk.ts";
import { Gatherer } from "./gatherer.ts";
import { inGroups } from "./in_groups.ts";
import {
  JOB_OPTIONS,
  jobId,
  LARGEST_WINDOW,
  PREFIX,
  type QueueNames,
  type QueuePace,
  STREAMS,
  type TransferJobData,
} from "./jobs.ts";
import type { Lease } from "./lease.ts";
import { type Leftover, refuseForeign } from "./leftover.ts";
import { makeRecord } from "./make_record.ts";
import { giveOrder, hearNews, type News } from "./news.ts";
import { makeMarker, removeQueueFiles } from "./queue_files.ts";
import { QueueKeeper } from "./queue_keeper.ts";
import { ResultsInbox } from "./results_inbox.ts";
import { makeToken } from "./token.ts";

/** What the user should read about the queue. */
export interface QueueNotice {
  readonly level: "info" | "warning" | "error";
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
  /** What an earlier coordinator left: it is worked on, and its results are applied when they are planned anew. */
  readonly leftover: Leftover;
  /** Jobs on the queue at a time. @default four for each transfer that can run, at most 8,000 */
  readonly window?: number | undefined;
  /** Requests and bytes a second of all workers together. */
  readonly perSecond?: number | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly onNotice: (notice: QueueNotice) => void;
}

/** Jobs that are put on the queue together. */
const MOST_JOBS = 500;
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
  readonly #wasLeft: ReadonlySet<string>;
  readonly #cleanup = new AsyncDisposableStack();
  #inbox: ResultsInbox | undefined;
  #isOver = false;
  #isLeft = false;
  #cancelling: Promise<void> | undefined;

  /**
   * Begins a run on what an earlier one left.
   * @throws {AcaciaError} `usage` when that is another archive's.
   */
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
    this.#wasLeft = new Set(options.leftover.plans.map(jobId));
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
      queue: this.#queue,
      desk: this.#desk,
      put: (plans) => this.#put(plans),
      held: () => this.#inbox?.held ?? 0,
    });
  }

  /** Jobs that may be on the queue now, beside what was left there. */
  get window(): number {
    const { window, jobs, leftover } = this.#options;
    const wanted = window ?? windowOf(Math.max(jobs, this.#keeper.places));
    // All that comes is there already.
    if (leftover.record?.left?.isWhole) return LARGEST_WINDOW;
    return Math.max(1, Math.min(wanted, LARGEST_WINDOW - leftover.plans.length));
  }

  /** Has a plan done by whichever worker takes it. @throws {AcaciaError} what that worker, or the queue, failed with. */
  transfer(plan: TransferPlan): Promise<TransferResult> {
    const end = this.#desk.wait(plan);
    // Its job is there, or its result: if neither is true after all, the keeper puts it back.
    if (this.#wasLeft.has(jobId(plan))) return end;
    this.#gatherer.add(plan).catch((error: unknown) => this.#fail(error));
    return end;
  }

  /** The rows of an item are written: its result may go. */
  noteCommitted(plan: TransferPlan): void {
    this.#desk.noteCommitted(plan);
  }

  /** Puts a plan on the queue for whoever collects it. @returns How this run ends it. */
  async leave(plan: TransferPlan): Promise<TransferResult> {
    await this.#gatherer.add(plan);
    return this.#desk.refusalOf(plan, { outcome: "cancelled", reason: "queue.left" });
  }

  /**
   * Leaves all that is on the queue for whoever collects it.
   * @param isWhole Whether that is all there is to do. @returns How many items that are.
   */
  async leaveAll(isWhole: boolean): Promise<number> {
    this.#isLeft = true;
    await this.#keeper.saveRecord({ isWhole });
    return this.#keeper.countJobs();
  }

  /** Drops what was left and not planned by this run. */
  async forgetRest(): Promise<void> {
    const isWanted = (id: string) => this.#desk.has(id);
    await inGroups(
      [...this.#wasLeft].filter((id) => !isWanted(id)),
      (id) => this.#queue.remove(id),
    );
    for (const { settle } of this.#desk.early) settle();
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
    await inGroups(this.#desk.plans(), (plan) => this.#callOffOne(plan, signal));
  }

  /** Drops everything: every item ends as cancelled at once. Workers are told as soon as Redis can be. */
  cancel(signal?: AbortSignal): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const reason = signal ? cancelReason(signal) : "stopped.user";
    const plans = this.#desk.plans();
    this.#desk.refuseAll({ outcome: "cancelled", reason });
    this.#cancelling = this.#tellWorkers(plans).catch(() => undefined);
  }

  /** Leaves nothing of this run on the queue, and waits a little for workers to drop what they do. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#keeper[Symbol.dispose]();
    this.#isOver = true;
    const { clock, redis } = this.#options;
    using timeout = clock.timeout(CLOSE_MS);
    const { promise: late, resolve } = Promise.withResolvers<void>();
    timeout.signal.addEventListener("abort", () => resolve());
    const left = redis.status === "ready" ? this.#leave(timeout.signal) : Promise.resolve();
    await Promise.race([left.catch(() => undefined), late]);
    await this.#inbox?.abandon();
    await this.#cleanup.disposeAsync();
  }

  async #begin(): Promise<void> {
    const { redis, names, recipe, redisUrl, clock, pace, leftover } = this.#options;
    const { archiveDir } = recipe.settings;
    refuseForeign(leftover, { archiveDir, queue: names.jobs });
    const marker = makeMarker(archiveDir, names.jobs, this.#run);
    await this.#keeper.start(makeRecord(this.#options, { run: this.#run, marker }));
    this.#cleanup.use(await hearNews(redis, names.news, (news) => this.#hear(news)));
    this.#cleanup.use(
      watchConnection(redis, {
        clock,
        patienceMs: pace.patienceMs,
        onLost: () => this.fail(cannotReach(printRedis(redisUrl))),
      }),
    );
  }

  /** Takes results from now on. */
  hearResults(): void {
    const { recipe } = this.#options;
    const { archiveDir } = recipe.settings;
    this.#inbox = new ResultsInbox({
      ...this.#options,
      desk: this.#desk,
      run: this.#run,
      archiveDir,
    });
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
    // Called off meanwhile; of what is left to others, nobody waits.
    const wanted = plans.filter((plan) => this.#desk.has(jobId(plan)) || !this.#inbox);
    if (wanted.length === 0) return;
    await this.#queue.addBulk(
      wanted.map((plan) => ({
        name: "transfer",
        data: { run, plan },
        opts: { ...JOB_OPTIONS, jobId: jobId(plan) },
      })),
    );
  }

  async #callOffOne(plan: TransferPlan, signal: AbortSignal): Promise<void> {
    const id = jobId(plan);
    if (this.#wasLeft.has(id)) {
      this.#desk.refuse(id, { outcome: "cancelled", reason: "queue.left" });
      return;
    }
    const isRemoved = (await this.#queue.remove(id)) === 1;
    if (isRemoved) this.#desk.refuse(id, { outcome: "cancelled", reason: cancelReason(signal) });
  }

  /** What waits is taken off before workers drop what they do: they would take it up. */
  async #tellWorkers(plans: readonly TransferPlan[]): Promise<void> {
    const { redis, names } = this.#options;
    const own = plans.map(jobId).filter((id) => !this.#wasLeft.has(id));
    await inGroups(own, (id) => this.#queue.remove(id));
    await giveOrder(redis, names.orders, { type: "cancel", run: this.#run });
  }

  async #leave(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    await this.#cancelling;
    await this.#inbox?.[Symbol.asyncDispose]();
    if (!this.#isLeft) {
      while ((await this.#queue.getActiveCount()) > 0) await clock.sleep(POLL_MS, signal);
      if (await this.#keeper.isEmpty()) await this.#removeTraces();
    }
    await this.#queue.close();
  }

  /** Nothing is on the queue: no worker needs the record, and no result names a file. */
  async #removeTraces(): Promise<void> {
    const { redis, names, recipe } = this.#options;
    await redis.del(names.run);
    removeQueueFiles(recipe.settings.archiveDir, names.jobs);
  }

  #fail(error: unknown): void {
    this.fail(
      error instanceof AcaciaError
        ? error
        : new AcaciaError("unexpected", `Cannot use the queue: ${String(error)}`, { cause: error }),
    );
  }
}
