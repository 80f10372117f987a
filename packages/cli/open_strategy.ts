import type { Clock, RunEvent, Strategy, Unstamped } from "@acacia/core";
import type { Config, StrategyName } from "@acacia/core/config";
import { AcaciaError, adaptive, asyncLoops, pool, sequential } from "@acacia/core/fetch";
import type { QueueStrategy } from "@acacia/worker/queue";

/** What a strategy is opened with. */
export interface StrategyOutside {
  /** Closes what the strategy opens. */
  readonly stack: AsyncDisposableStack;
  readonly clock: Clock;
  /** Told what the user should read. */
  readonly onNotice: (notice: Unstamped<Extract<RunEvent, { type: "run.notice" }>>) => void;
}

/** How a run and its queue part: see `QueueSettings.way`. */
export type QueueWay = "stay" | "leave" | "collect";

/** Workers of our own when the queue is on this machine and the user names no other. */
const LOCAL_WORKERS = 2;

/** The way of running transfers that `--strategy` names; those with threads, children or Redis are loaded when used. */
export async function openStrategy(config: Config, outside: StrategyOutside): Promise<Strategy> {
  const name = config.text("strategy") as StrategyName;
  if (config.is("detach")) return openQueue(config, outside, "leave");
  switch (name) {
    case "sequential":
      return sequential;
    case "pool":
      return pool;
    case "async":
      return asyncLoops;
    case "adaptive":
      return adaptive;
    case "threads":
      return (await import("@acacia/worker")).threads;
    case "processes":
      return (await import("@acacia/worker")).processes;
    case "queue":
      return openQueue(config, outside, "stay");
    default:
      throw new AcaciaError("usage", `Cannot use the strategy '${name satisfies never}'`);
  }
}

/** The queue that `--redis` and `--queue` name. */
export async function openQueue(
  config: Config,
  outside: StrategyOutside,
  way: QueueWay,
): Promise<QueueStrategy> {
  const { openQueueStrategy } = await import("@acacia/worker/queue");
  const isOurs = config.origin("redis") === "default";
  const perSecond = config.number("tpslimit");
  const bytesPerSecond = config.number("limit_rate");
  const queue = await openQueueStrategy(
    {
      redisUrl: config.text("redis") ?? "",
      queue: config.text("queue") ?? "",
      way,
      localWorkers: config.number("local_workers") ?? (isOurs ? LOCAL_WORKERS : 0),
      ...(perSecond === undefined ? {} : { perSecond }),
      ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
    },
    {
      clock: outside.clock,
      onNotice: (notice) => outside.onNotice({ type: "run.notice", ...notice }),
    },
  );
  return outside.stack.use(queue);
}
