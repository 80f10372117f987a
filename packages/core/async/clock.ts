/** Time and chance, handed in so that tests decide both. Only this file touches the real ones. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Milliseconds that only grow, for measuring. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it aborts first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A signal that aborts after `ms` with a `TimeoutError`; dispose it when the work is done. */
  timeout(ms: number): Timeout;
  /** Calls `run` every `ms` until disposed. */
  every(ms: number, run: () => void): Disposable;
  /** Uniform in [0, 1). */
  random(): number;
}

/** A time-out that can be called off. */
export interface Timeout extends Disposable {
  readonly signal: AbortSignal;
  /** Starts the wait anew: for idle time-outs. */
  restart(): void;
}

/** The longest that the runtime's timers can wait, ms; asked for more they fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The real clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        timer[Symbol.dispose]();
        reject(signal?.reason);
      };
      const timer = callAfter(ms, () => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      });
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  },
  timeout(ms) {
    const controller = new AbortController();
    const fire = () =>
      controller.abort(new DOMException(`No answer within ${ms} ms`, "TimeoutError"));
    let timer = callAfter(ms, fire);
    return {
      signal: controller.signal,
      restart() {
        timer[Symbol.dispose]();
        timer = callAfter(ms, fire);
      },
      [Symbol.dispose]: () => timer[Symbol.dispose](),
    };
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  },
  random: () => Math.random(),
};

/** One timer, or one after the other when the wait is longer than a timer can be. */
function callAfter(ms: number, run: () => void): Disposable {
  let timer: ReturnType<typeof setTimeout>;
  const wait = (leftMs: number) => {
    const next = () => (leftMs > LONGEST_TIMER_MS ? wait(leftMs - LONGEST_TIMER_MS) : run());
    timer = setTimeout(next, Math.min(leftMs, LONGEST_TIMER_MS));
  };
  wait(ms);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
