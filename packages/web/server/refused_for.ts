import type { Clock } from "@acacia/core";

/** More than anybody has on screen; whoever asks for made-up things all day cannot fill the memory. */
const MAX_KEYS = 10_000;

/** Keys that were refused within a time, the newest kept. */
export class RefusedFor {
  readonly #ms: number;
  readonly #clock: Clock;
  readonly #until = new Map<string, number>();

  /** @param ms How long a refusal holds. @param clock Tells the time. */
  constructor(ms: number, clock: Clock) {
    this.#ms = ms;
    this.#clock = clock;
  }

  /** How many are remembered. */
  get size(): number {
    return this.#until.size;
  }

  /** Whether it was refused not long ago. */
  has(key: string): boolean {
    return (this.#until.get(key) ?? 0) > this.#clock.now();
  }

  /** Remembers a refusal, and forgets what is past. */
  add(key: string): void {
    const now = this.#clock.now();
    this.#until.delete(key);
    this.#until.set(key, now + this.#ms);
    // In order of time: the first that still holds ends the search.
    for (const [oldest, until] of this.#until) {
      if (until > now && this.#until.size <= MAX_KEYS) return;
      this.#until.delete(oldest);
    }
  }
}
