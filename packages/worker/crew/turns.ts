/** Who wants the same thing takes it in turn, in the order asked. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Waits until nobody has that key, then holds it until disposed. */
  async take(key: string): Promise<Disposable> {
    const before = this.#last.get(key);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last.set(key, promise);
    await before;
    return {
      [Symbol.dispose]: () => {
        if (this.#last.get(key) === promise) this.#last.delete(key);
        resolve();
      },
    };
  }
}
