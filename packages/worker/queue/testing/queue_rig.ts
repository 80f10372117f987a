import type { BlobStore } from "@acacia/core";
import { openTestRun, type TestRun, type TestRunOptions } from "@acacia/core/testing";
import { type Sim, type SimOptions, startSim } from "@acacia/sim";
import { openProcessMembers, type ProcessProgram } from "../../crew/process_member.ts";
import { HeldClock } from "../../testing/held_clock.ts";
import { runQueueConsumer } from "../consumer.ts";
import type { QueueNotice } from "../coordinator.ts";
import { QUEUE_PACE, type QueuePace } from "../jobs.ts";
import { findQueueProgram } from "../local_workers.ts";
import type { FromQueueWorker, ToQueueWorker } from "../serve_queue_worker.ts";
import { openQueueStrategy, type QueueSettings, type QueueStrategy } from "../strategy.ts";
import type { RedisServer } from "./redis_server.ts";

/** The pace of tests: what dead workers held is taken over at once. */
export const TEST_PACE: QueuePace = {
  ...QUEUE_PACE,
  lockMs: 800,
  stalledMs: 200,
  watchMs: 50,
  idleMs: 100,
};

const WORLD: SimOptions = {
  seed: 7,
  posts: 30,
  albums: 0,
  gifs: 0,
  videos: 0,
  duplicates: 0,
  nearDuplicates: 0,
  sizeBytes: 4_000,
  distinctPictures: 2,
  apiLatency: "0",
  latency: "1",
};

/** A worker in this process. */
export interface LocalWorker {
  /** How it ended: it rejects when it could not go on. */
  readonly ended: Promise<void>;
  /** Tells it to finish what it does. */
  drain(): void;
  /** Tells it to drop what it does. */
  drop(): void;
}

/** A worker in a process of its own. */
export interface ChildWorker {
  /** Resolves once it takes jobs. */
  readonly ready: Promise<void>;
  /** Ends it as a power cut does. */
  kill(): void;
}

/** What {@link QueueRig.open} takes. */
export interface QueueRigOptions {
  readonly run?: Partial<TestRunOptions>;
  readonly sim?: SimOptions;
  readonly settings?: Partial<QueueSettings>;
  /** Program of local workers. */
  readonly program?: ProcessProgram;
}

let lastQueue = 0;

/** A queue name that no other test has. */
export function nextQueue(): string {
  lastQueue += 1;
  return `test-${lastQueue}`;
}

/** A stand-in whose answers are held, a run through a queue against it, and workers. */
export class QueueRig implements AsyncDisposable {
  readonly clock: HeldClock;
  readonly sim: Sim;
  readonly strategy: QueueStrategy;
  readonly run: TestRun;
  readonly queue: string;
  readonly notices: QueueNotice[];
  readonly #url: string;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    parts: Pick<QueueRig, "clock" | "sim" | "strategy" | "run" | "queue" | "notices">,
    { url, stack }: { url: string; stack: AsyncDisposableStack },
  ) {
    this.clock = parts.clock;
    this.sim = parts.sim;
    this.strategy = parts.strategy;
    this.run = parts.run;
    this.queue = parts.queue;
    this.notices = parts.notices;
    this.#url = url;
    this.#stack = stack;
  }

  /** Opens everything but workers. */
  static async open(server: RedisServer, options: QueueRigOptions = {}): Promise<QueueRig> {
    const stack = new AsyncDisposableStack();
    const clock = new HeldClock();
    const queue = nextQueue();
    const notices: QueueNotice[] = [];
    const sim = stack.use(await startSim({ ...WORLD, clock, ...options.sim }));
    const strategy = stack.use(
      await openQueueStrategy(
        { redisUrl: server.url, queue, pace: TEST_PACE, ...options.settings },
        {
          onNotice: (notice) => notices.push(notice),
          ...(options.program ? { program: options.program } : {}),
        },
      ),
    );
    const run = stack.use(
      await openTestRun(sim, { targets: ["hot"], strategy, jobs: 4, ...options.run }),
    );
    return new QueueRig({ clock, sim, strategy, run, queue, notices }, { url: server.url, stack });
  }

  /** Starts a worker in this process; the rig stops it. */
  work(jobs: number, more: { archiveDir?: string; store?: BlobStore } = {}): LocalWorker {
    const draining = new AbortController();
    const dropped = new AbortController();
    const ended = runQueueConsumer({
      redisUrl: this.#url,
      queue: this.queue,
      jobs,
      archiveDir: this.run.archive.dir,
      draining: draining.signal,
      signal: dropped.signal,
      pace: TEST_PACE,
      ...more,
    });
    ended.catch(() => undefined);
    this.#stack.defer(() => {
      draining.abort();
      return ended.catch(() => undefined);
    });
    return { ended, drain: () => draining.abort(), drop: () => dropped.abort() };
  }

  /** Starts a worker in a process of its own. */
  spawn(jobs: number): ChildWorker {
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const open = openProcessMembers<ToQueueWorker, FromQueueWorker>(
      findQueueProgram(import.meta.resolve("../local_workers.ts")),
    );
    const line = open({ onMessage: () => resolve(), onExit: () => resolve() });
    const proxy = null;
    const { queue } = this;
    const archiveDir = this.run.archive.dir;
    const shared = { redisUrl: this.#url, queue, archiveDir, proxy, pace: TEST_PACE };
    const setup = { ...shared, jobs, bodyBytes: 1_000_000 };
    line.send({ type: "start", setup });
    this.#stack.defer(() => line.stop());
    return { ready, kill: () => line.stop() };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.clock.release();
    await this.#stack.disposeAsync();
  }
}
