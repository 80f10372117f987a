import {
  BODY_BYTES,
  type Clock,
  mapBounded,
  type Strategy,
  type StrategyOptions,
  systemClock,
  type TransferPlan,
  type TransferRecipe,
  type TransferResult,
} from "@acacia/core";
import type { ProcessProgram } from "../crew/process_member.ts";
import { connectRedis } from "./connection.ts";
import { Coordinator, type CoordinatorOptions, type QueueNotice } from "./coordinator.ts";
import { DEFAULT_QUEUE, QUEUE_PACE, type QueuePace, queueNames } from "./jobs.ts";
import { takeLease } from "./lease.ts";
import { LocalWorkers } from "./local_workers.ts";
import { makeToken } from "./token.ts";

/** What the user asked for. */
export interface QueueSettings {
  readonly redisUrl: string;
  /** @default "acacia" */
  readonly queue?: string;
  /** Workers that this machine starts for the run. @default 0 */
  readonly localWorkers?: number;
  /** Requests a second to the CDN of all workers together (`--tpslimit`). @default no limit */
  readonly perSecond?: number;
  /** Bytes a second of all workers together (`--limit-rate`). @default no limit */
  readonly bytesPerSecond?: number;
  /** Jobs on the queue at a time, 1 to 8,000. @default four for each transfer that can run */
  readonly window?: number;
  /** @default {QUEUE_PACE} */
  readonly pace?: Partial<QueuePace>;
}

/** What the strategy works with. */
export interface QueueTools {
  /** @default {systemClock} */
  readonly clock?: Clock;
  /** Told when nobody works. */
  readonly onNotice?: (notice: QueueNotice) => void;
  /** Program of local workers. @default {findQueueProgram} */
  readonly program?: ProcessProgram;
}

/** The strategy `queue`; while it is open, no other coordinator has the queue. */
export interface QueueStrategy extends Strategy, AsyncDisposable {}

/** Transfers at once of one worker when it is left to us. */
const AUTO_JOBS = 8;

/**
 * As the article's RQ: plans become jobs of a BullMQ queue on Redis, and workers on any machine that share the
 * archive folder transfer them. Results come back through a queue of their own, at least once, and count once. A
 * worker that dies costs no item; an item whose workers died twice is refused as `worker.crashed`.
 *
 * @param settings Where Redis is, and what all workers together may do.
 * @param tools Clock and notices.
 * @throws {AcaciaError} `usage` for a name or address that is none, and when another coordinator has the queue;
 *   `network` when Redis does not answer; `config` when it may throw jobs away or refuses the password.
 */
export async function openQueueStrategy(
  settings: QueueSettings,
  tools: QueueTools = {},
): Promise<QueueStrategy> {
  const { redisUrl, queue = DEFAULT_QUEUE } = settings;
  const { clock = systemClock } = tools;
  const names = queueNames(queue);
  const stack = new AsyncDisposableStack();
  const redis = await connectRedis({ redisUrl, clock });
  stack.defer(() => redis.disconnect());
  try {
    const token = makeToken(clock);
    const lease = await takeLease(redis, { key: names.coordinator, queue, token, clock });
    stack.defer(async () => {
      if (redis.status === "ready") await lease[Symbol.asyncDispose]();
    });
    const base = { ...settings, redis, names, lease, clock };
    return {
      name: "queue",
      run: (plans, options) => runOnQueue(plans, options, { base, tools }),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

type Base = QueueSettings & Pick<CoordinatorOptions, "redis" | "names" | "lease" | "clock">;

async function* runOnQueue(
  plans: AsyncIterable<TransferPlan>,
  options: StrategyOptions,
  { base, tools }: { base: Base; tools: QueueTools },
): AsyncGenerator<TransferResult> {
  const { draining, signal } = options;
  const { recipe } = options.transfer;
  if (!recipe) throw new TypeError("Cannot run a transfer elsewhere: it has no recipe");
  const { localWorkers = 0 } = base;
  const jobs = jobsOf(options.jobs, localWorkers);
  await using coordinator = await Coordinator.open({
    ...base,
    recipe,
    jobs,
    pace: { ...QUEUE_PACE, ...base.pace },
    onNotice: tools.onNotice ?? (() => undefined),
  });
  await using _workers = openLocalWorkers(coordinator, { base, tools, recipe, jobs });
  using _stops = followStops(coordinator, { draining, signal });
  const results = mapBounded(plans, (plan) => coordinator.transfer(plan), {
    limit: () => coordinator.window,
    stops: [draining, signal],
  });
  for await (const result of results) {
    let isTaken = false;
    try {
      yield result;
      isTaken = true;
    } finally {
      // Whoever leaves does not wait for a whole window.
      if (!isTaken) coordinator.cancel();
    }
  }
}

function jobsOf(jobs: number | "auto", localWorkers: number): number {
  return jobs === "auto" ? AUTO_JOBS * Math.max(1, localWorkers) : Math.max(1, Math.floor(jobs));
}

/** A drained run takes its waiting jobs back; a cancelled one drops everything. */
function followStops(
  coordinator: Coordinator,
  { draining, signal }: Pick<StrategyOptions, "draining" | "signal">,
): Disposable {
  const onDrain = () => void coordinator.callOff(draining).catch(() => undefined);
  const onCancel = () => coordinator.cancel(signal);
  const stack = new DisposableStack();
  for (const [stop, run] of [
    [draining, onDrain],
    [signal, onCancel],
  ] as const) {
    if (stop.aborted) run();
    else stop.addEventListener("abort", run, { once: true });
    stack.defer(() => stop.removeEventListener("abort", run));
  }
  return stack;
}

function openLocalWorkers(
  coordinator: Coordinator,
  given: { base: Base; tools: QueueTools; recipe: TransferRecipe; jobs: number },
): LocalWorkers {
  const { base, tools, recipe, jobs } = given;
  const { archiveDir, proxy } = recipe.settings;
  const size = Math.min(base.localWorkers ?? 0, jobs);
  const shared = { redisUrl: base.redisUrl, queue: base.names.jobs, archiveDir, proxy };
  // Together as many as were asked for: 8 jobs of 3 workers are 3, 3 and 2.
  const share = (n: number) => Math.floor(jobs / size) + (n < jobs % size ? 1 : 0);
  return new LocalWorkers({
    setups: Array.from({ length: size }, (_, n) => ({
      ...shared,
      jobs: share(n),
      bodyBytes: Math.floor((recipe.tools.bodyBytes ?? BODY_BYTES) / size),
      pace: base.pace ?? {},
    })),
    clock: base.clock,
    onFailure: (error) => coordinator.fail(error),
    ...(tools.program ? { program: tools.program } : {}),
  });
}
