/** How far back the speed looks, ms: long enough to be calm, short enough to follow a pause. */
const WINDOW_MS = 10_000;

/** What a progress line needs beside the totals. */
export interface Pace {
  readonly bytesPerSecond: number;
  /** Seconds to go at the present speed; null when unknown. */
  readonly eta: number | null;
}

/** Turns counts over time into a calm speed and an estimate: a sliding window of ten seconds. */
export class PaceMeter {
  readonly #samples: { at: number; done: number; bytes: number }[] = [];

  /**
   * @param at Milliseconds on any clock that only grows.
   * @param counts Items done and bytes received so far; items still to go, null when the listing still grows.
   */
  sample(at: number, counts: { done: number; bytes: number; toGo: number | null }): Pace {
    this.#samples.push({ at, done: counts.done, bytes: counts.bytes });
    while (this.#samples.length > 2 && at - this.#samples[0]!.at > WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0]!;
    const seconds = (at - first.at) / 1000;
    if (seconds <= 0) return { bytesPerSecond: 0, eta: null };
    const itemsPerSecond = (counts.done - first.done) / seconds;
    return {
      bytesPerSecond: Math.round((counts.bytes - first.bytes) / seconds),
      eta:
        counts.toGo === null || itemsPerSecond <= 0
          ? null
          : Math.round(counts.toGo / itemsPerSecond),
    };
  }
}
