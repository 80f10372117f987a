import type { Clock } from "../async/clock.ts";

interface Waiter {
  at: number;
  every: number | null;
  run: () => void;
}

/**
 * A clock that moves only when told. `advance` runs everything that falls due, in order, letting promises
 * settle in between; `runAll` keeps going to the next waiter until none is left.
 */
export class FakeClock implements Clock {
  #now: number;
  #seed: number;
  readonly #waiters = new Set<Waiter>();

  /** @param startMs Epoch ms at which the clock stands. @param seed Of `random`. */
  constructor(startMs = 1_700_000_000_000, seed = 1) {
    this.#now = startMs;
    this.#seed = seed;
  }

  /** How many sleeps, time-outs and intervals wait. */
  get waiting(): number {
    return this.#waiters.size;
  }

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const waiter: Waiter = { at: this.#now + ms, every: null, run: () => resolve() };
      this.#waiters.add(waiter);
      signal?.addEventListener(
        "abort",
        () => {
          this.#waiters.delete(waiter);
          reject(signal.reason);
        },
        { once: true },
      );
    });
  }

  timeout(ms: number) {
    const controller = new AbortController();
    const waiter: Waiter = {
      at: this.#now + ms,
      every: null,
      run: () => controller.abort(new DOMException(`No answer within ${ms} ms`, "TimeoutError")),
    };
    this.#waiters.add(waiter);
    return {
      signal: controller.signal,
      restart: () => {
        waiter.at = this.#now + ms;
        this.#waiters.add(waiter);
      },
      [Symbol.dispose]: () => void this.#waiters.delete(waiter),
    };
  }

  every(ms: number, run: () => void): Disposable {
    const waiter: Waiter = { at: this.#now + ms, every: ms, run };
    this.#waiters.add(waiter);
    return { [Symbol.dispose]: () => void this.#waiters.delete(waiter) };
  }

  /** mulberry32: the same seed gives the same numbers. */
  random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** Moves time by `ms`, running what falls due. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#next();
      if (!next || next.at > end) break;
      await this.#fire(next);
    }
    this.#now = end;
    await settle();
  }

  /** Moves to the next sleep or time-out until none is left; intervals do not count. */
  async runAll(limit = 10_000): Promise<void> {
    await settle();
    for (let i = 0; i < limit; i++) {
      if (![...this.#waiters].some((waiter) => waiter.every === null)) return;
      const next = this.#next();
      if (!next) return;
      await this.#fire(next);
    }
  }

  #next(): Waiter | undefined {
    let first: Waiter | undefined;
    for (const waiter of this.#waiters) if (!first || waiter.at < first.at) first = waiter;
    return first;
  }

  async #fire(waiter: Waiter): Promise<void> {
    this.#now = Math.max(this.#now, waiter.at);
    if (waiter.every === null) this.#waiters.delete(waiter);
    else waiter.at += waiter.every;
    waiter.run();
    await settle();
  }
}

/** Lets promise chains run; a turn of the event loop, not a wait. */
async function settle(): Promise<void> {
  for (let i = 0; i < 4; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}
