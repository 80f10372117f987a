interface Waiting {
  readonly pixels: number;
  readonly enter: (turn: Disposable) => void;
}

/**
 * Bounds how many pixels are decoded at once: eight photographs of 2 MP pass together, two of 100 MP one after
 * the other. First come, first served, so a large picture is not starved by small ones.
 */
export class PixelGate {
  readonly #maxPixels: number;
  readonly #line: Waiting[] = [];
  #inside = 0;

  /** @param maxPixels Pixels allowed at once; one larger picture may pass alone. */
  constructor(maxPixels: number) {
    this.#maxPixels = maxPixels;
  }

  /** Waits for its turn; dispose the answer when the decoding is done. */
  enter(pixels: number): Promise<Disposable> {
    return new Promise((resolve) => {
      this.#line.push({ pixels: Math.min(pixels, this.#maxPixels), enter: resolve });
      this.#admit();
    });
  }

  #admit(): void {
    for (;;) {
      const next = this.#line[0];
      if (!next || this.#inside + next.pixels > this.#maxPixels) return;
      this.#line.shift();
      this.#inside += next.pixels;
      next.enter({ [Symbol.dispose]: () => this.#leave(next.pixels) });
    }
  }

  #leave(pixels: number): void {
    this.#inside -= pixels;
    this.#admit();
  }
}
