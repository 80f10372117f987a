import type { Clock } from "@acacia/core";
import type { Live } from "../routes/schemas.ts";

/** How often the database is asked while somebody watches, ms. */
const POLL_MS = 1_000;

/** What a {@link LiveFeed} asks and tells. */
export interface LiveFeedOptions {
  /** Asks the database. */
  readonly read: () => Live;
  readonly clock: Clock;
  /** Is told when the database does not answer; the feed goes on with the next second. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/**
 * Asks once a second what is going on, as long as anybody watches, and tells all watchers when it changed:
 * a thousand open pages cost one question a second, none costs none.
 */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #watchers = new Set<(live: Live) => void>();
  #polling: Disposable | undefined;
  #last: { json: string; live: Live } | undefined;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
  }

  /** How many watch. */
  get watching(): number {
    return this.#watchers.size;
  }

  /** Calls `watcher` now and at each change, until disposed. */
  watch(watcher: (live: Live) => void): Disposable {
    if (!this.#polling) this.#start();
    this.#watchers.add(watcher);
    if (this.#last) watcher(this.#last.live);
    return {
      [Symbol.dispose]: () => {
        this.#watchers.delete(watcher);
        if (this.#watchers.size === 0) this.#stop();
      },
    };
  }

  #start(): void {
    this.#poll();
    this.#polling = this.#options.clock.every(POLL_MS, () => this.#poll());
  }

  #stop(): void {
    this.#polling?.[Symbol.dispose]();
    this.#polling = undefined;
    this.#last = undefined;
  }

  #poll(): void {
    try {
      const live = this.#options.read();
      const json = JSON.stringify(live);
      if (json === this.#last?.json) return;
      this.#last = { json, live };
      for (const watcher of this.#watchers) watcher(live);
    } catch (error) {
      this.#options.onError?.(error);
    }
  }
}
