/** Time as the stand-in needs it; tests may hand in their own. */
export interface SimClock {
  /** Epoch ms. */
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

/** The real clock. */
export const REAL_CLOCK: SimClock = { now: () => Date.now(), sleep: (ms) => Bun.sleep(ms) };

/** Gives a latency in ms for a number uniform in [0, 1). */
export type Latency = (random: number) => number;

/**
 * Reads a latency: `50` fixed, `20-80` uniform, `lognormal:50,0.5` with its median in ms and the sigma of its
 * logarithm.
 *
 * @throws {Error} when the text is none of these.
 */
export function parseLatency(text: string): Latency {
  const fixed = /^\d+(\.\d+)?$/.exec(text);
  if (fixed) return () => Number(text);
  const range = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text);
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    return (random) => from + (to - from) * random;
  }
  const law = /^lognormal:(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)$/.exec(text);
  if (!law)
    throw new Error(`Cannot read the latency '${text}': it is none of 50, 20-80, lognormal:50,0.5`);
  const [median, sigma] = [Number(law[1]), Number(law[2])];
  return (random) => median * Math.exp(sigma * normal(random));
}

// Acklam's rational approximation of the inverse normal distribution, tails cut at 1 and 99 %: a test bed
// needs a spread, not the one answer in a million that takes a minute.
function normal(random: number): number {
  const p = Math.min(0.99, Math.max(0.01, random)) - 0.5;
  if (Math.abs(p) > 0.47575) return Math.sign(p) * tail(0.5 - Math.abs(p));
  const r = p * p;
  const above =
    ((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r +
      138.357751867269) *
      r -
      30.66479806614716) *
      r +
    2.506628277459239;
  const below =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r +
      66.80131188771972) *
      r -
      13.28068155288572) *
      r +
    1;
  return (above * p) / below;
}

function tail(p: number): number {
  const q = Math.sqrt(-2 * Math.log(p));
  const above =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q -
      2.549732539343734) *
      q +
      4.374664141464968) *
      q +
    2.938163982698783;
  const below =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q +
      3.754408661907416) *
      q +
    1;
  return -above / below;
}

/** A rate in bytes per second, shared by whoever reserves on it. */
export class Bandwidth {
  /** 0 for no limit. */
  readonly bytesPerSecond: number;
  #freeAtMs = 0;

  constructor(bytesPerSecond: number) {
    this.bytesPerSecond = bytesPerSecond;
  }

  get limited(): boolean {
    return this.bytesPerSecond > 0;
  }

  /** How many bytes to send at once so that a rate is smooth: a twentieth of a second, 1 to 64 KB. */
  get chunkBytes(): number {
    if (!this.limited) return 64 * 1024;
    return Math.min(64 * 1024, Math.max(1024, Math.floor(this.bytesPerSecond / 20)));
  }

  /**
   * Takes the line for `bytes`.
   *
   * @returns How many ms from `nowMs` until they may have passed.
   */
  reserve(bytes: number, nowMs: number): number {
    if (!this.limited) return 0;
    this.#freeAtMs = Math.max(this.#freeAtMs, nowMs) + (bytes / this.bytesPerSecond) * 1000;
    return this.#freeAtMs - nowMs;
  }
}
