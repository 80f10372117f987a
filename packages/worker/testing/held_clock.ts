import type { SimClock } from "@acacia/sim";

/** A stand-in's clock on which whoever sleeps is held until the test lets go: requests stay in flight meanwhile. */
export class HeldClock implements SimClock {
  readonly #held: (() => void)[] = [];
  #passes: number;

  /** @param passes So many sleeps are not held. */
  constructor(passes = 0) {
    this.#passes = passes;
  }

  /** How many are held. */
  get held(): number {
    return this.#held.length;
  }

  now(): number {
    return 1_700_000_000_000;
  }

  sleep(): Promise<void> {
    if (this.#passes > 0) {
      this.#passes -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#held.push(resolve));
  }

  /** Lets the next so many sleeps end, those first that are held. @param count @default all that ever come */
  release(count = Number.POSITIVE_INFINITY): void {
    this.#passes += count;
    while (this.#passes > 0 && this.#held.length > 0) {
      this.#passes -= 1;
      this.#held.shift()?.();
    }
  }
}

/** Waits, turn by turn of the event loop, until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise<void>((resolve) => setImmediate(resolve));
}
