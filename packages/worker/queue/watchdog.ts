/** What the queue looked like, and when. */
export interface QueueSight {
  /** Jobs that wait for a worker. */
  readonly waiting: number;
  /** Jobs that a worker has. */
  readonly active: number;
  /** A time that only grows, ms. */
  readonly at: number;
}

/**
 * Notices that jobs wait and nobody works, and says so once: again only after work has been done. A rule without a
 * clock: it is told the time.
 */
export class Watchdog {
  readonly #idleMs: number;
  #idleSince: number | undefined;
  #hasSaid = false;

  /** @param idleMs How long jobs may wait with nobody working before it is said. */
  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  /** @returns Whether to say now that nobody works. */
  look({ waiting, active, at }: QueueSight): boolean {
    if (waiting === 0 || active > 0) {
      this.#idleSince = undefined;
      this.#hasSaid &&= active === 0;
      return false;
    }
    this.#idleSince ??= at;
    if (this.#hasSaid || at - this.#idleSince < this.#idleMs) return false;
    this.#hasSaid = true;
    return true;
  }
}
