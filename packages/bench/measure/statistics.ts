import { AcaciaError } from "@acacia/core/errors";

/** Samples in four figures. */
export interface Summary {
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/**
 * The value below which a share of the samples lies, interpolated between its two neighbours.
 *
 * @param samples At least one, in any order; left as they are.
 * @param share 0 for the smallest, 0.5 for the median, 1 for the largest.
 * @throws {AcaciaError} `usage` without samples, with one that is no finite number, or with a share outside 0 to 1.
 * @example
 * ```ts
 * import { quantile } from "@acacia/bench";
 * console.assert(quantile([4, 1, 3, 2], 0.5) === 2.5);
 * ```
 */
export function quantile(samples: readonly number[], share: number): number {
  checkSamples(samples);
  if (!(share >= 0 && share <= 1)) {
    throw new AcaciaError("usage", `Cannot take a quantile outside 0 to 1: ${share}`);
  }
  const sorted = samples.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}

/** The middle sample, or the mean of the two in the middle. @throws {AcaciaError} like {@link quantile}. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Count, median and both ends of samples. @throws {AcaciaError} like {@link quantile}. */
export function summarize(samples: readonly number[]): Summary {
  return {
    n: samples.length,
    median: median(samples),
    min: quantile(samples, 0),
    max: quantile(samples, 1),
  };
}

/** How {@link bootstrapInterval} draws. */
export interface BootstrapOptions {
  /** Uniform in [0, 1). @default mulberry32 with seed 1, so that the same samples give the same interval */
  readonly random?: () => number;
  /** @default 2000 */
  readonly rounds?: number;
  /** Share of the drawn statistics that the interval holds. @default 0.95 */
  readonly level?: number;
  /** What is computed of each draw. @default median */
  readonly statistic?: (samples: readonly number[]) => number;
}

/**
 * Where the median of such samples likely lies: draws as many samples as there are, with repetition, many times,
 * and cuts both ends of the medians off (percentile bootstrap). With fewer than five samples it says little.
 *
 * @throws {AcaciaError} like {@link quantile}.
 */
export function bootstrapInterval(
  samples: readonly number[],
  {
    random = makeRandom(1),
    rounds = 2000,
    level = 0.95,
    statistic = median,
  }: BootstrapOptions = {},
): { readonly low: number; readonly high: number } {
  checkSamples(samples);
  const drawn = Array.from({ length: rounds }, () =>
    statistic(samples.map(() => samples[Math.floor(random() * samples.length)]!)),
  );
  const tail = (1 - level) / 2;
  return { low: quantile(drawn, tail), high: quantile(drawn, 1 - tail) };
}

/** Numbers in [0, 1) that follow from a seed (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function checkSamples(samples: readonly number[]): void {
  if (samples.length === 0) throw new AcaciaError("usage", "Cannot summarize no samples");
  const odd = samples.find((sample) => !Number.isFinite(sample));
  if (odd !== undefined) {
    throw new AcaciaError("usage", `Cannot summarize a sample that is no number: ${odd}`);
  }
}
