interface Waiting {
  readonly key: string;
  readonly go: () => void;
}

/** Lets several listings read pages in rounds: nobody reads a page more before all others had as many. */
export class PageTurns {
  readonly #counts = new Map<string, number>();
  readonly #waiting = new Set<Waiting>();

  /** @param keys Who takes part from the beginning. */
  constructor(keys: readonly string[]) {
    for (const key of keys) this.#counts.set(key, 0);
  }

  /**
   * Resolves when it is this one's turn; disposing ends the turn, once the page is read: what a page costs is
   * spent before anybody has another one.
   * @throws The signal's reason when it aborts.
   */
  async take(key: string, signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    if (!this.#isNext(key)) await this.#wait(key, signal);
    return {
      [Symbol.dispose]: () => {
        this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
        this.#wake();
      },
    };
  }

  /** It reads no more pages: nobody waits for it. */
  leave(key: string): void {
    this.#counts.delete(key);
    this.#wake();
  }

  #isNext(key: string): boolean {
    return (this.#counts.get(key) ?? 0) <= Math.min(...this.#counts.values());
  }

  async #wait(key: string, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { key, go: resolve };
    const stop = () => reject(signal.reason);
    this.#waiting.add(waiting);
    signal.addEventListener("abort", stop, { once: true });
    try {
      await promise;
    } finally {
      this.#waiting.delete(waiting);
      signal.removeEventListener("abort", stop);
    }
  }

  #wake(): void {
    for (const { key, go } of this.#waiting) if (this.#isNext(key)) go();
  }
}
