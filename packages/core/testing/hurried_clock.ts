import type { Clock, Timeout } from "../async/clock.ts";

/**
 * A clock for tests that talk to a real server on loopback: a sleep takes no real time, it moves this clock on
 * and is remembered; a time-out fires only when it is told to.
 */
export class HurriedClock implements Clock {
  /** Every sleep asked for so far, ms. */
  readonly slept: number[] = [];
  #now: number;
  readonly #timeouts = new Map<symbol, { readonly ms: number; readonly fire: () => void }>();

  /** @param startMs Epoch ms at which the clock stands. */
  constructor(startMs = 1_700_000_000_000) {
    this.#now = startMs;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.#now += ms;
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  }

  timeout(ms: number): Timeout {
    const key = Symbol();
    const controller = new AbortController();
    const reason = new DOMException(`No answer within ${ms} ms`, "TimeoutError");
    const arm = () => void this.#timeouts.set(key, { ms, fire: () => controller.abort(reason) });
    arm();
    return {
      signal: controller.signal,
      restart: arm,
      [Symbol.dispose]: () => void this.#timeouts.delete(key),
    };
  }

  /** The time-outs that are running now, ms. */
  get timeouts(): readonly number[] {
    return [...this.#timeouts.values()].map(({ ms }) => ms);
  }

  /** Lets every running time-out of so many ms pass. */
  pass(ms: number): void {
    for (const [key, timeout] of this.#timeouts) {
      if (timeout.ms !== ms) continue;
      this.#timeouts.delete(key);
      timeout.fire();
    }
  }

  every(): Disposable {
    return { [Symbol.dispose]: () => undefined };
  }

  /** Always a half: full jitter waits half of the longest. */
  random(): number {
    return 0.5;
  }
}
