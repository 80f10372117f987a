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
import { type Leftover, readLeftover, refuseLeft } from "./leftover.ts";
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
  /** Jobs on the queue at a time, 1 to 8,000. @default four for each transfer that can run; 6,000 to leave */
  readonly window?: number;
  /** `leave`: fill the queue and go, for another to collect. `collect`: take over what was left so. @default "stay" */
  readonly way?: "stay" | "leave" | "collect";
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
export interface QueueStrategy extends Strategy, AsyncDisposable {
  /** What an earlier coordinator left on the queue. A plan of it finds its job, or its result, there. */
  readonly leftover: Leftover;
  noteCommitted(plan: TransferPlan): void;
  /** After a run: drops what was left and not planned by it, since nothing of it is wanted any more. */
  forgetRest(): Promise<void>;
}

/** Jobs that are left on the queue: beside them there is room for those of the run that collects them. */
const LEAVE_WINDOW = 6_000;
/** Plans that are put on the queue side by side when it is only filled. */
const PUTS_AT_ONCE = 64;
/** Transfers at once of one worker when it is left to us. */
const AUTO_JOBS = 8;

/**
 * As the article's RQ: plans become jobs of a BullMQ queue on Redis, and workers on any machine that share the
 * archive folder transfer them. Results come back through a queue of their own, at least once, and count once; one
 * leaves that queue only when its rows are written, so a coordinator that dies loses none. A worker that dies costs no
 * item; an item whose workers died twice is refused as `worker.crashed`.
 *
 * @param settings Where Redis is, and what all workers together may do.
 * @param tools Clock and notices.
 * @throws {AcaciaError} `usage` for a name or address that is none, when another coordinator has the queue, and when
 *   a detached run is on it that is not to be collected;
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
    const leftover = await readLeftover(redis, names, token);
    if (settings.way !== "collect") refuseLeft(leftover, names.jobs);
    if (settings.way !== "collect") tellLeft(leftover, tools);
    const base = { ...settings, redis, names, lease, clock, leftover };
    const holder = new Holder(stack);
    return {
      name: "queue",
      leftover,
      run: (plans, options) =>
        settings.way === "leave"
          ? leaveOnQueue(plans, options, { base, tools, holder })
          : runOnQueue(plans, options, { base, tools, holder }),
      forgetRest: async () => holder.current?.forgetRest(),
      noteCommitted: (plan) => holder.current?.noteCommitted(plan),
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

function tellLeft({ plans }: Leftover, { onNotice }: QueueTools): void {
  if (plans.length === 0) return;
  onNotice?.({
    level: "info",
    message: `${plans.length} items of an earlier run are on the queue: what this run wants too is taken from there`,
    hint: "Have the others with `acacia collect`",
  });
}

/** A run's coordinator outlives the run: the last results are committed after it has yielded them. */
class Holder {
  #current: Coordinator | undefined;

  constructor(stack: AsyncDisposableStack) {
    stack.defer(() => this.#current?.[Symbol.asyncDispose]());
  }

  get current(): Coordinator | undefined {
    return this.#current;
  }

  async open(options: CoordinatorOptions): Promise<Coordinator> {
    await this.#current?.[Symbol.asyncDispose]();
    this.#current = undefined;
    this.#current = await Coordinator.open(options);
    return this.#current;
  }
}

type Base = QueueSettings &
  Pick<CoordinatorOptions, "redis" | "names" | "lease" | "clock" | "leftover">;

interface Given {
  readonly base: Base;
  readonly tools: QueueTools;
  readonly holder: Holder;
}

async function* runOnQueue(
  plans: AsyncIterable<TransferPlan>,
  options: StrategyOptions,
  { base, tools, holder }: Given,
): AsyncGenerator<TransferResult> {
  const { draining, signal } = options;
  const recipe = recipeOf(options);
  const jobs = jobsOf(options.jobs, base.localWorkers ?? 0);
  const coordinator = await holder.open(makeOptions({ base, tools, recipe, jobs }));
  coordinator.hearResults();
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

/** Puts plans on the queue until it holds its window, and ends each as left; what is done meanwhile waits there. */
async function* leaveOnQueue(
  plans: AsyncIterable<TransferPlan>,
  options: StrategyOptions,
  { base, tools, holder }: Given,
): AsyncGenerator<TransferResult> {
  const recipe = recipeOf(options);
  const { window = LEAVE_WINDOW } = base;
  const given = makeOptions({ base: { ...base, window }, tools, recipe, jobs: 1 });
  const coordinator = await holder.open(given);
  const stops = [options.draining, options.signal];
  let room = coordinator.window;
  async function* whatFits() {
    for await (const plan of plans) {
      yield plan;
      room -= 1;
      if (room === 0) return;
    }
  }
  yield* mapBounded(whatFits(), (plan) => coordinator.leave(plan), { limit: PUTS_AT_ONCE, stops });
  const isWhole = room > 0 && !stops.some((stop) => stop.aborted);
  const left = await coordinator.leaveAll(isWhole);
  given.onNotice({
    level: "info",
    message: `${left} items are on the queue ${base.names.jobs}${isWhole ? "" : "; there was no room for all"}`,
    hint: "Have them done with `acacia worker`, and apply the results with `acacia collect`",
  });
}

function recipeOf({ transfer }: StrategyOptions): TransferRecipe {
  if (!transfer.recipe) throw new TypeError("Cannot run a transfer elsewhere: it has no recipe");
  return transfer.recipe;
}

function makeOptions({
  base,
  tools,
  recipe,
  jobs,
}: Omit<Given, "holder"> & { recipe: TransferRecipe; jobs: number }): CoordinatorOptions {
  return {
    ...base,
    recipe,
    jobs,
    pace: { ...QUEUE_PACE, ...base.pace },
    onNotice: tools.onNotice ?? (() => undefined),
  };
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
