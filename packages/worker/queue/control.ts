import { AcaciaError, type Clock } from "@acacia/core";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { connectRedis } from "./connection.ts";
import { PREFIX, type QueueNames, queueNames, STREAMS } from "./jobs.ts";
import { type Holder, readHolder } from "./lease.ts";
import { parseRecord } from "./leftover.ts";
import { readWorkers } from "./worker_name.ts";

/** Workers of one machine. */
export interface MachineWorkers {
  readonly machine: string;
  readonly workers: number;
  /** Transfers that they run at once, together. */
  readonly jobs: number;
}

/** How a queue stands. */
export interface QueueStatus {
  readonly queue: string;
  /** Jobs that wait for a worker, that one has, and that failed. */
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
  /** Groups of results that are not applied yet. */
  readonly results: number;
  /** Since when no job is given out, epoch ms; 0 when it is not known; null while jobs are given out. */
  readonly pausedSince: number | null;
  /** Whether its run left on purpose, for `acacia collect`. */
  readonly left: boolean;
  /** The process that gives it its jobs, when there is one. */
  readonly coordinator: Holder | null;
  readonly workers: readonly MachineWorkers[];
}

/** A queue, looked at and steered from outside a run. */
export interface QueueControl extends AsyncDisposable {
  status(): Promise<QueueStatus>;
  /** No job is given out any more; those that workers have are finished. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Puts failed jobs back. @returns How many. */
  retryFailed(): Promise<number>;
  /**
   * Takes off what no worker has yet; results stay. @returns How many jobs.
   * @throws {AcaciaError} `usage` while a run gives the queue its jobs: it would put them back.
   */
  drain(): Promise<number>;
}

/**
 * Opens a queue to look at.
 * @throws {AcaciaError} `usage` for a name that is none; what {@link connectRedis} throws.
 */
export async function openQueueControl(options: {
  readonly redisUrl: string;
  readonly queue: string;
  readonly clock: Clock;
}): Promise<QueueControl> {
  const names = queueNames(options.queue);
  const redis = await connectRedis(options);
  return new Control(redis, names, options.clock);
}

class Control implements QueueControl {
  readonly #redis: Redis;
  readonly #names: QueueNames;
  readonly #clock: Clock;
  readonly #jobs: Queue;
  readonly #results: Queue;

  constructor(redis: Redis, names: QueueNames, clock: Clock) {
    const shared = { connection: redis, prefix: PREFIX, streams: STREAMS };
    this.#redis = redis;
    this.#names = names;
    this.#clock = clock;
    this.#jobs = new Queue(names.jobs, shared);
    this.#results = new Queue(names.results, shared);
    for (const queue of [this.#jobs, this.#results]) queue.on("error", () => undefined);
  }

  async status(): Promise<QueueStatus> {
    const names = this.#names;
    const {
      wait = 0,
      active = 0,
      failed = 0,
    } = await this.#jobs.getJobCounts("wait", "active", "failed");
    const [record, holder, paused] = await this.#redis.mget(
      names.run,
      names.coordinator,
      names.paused,
    );
    return {
      queue: names.jobs,
      waiting: wait,
      active,
      failed,
      results: await this.#results.getJobCountByTypes("wait", "active"),
      pausedSince: (await this.#jobs.isPaused()) ? Number(paused ?? 0) : null,
      left: parseRecord(record ?? null)?.left != null,
      coordinator: readHolder(holder ?? null) ?? null,
      workers: readWorkers(await this.#jobs.getWorkers().catch(() => [])),
    };
  }

  async pause(): Promise<void> {
    await this.#redis.set(this.#names.paused, this.#clock.now(), "NX");
    await this.#jobs.pause();
  }

  async resume(): Promise<void> {
    await this.#jobs.resume();
    await this.#redis.del(this.#names.paused);
  }

  async retryFailed(): Promise<number> {
    const failed = await this.#jobs.getFailedCount();
    if (failed > 0) await this.#jobs.retryJobs({ state: "failed" });
    return failed;
  }

  async drain(): Promise<number> {
    const holder = readHolder(await this.#redis.get(this.#names.coordinator));
    if (holder) throw this.#inUse(holder);
    const jobs = await this.#jobs.getJobCountByTypes("wait", "failed");
    await this.#jobs.drain();
    await this.#jobs.clean(0, 0, "failed");
    const { active, results } = await this.status();
    if (active + results === 0) await this.#redis.del(this.#names.run);
    return jobs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#jobs.close();
    await this.#results.close();
    this.#redis.disconnect();
  }

  #inUse({ pid, host }: Holder): AcaciaError {
    const holder = `process ${pid} on ${host}`;
    return new AcaciaError(
      "usage",
      `Cannot drain the queue ${this.#names.jobs}: ${holder} gives it its jobs`,
      { hint: "End that run with Ctrl-C: it takes its jobs along" },
    );
  }
}
