import type { Clock } from "@acacia/core";
import type { Live } from "../routes/schemas.ts";

/** How often the database is asked while somebody watches, ms. */
const POLL_MS = 1_000;

/**
 * Asks once a second what is going on, as long as anybody watches, and tells all watchers when it changed:
 * a thousand open pages cost one question a second.
 */
export class LiveFeed {
  readonly #read: () => Live;
  readonly #clock: Clock;
  readonly #watchers = new Set<(live: Live) => void>();
  #polling: Disposable | undefined;
  #last: { json: string; live: Live } | undefined;

  /** @param read Asks the database. @param clock Ticks. */
  constructor(read: () => Live, clock: Clock) {
    this.#read = read;
    this.#clock = clock;
  }

  /** How many watch. */
  get watching(): number {
    return this.#watchers.size;
  }

  /** Calls `watcher` now and at each change, until disposed. */
  watch(watcher: (live: Live) => void): Disposable {
    this.#watchers.add(watcher);
    this.#polling ??= this.#clock.every(POLL_MS, () => this.#poll());
    this.#poll();
    if (this.#last) watcher(this.#last.live);
    return {
      [Symbol.dispose]: () => {
        this.#watchers.delete(watcher);
        if (this.#watchers.size > 0) return;
        this.#polling?.[Symbol.dispose]();
        this.#polling = undefined;
      },
    };
  }

  #poll(): void {
    const live = this.#read();
    const json = JSON.stringify(live);
    if (json === this.#last?.json) return;
    const isFirst = this.#last === undefined;
    this.#last = { json, live };
    if (isFirst) return;
    for (const watcher of this.#watchers) watcher(live);
  }
}
