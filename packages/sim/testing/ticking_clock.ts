import type { SimClock } from "../faults/pace.ts";

/** A clock that moves by exactly what is slept, at once, and remembers each sleep. */
export class TickingClock implements SimClock {
  /** Every sleep so far, in ms. */
  readonly sleeps: number[] = [];
  #nowMs = 1_700_000_000_000;

  now(): number {
    return this.#nowMs;
  }

  async sleep(ms: number): Promise<void> {
    this.sleeps.push(ms);
    this.#nowMs += ms;
  }

  /** Lets time pass without anybody sleeping. */
  pass(ms: number): void {
    this.#nowMs += ms;
  }
}
