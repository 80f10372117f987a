import {
  type ByteRate,
  type Clock,
  type HostGate,
  type Observation,
  openHostGate,
  type PausingObservation,
  type Slot,
} from "@acacia/core";
import type { Redis } from "ioredis";
import { PREFIX } from "./jobs.ts";
import { ASK_SCRIPT, PAUSE_SCRIPT } from "./limit_scripts.ts";

/** What all machines share about one host. */
export interface SharedLimits {
  /**
   * Asks whether to go on; takes a token unless the host is paused.
   * @param token False when one was taken before.
   * @returns How long the host is paused, ms; if it is not, how long until the token is there, ms.
   */
  ask(token: boolean): Promise<{ readonly pausedMs: number; readonly waitMs: number }>;
  /** Tells of a refusal. @returns How long the host is paused now, ms, and whether that is longer than before. */
  pause(
    observation: PausingObservation,
  ): Promise<{ readonly ms: number; readonly isLonger: boolean }>;
}

/** What {@link openSharedGate} needs. */
export interface SharedGateOptions {
  readonly limits: SharedLimits;
  readonly clock: Clock;
  /** Requests at once of this machine. */
  readonly width: number;
  /** Called when this machine made the pause longer. */
  readonly onPause?: (kind: PausingObservation["kind"], ms: number) => void;
}

/**
 * The gate of a machine that is not alone: its own width, and pause and pace that are shared with all others. Ten
 * machines are as polite as one.
 */
export function openSharedGate({ limits, clock, width, onPause }: SharedGateOptions): HostGate {
  const own = openHostGate({ role: "cdn", clock, width });
  const telling = new Set<Promise<void>>();
  const tell = async (observation: PausingObservation) => {
    const { ms, isLonger } = await limits.pause(observation);
    if (isLonger) onPause?.(observation.kind, ms);
  };
  const wait = async (signal: AbortSignal) => {
    for (let isOwed = true; ; ) {
      await untilAborted(Promise.all(telling), signal);
      const { pausedMs, waitMs } = await untilAborted(limits.ask(isOwed), signal);
      if (pausedMs === 0) isOwed = false;
      if (pausedMs + waitMs === 0) return;
      // A pause may begin while the token comes: it is asked again, without taking another.
      await clock.sleep(pausedMs + waitMs, signal);
    }
  };
  return {
    role: "cdn",
    async enter(signal: AbortSignal): Promise<Slot> {
      const slot = await own.enter(signal);
      try {
        await wait(signal);
        return slot;
      } catch (error) {
        slot[Symbol.dispose]();
        throw error;
      }
    },
    note(observation: Observation): void {
      own.note(observation);
      if (observation.kind !== "throttled" && observation.kind !== "capacity") return;
      const told = tell(observation).catch(() => undefined);
      telling.add(told);
      void told.then(() => telling.delete(told));
    },
  };
}

/** What the limits of a host are kept under, and what the run asks for. */
export interface RedisLimitsOptions {
  /** Name and port of the host. */
  readonly host: string;
  /** Requests a second of all machines together, null for no limit. */
  readonly perSecond: number | null;
}

/** The limits of a host, in Redis: by its clock, so that those of the machines need not agree. */
export function openRedisLimits(
  redis: Redis,
  { host, perSecond }: RedisLimitsOptions,
): SharedLimits {
  const pauseKey = `${PREFIX}:pause.${host}`;
  const perToken = perSecond === null ? 0 : 1_000 / perSecond;
  const burstMs = Math.max(1, perSecond ?? 1) * perToken;
  return {
    async ask(token) {
      const keys = [pauseKey, `${PREFIX}:requests.${host}`] as const;
      const answer = await redis.eval(ASK_SCRIPT, 2, ...keys, token ? 1 : 0, perToken, burstMs);
      const [pausedMs, waitMs] = answer as [number, number];
      return { pausedMs, waitMs };
    },
    async pause({ kind, retryAfterMs = 0 }) {
      const answer = await redis.eval(PAUSE_SCRIPT, 1, pauseKey, kind, retryAfterMs, "");
      const [ms, isLonger] = answer as [number, number];
      return { ms, isLonger: isLonger === 1 };
    },
  };
}

/** `--limit-rate` of all machines together, in Redis. */
export function openRedisRate(
  redis: Redis,
  { host, bytesPerSecond, clock }: { host: string; bytesPerSecond: number; clock: Clock },
): ByteRate {
  // As core's: a tenth of a second's bytes may come at once.
  const pace = [1_000 / bytesPerSecond, 100] as const;
  // The first key is never set: a pause does not stop bytes that are on their way.
  const keys = [`${PREFIX}:none.${host}`, `${PREFIX}:bytes.${host}`] as const;
  return {
    async take(bytes, signal) {
      const asked = redis.eval(ASK_SCRIPT, 2, ...keys, bytes, ...pace);
      const [, waitMs] = (await untilAborted(asked, signal)) as [number, number];
      if (waitMs > 0) await clock.sleep(waitMs, signal);
    },
  };
}

/** Waits for an answer, or for the signal. @throws the signal's reason when it aborts first. */
async function untilAborted<Value>(answer: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([answer, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    // Nobody may be left to hear of it.
    answer.catch(() => undefined);
  }
}
