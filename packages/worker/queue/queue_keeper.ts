import { AcaciaError, type Clock, type TransferPlan } from "@acacia/core";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { printRedis } from "./connection.ts";
import type { QueueNotice } from "./coordinator.ts";
import type { Desk } from "./desk.ts";
import {
  DEFAULT_QUEUE,
  PREFIX,
  type QueueNames,
  type QueuePace,
  type RunRecord,
  STREAMS,
  type TransferJobData,
} from "./jobs.ts";
import type { Lease } from "./lease.ts";
import { Watchdog } from "./watchdog.ts";
import { readWorkers } from "./worker_name.ts";

/** What {@link QueueKeeper} needs. */
export interface QueueKeeperOptions {
  readonly redis: Redis;
  readonly redisUrl: string;
  readonly names: QueueNames;
  readonly lease: Lease;
  readonly pace: QueuePace;
  readonly clock: Clock;
  readonly queue: Queue<TransferJobData>;
  readonly desk: Desk;
  readonly put: (plans: readonly TransferPlan[]) => Promise<void>;
  /** Groups of results that the coordinator has taken: they hold no item that somebody waits for. */
  readonly held: () => number;
  readonly onNotice: (notice: QueueNotice) => void;
}

/** Failed jobs that are looked at together. */
const MOST_FAILED = 1_000;
/** What BullMQ says of a job whose workers died with it. */
const DEAD_REASON = "job stalled more than allowable limit";

/**
 * Looks after a run's queue every two seconds: keeps the lease and the run's record, ends items whose job failed,
 * puts back what Redis has lost, and says so when nobody works.
 */
export class QueueKeeper implements Disposable {
  readonly #options: QueueKeeperOptions;
  readonly #results: Queue;
  readonly #watchdog: Watchdog;
  #record: RunRecord | undefined;
  #ticks: Disposable | undefined;
  #isLooking = false;
  #wasEmpty = false;
  #places = 0;

  constructor(options: QueueKeeperOptions) {
    const { redis, names } = options;
    this.#options = options;
    this.#watchdog = new Watchdog(options.pace.idleMs);
    const shared = { connection: redis, prefix: PREFIX, streams: STREAMS };
    this.#results = new Queue(names.results, shared);
    this.#results.on("error", () => undefined);
  }

  /** Transfers that the workers who are there can run at once. */
  get places(): number {
    return this.#places;
  }

  /** Begins, with the run's record for workers. */
  async start(record: RunRecord): Promise<void> {
    this.#record = record;
    await this.#saveRecord();
    const { clock, pace } = this.#options;
    await this.#countPlaces();
    this.#ticks = clock.every(pace.watchMs, () => void this.#look());
  }

  /** Notes that the coordinator leaves on purpose. */
  async saveRecord(left: NonNullable<RunRecord["left"]>): Promise<void> {
    if (this.#record) this.#record = { ...this.#record, left };
    await this.#saveRecord();
  }

  /** Jobs that are not done. */
  countJobs(): Promise<number> {
    return this.#options.queue.getJobCountByTypes("wait", "active", "failed");
  }

  /** Whether neither jobs nor results are left. */
  async isEmpty(): Promise<boolean> {
    const results = await this.#results.getJobCountByTypes("wait", "active");
    return (await this.countJobs()) + results === 0;
  }

  [Symbol.dispose](): void {
    this.#ticks?.[Symbol.dispose]();
    this.#ticks = undefined;
  }

  async #look(): Promise<void> {
    if (this.#isLooking || this.#options.redis.status !== "ready") return;
    this.#isLooking = true;
    try {
      await this.#options.lease.renew();
      if (this.#ticks) await this.#saveRecord();
      const workers = await this.#countPlaces();
      await this.#lookAtJobs(workers);
    } catch (error) {
      // A lost connection is watched elsewhere; another coordinator is not to be lived with.
      if (error instanceof AcaciaError) this.#options.desk.fail(error);
    } finally {
      this.#isLooking = false;
    }
  }

  /** It outlives its coordinator: what workers do meanwhile is there for the next one. */
  async #saveRecord(): Promise<void> {
    const { redis, names } = this.#options;
    await redis.set(names.run, JSON.stringify(this.#record));
  }

  /** @returns How many workers there are; 1 when Redis does not tell. */
  async #countPlaces(): Promise<number> {
    const workers = await this.#options.queue.getWorkers().catch(() => undefined);
    if (workers === undefined) return 1;
    this.#places = readWorkers(workers).reduce((sum, { jobs }) => sum + jobs, 0);
    return workers.length;
  }

  async #lookAtJobs(workers: number): Promise<void> {
    const { queue, desk, clock } = this.#options;
    const jobs = await queue.getJobCounts("wait", "active", "failed");
    const { wait = 0, active = 0, failed = 0 } = jobs;
    if (failed > 0) await this.#takeFailed();
    // What dead workers hold is not being worked on.
    const working = workers === 0 ? 0 : active;
    // A queue that somebody paused is meant to wait.
    const waiting = working === 0 && (await queue.isPaused()) ? 0 : wait;
    const sight = { waiting, active: working, at: clock.monotonic() };
    if (this.#watchdog.look(sight)) this.#sayNobodyWorks(wait);
    const results = await this.#results.getJobCounts("wait", "active");
    const held = wait + active + failed + (results.wait ?? 0) + (results.active ?? 0);
    await this.#putBackLost(held <= this.#options.held() && desk.size > 0);
  }

  /** What nobody waits for stays, for `acacia collect` and `acacia queue retry-failed`. */
  async #takeFailed(): Promise<void> {
    const { queue, desk } = this.#options;
    for (const job of await queue.getFailed(0, MOST_FAILED - 1)) {
      const id = job.id ?? "";
      if (!desk.has(id)) continue;
      const detail = job.failedReason;
      const reason = detail === DEAD_REASON ? "worker.crashed" : "unexpected";
      await job.remove();
      desk.refuse(id, { outcome: "failed", reason, detail });
    }
  }

  /** Only what is missing twice in a row: a result may be on its way from one queue to the other. */
  async #putBackLost(isEmpty: boolean): Promise<void> {
    const isLost = isEmpty && this.#wasEmpty;
    this.#wasEmpty = isEmpty && !isLost;
    if (isLost) await this.#options.put(this.#options.desk.takeLost());
  }

  #sayNobodyWorks(waiting: number): void {
    const { names, redisUrl, onNotice } = this.#options;
    const queue = names.jobs === DEFAULT_QUEUE ? "" : ` --queue ${names.jobs}`;
    onNotice({
      level: "warning",
      message: `Nobody works for the queue ${names.jobs}: ${waiting} jobs wait`,
      hint: `Start a worker: acacia worker --redis ${printRedis(redisUrl)}${queue} -d DIR`,
    });
  }
}
