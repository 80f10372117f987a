/**
 * One source that several takers share: it is pulled once at a time, in the order asked, and nothing new is
 * pulled once a signal aborts, the source ended, or the tap was closed. A pull under way is always waited for
 * and its item given out, so that nothing is taken and then lost; a source must heed the same signals itself.
 */
export class Tap<Item> {
  readonly #iterator: AsyncIterator<Item>;
  readonly #stops: readonly AbortSignal[];
  #turn: Promise<unknown> = Promise.resolve();
  #isOpen = true;

  /**
   * @param source What is taken from.
   * @param stops Signals after which nothing new is taken.
   */
  constructor(source: AsyncIterable<Item>, stops: readonly AbortSignal[] = []) {
    this.#iterator = source[Symbol.asyncIterator]();
    this.#stops = stops;
  }

  /**
   * The next item, or undefined when there is none to take.
   * @throws what the source throws; to one taker, and the tap is closed.
   */
  take(): Promise<{ readonly item: Item } | undefined> {
    const taken = this.#turn.then(() => this.#pull());
    this.#turn = taken.catch(() => undefined);
    return taken;
  }

  /** Takes nothing new from now on, and lets the source clean up after the pull under way. */
  close(): Promise<void> {
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    const closed = this.#turn.then(async () => {
      if (wasOpen) await this.#iterator.return?.();
    });
    this.#turn = closed.catch(() => undefined);
    return closed;
  }

  async #pull(): Promise<{ readonly item: Item } | undefined> {
    if (!this.#isOpen || this.#stops.some((signal) => signal.aborted)) return undefined;
    try {
      const next = await this.#iterator.next();
      if (!next.done) return { item: next.value };
    } catch (error) {
      this.#isOpen = false;
      throw error;
    }
    this.#isOpen = false;
    return undefined;
  }
}
