import type { Clock, Timeout } from "../async/clock.ts";

/** How long an attempt may take, ms. */
export interface Timeouts {
  /** From the request until its answer begins: name, connection, TLS and the first byte. */
  readonly connectMs: number;
  /** Between two pieces of a body, and for the whole of a body that is read at once. */
  readonly idleMs: number;
  /** For a whole attempt; infinite for none. */
  readonly attemptMs: number;
}

/** The time-outs of one attempt behind one signal, which also aborts with the run's. */
export interface Deadline extends Disposable {
  readonly signal: AbortSignal;
  /** The answer has begun: from now on the idle time-out counts. */
  beginBody(): void;
  /** A piece came: the idle time-out counts anew. */
  touch(): void;
  /** The wait that begins is our own: no idle time-out until the next `touch`. */
  pause(): void;
}

/**
 * Opens the time-outs of one attempt; dispose them when it is over.
 * @param timeouts How long. @param clock Whose time. @param parent The run's signal.
 */
export function openDeadline(timeouts: Timeouts, clock: Clock, parent: AbortSignal): Deadline {
  const controller = new AbortController();
  const follow = (signal: AbortSignal) => {
    const abort = () => controller.abort(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener("abort", abort, { once: true });
    return () => signal.removeEventListener("abort", abort);
  };
  const unfollow = follow(parent);
  const start = (ms: number): Timeout => {
    const timeout = clock.timeout(ms);
    follow(timeout.signal);
    return timeout;
  };
  const whole = Number.isFinite(timeouts.attemptMs) ? start(timeouts.attemptMs) : undefined;
  let phase = start(timeouts.connectMs);
  return {
    signal: controller.signal,
    beginBody() {
      phase[Symbol.dispose]();
      phase = start(timeouts.idleMs);
    },
    touch: () => phase.restart(),
    pause: () => phase[Symbol.dispose](),
    [Symbol.dispose]() {
      unfollow();
      phase[Symbol.dispose]();
      whole?.[Symbol.dispose]();
    },
  };
}
