interface Waiter {
  readonly bytes: number;
  readonly admit: () => void;
}

/** A bound on bytes held in memory at once, shared by all who hold some. First come, first served. */
export class ByteBudget {
  readonly #maxBytes: number;
  #heldBytes = 0;
  #waiters: Waiter[] = [];

  /** @param maxBytes Bytes held at once; 1 or more. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes held now. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /**
   * Waits until there is room, then holds it until disposed. More than the whole budget counts as the whole.
   * @throws the signal's reason when it aborts first.
   */
  async acquire(bytes: number, signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    const share = Math.min(bytes, this.#maxBytes);
    if (this.#waiters.length > 0 || this.#heldBytes + share > this.#maxBytes) {
      await this.#wait(share, signal);
    } else this.#heldBytes += share;
    return { [Symbol.dispose]: () => this.#release(share) };
  }

  #wait(bytes: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter);
        this.#admit();
        reject(signal.reason);
      };
      const waiter: Waiter = {
        bytes,
        admit: () => {
          signal.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      signal.addEventListener("abort", onAbort, { once: true });
      this.#waiters.push(waiter);
    });
  }

  #release(bytes: number): void {
    this.#heldBytes -= bytes;
    this.#admit();
  }

  #admit(): void {
    for (let next = this.#waiters[0]; next; next = this.#waiters[0]) {
      if (this.#heldBytes + next.bytes > this.#maxBytes) return;
      this.#heldBytes += next.bytes;
      this.#waiters.shift();
      next.admit();
    }
  }
}
