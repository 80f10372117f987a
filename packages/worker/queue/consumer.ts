import { type BlobStore, type Clock, systemClock, type TransferPlan } from "@acacia/core";
import { type Job, Queue, UnrecoverableError, WaitingError, Worker } from "bullmq";
import type { Redis } from "ioredis";
import { toFailure } from "../crew/failure.ts";
import { connectRedis, printRedis } from "./connection.ts";
import { Gatherer } from "./gatherer.ts";
import {
  DEATHS_FORGIVEN,
  DEFAULT_QUEUE,
  type Ended,
  JOB,
  PREFIX,
  QUEUE_PACE,
  type QueueNames,
  type QueuePace,
  queueNames,
  RESULT_OPTIONS,
  type Results,
  STREAMS,
} from "./jobs.ts";
import { type JoinedRun, RunBook } from "./joined_run.ts";
import { hearOrders, NewsSender } from "./news.ts";
import { type OpenTransfer, openOwnTransfer } from "./own_transfer.ts";
import { makeToken } from "./token.ts";
import { workerName } from "./worker_name.ts";

/** What {@link runQueueConsumer} takes. */
export interface QueueConsumerOptions {
  readonly redisUrl: string;
  /** @default "acacia" */
  readonly queue?: string;
  /** Transfers at once, 1 or more. */
  readonly jobs: number;
  /** This machine's path of the coordinator's archive folder, absolute. */
  readonly archiveDir: string;
  /**
   * The bucket that has the coordinator's files: they are put there at once, and `archiveDir` is any folder of this
   * machine's own. @default none: files stay in the archive folder, for the coordinator
   */
  readonly store?: BlobStore | undefined;
  /** This machine's proxy. @default null */
  readonly proxy?: string | null;
  /** Bodies held in memory at once, bytes; who shares the machine shares this too. @default {BODY_BYTES} */
  readonly bodyBytes?: number;
  /** Take nothing new; finish what runs, and give back what waits for a pause or another try. */
  readonly draining: AbortSignal;
  /** Drop what runs, and give it back to the queue. */
  readonly signal: AbortSignal;
  /** @default {systemClock} */
  readonly clock?: Clock;
  /** Called when it takes jobs, and when Redis is lost or found again. */
  readonly onNotice?: (message: string) => void;
  /** For tests. @default {QUEUE_PACE} */
  readonly pace?: Partial<QueuePace>;
  /** For tests. @default the transfer that every strategy runs */
  readonly openTransfer?: OpenTransfer;
}

/** Results that are sent together. */
const MOST_RESULTS = 64;
/** When told to drop what runs, jobs are given back within so long, ms. */
const CLOSE_MS = 5_000;

/**
 * Takes jobs of a queue until it is told to stop: what `acacia worker` runs. Never touches the database: it
 * transfers into `partial/`, and tells the coordinator how each item ended.
 *
 * @throws {AcaciaError} `network` when Redis does not answer at the start; `config` when Redis, the archive or the
 *   version is not what the coordinator has. Its jobs go back to the queue.
 */
export async function runQueueConsumer(options: QueueConsumerOptions): Promise<void> {
  const { redisUrl, clock = systemClock } = options;
  const names = queueNames(options.queue ?? DEFAULT_QUEUE);
  const redis = await connectRedis({ redisUrl, clock });
  try {
    await using consumer = new Consumer(redis, { ...options, clock, names });
    await consumer.run();
  } finally {
    redis.disconnect();
  }
}

class Consumer implements AsyncDisposable {
  readonly #redis: Redis;
  readonly #options: QueueConsumerOptions & { readonly clock: Clock; readonly names: QueueNames };
  readonly #id: string;
  readonly #news: NewsSender;
  readonly #runs: RunBook;
  readonly #results: Queue<Results>;
  readonly #sender: Gatherer<{ readonly run: string; readonly ended: Ended }>;
  readonly #busy = new Set<number>();
  readonly #stop = Promise.withResolvers<void>();
  readonly #cleanup = new AsyncDisposableStack();

  constructor(
    redis: Redis,
    options: QueueConsumerOptions & { readonly clock: Clock; readonly names: QueueNames },
  ) {
    const { clock, names, archiveDir, proxy = null, jobs, signal, draining } = options;
    this.#redis = redis;
    this.#options = options;
    this.#id = `w${makeToken(clock)}`;
    this.#news = this.#cleanup.use(
      new NewsSender(redis, { channel: names.news, worker: this.#id, clock }),
    );
    const openTransfer = options.openTransfer ?? openOwnTransfer;
    const { bodyBytes, store } = options;
    const shared = {
      redis,
      names,
      archiveDir,
      proxy,
      bodyBytes,
      jobs,
      clock,
      signal,
      draining,
      openTransfer,
      store,
    };
    this.#runs = new RunBook({ ...shared, worker: this.#id, news: this.#news });
    this.#results = new Queue(names.results, {
      connection: redis,
      prefix: PREFIX,
      streams: STREAMS,
    });
    this.#results.on("error", () => undefined);
    this.#cleanup.defer(() => this.#results.close());
    this.#sender = new Gatherer({
      maxItems: MOST_RESULTS,
      write: async (items) => {
        for (const [run, ofRun] of Map.groupBy(items, (item) => item.run)) {
          const ended = ofRun.map((item) => item.ended);
          await this.#results.add("results", { run, worker: this.#id, ended }, RESULT_OPTIONS);
        }
      },
    });
  }

  async run(): Promise<void> {
    const { names, draining, signal, clock } = this.#options;
    this.#cleanup.use(
      await hearOrders(this.#redis, names.orders, (order) => this.#runs.follow(order)),
    );
    const worker = this.#openWorker();
    const onStop = () => this.#stop.resolve();
    this.#stop.promise.catch(() => undefined);
    const stopped = AbortSignal.any([draining, signal]);
    if (stopped.aborted) onStop();
    stopped.addEventListener("abort", onStop, { once: true });
    try {
      await worker.waitUntilReady();
      this.#watchRedis();
      await this.#stop.promise;
    } finally {
      await closeWithin(worker, { ms: CLOSE_MS, signal, clock, redis: this.#redis });
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#cleanup.disposeAsync();
  }

  #openWorker(): Worker {
    const { names, jobs, pace = {} } = this.#options;
    const { lockMs, stalledMs } = { ...QUEUE_PACE, ...pace };
    const worker = new Worker(names.jobs, (job, token) => this.#process(job, token), {
      connection: this.#redis,
      prefix: PREFIX,
      concurrency: jobs,
      lockDuration: lockMs,
      stalledInterval: stalledMs,
      maxStalledCount: DEATHS_FORGIVEN,
      runRetryDelay: 1_000,
      // Told by CLIENT LIST: the coordinator sees who is there, and for how many jobs.
      name: workerName(this.#id, jobs),
    });
    // Lost connections come back by themselves, and a lost lock means that another worker has the job.
    worker.on("error", () => undefined);
    return worker;
  }

  #watchRedis(): void {
    const { redisUrl, queue = DEFAULT_QUEUE, jobs, onNotice = () => undefined } = this.#options;
    const place = printRedis(redisUrl);
    let isLost = false;
    onNotice(`Taking jobs of the queue ${queue} at ${place}, ${jobs} at once`);
    const onClose = () => {
      if (!isLost) onNotice(`Lost Redis at ${place}; trying again`);
      isLost = true;
    };
    const onReady = () => {
      if (isLost) onNotice(`Found Redis at ${place} again`);
      isLost = false;
    };
    this.#redis.on("close", onClose);
    this.#redis.on("ready", onReady);
    this.#cleanup.defer(() => {
      this.#redis.off("close", onClose);
      this.#redis.off("ready", onReady);
    });
  }

  async #process(job: Job, token: string | undefined): Promise<void> {
    const read = JOB.safeParse(job.data);
    if (!read.success) throw new UnrecoverableError("Cannot read the job: it is no plan");
    const { run, plan } = read.data;
    const joined = await this.#runs.find(run).catch((error: unknown) => {
      // Not this job's fault: it goes back, and this worker takes no more.
      this.#stop.reject(error);
      return "unfit" as const;
    });
    if (joined === undefined) return;
    if (joined === "unfit") return await giveBack(job, token);
    const ended = await this.#transfer(joined, plan);
    if (joined.cancel.signal.aborted) {
      if (joined.run === run) return;
      return await giveBack(job, token);
    }
    if (this.#isUnfinished(ended, joined)) return await giveBack(job, token);
    await this.#sender.add({ run, ended });
  }

  async #transfer({ transfer }: JoinedRun, plan: TransferPlan): Promise<Ended> {
    const slot = this.#takeSlot();
    try {
      const { plan: _plan, ...result } = await transfer(plan, slot);
      return { type: "result", plan, result };
    } catch (error) {
      return { type: "failure", plan, failure: toFailure(error) };
    } finally {
      this.#busy.delete(slot);
    }
  }

  /** Whether another worker is to do it: this one was told to stop, and that is why it ended. */
  #isUnfinished(ended: Ended, { drain }: JoinedRun): boolean {
    const { signal, draining } = this.#options;
    if (ended.type === "failure") return signal.aborted;
    const isCancelled = ended.result.verdict === "refused" && ended.result.outcome === "cancelled";
    return isCancelled && (signal.aborted || (draining.aborted && !drain.signal.aborted));
  }

  #takeSlot(): number {
    let slot = 0;
    while (this.#busy.has(slot)) slot += 1;
    this.#busy.add(slot);
    return slot;
  }
}

/** Another worker may take the job; it counts as no failure. */
async function giveBack(job: Job, token: string | undefined): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}

/** Finishes what runs, however long that takes; once told to drop it, not longer than that. */
async function closeWithin(
  worker: Worker,
  options: { ms: number; signal: AbortSignal; clock: Clock; redis: Redis },
): Promise<void> {
  const closed = worker.close();
  const { promise: isLate, resolve } = Promise.withResolvers<void>();
  const controller = new AbortController();
  const onAbort = () => {
    options.clock.sleep(options.ms, controller.signal).then(resolve, () => undefined);
  };
  if (options.signal.aborted) onAbort();
  else options.signal.addEventListener("abort", onAbort, { once: true });
  await Promise.race([closed, isLate.then(() => options.redis.disconnect())]);
  options.signal.removeEventListener("abort", onAbort);
  controller.abort();
}
