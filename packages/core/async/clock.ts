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

/** The real clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep(ms, signal) {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      }, ms);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
  },
  timeout(ms) {
    const controller = new AbortController();
    const fire = () =>
      controller.abort(new DOMException(`No answer within ${ms} ms`, "TimeoutError"));
    let timer = setTimeout(fire, ms);
    return {
      signal: controller.signal,
      restart() {
        clearTimeout(timer);
        timer = setTimeout(fire, ms);
      },
      [Symbol.dispose]: () => clearTimeout(timer),
    };
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return { [Symbol.dispose]: () => clearInterval(timer) };
  },
  random: () => Math.random(),
};
