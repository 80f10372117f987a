import type { Sample } from "../text/sample.ts";

/**
 * Places of a random sample, each of the `total` as likely as any other; the same seed picks the same.
 *
 * @param sample How many. @param options How many there are, and the seed, a whole number below 2³².
 * @returns Distinct places from 0 to `total` - 1; at least one when there is any.
 */
export function pickSample(
  sample: Sample,
  { total, seed }: { total: number; seed: number },
): Set<number> {
  const wanted = "count" in sample ? sample.count : Math.ceil(sample.share * total);
  const random = makeRandom(seed);
  const picked = new Set<number>();
  // Floyd's sampling: as many steps as places are wanted, however many there are.
  for (let top = total - Math.min(wanted, total); top < total; top++) {
    const place = Math.floor(random() * (top + 1));
    picked.add(picked.has(place) ? top : place);
  }
  return picked;
}

/** splitmix32: numbers in [0, 1) that depend on the seed alone. */
function makeRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let t = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
    return ((t ^ (t >>> 15)) >>> 0) / 2 ** 32;
  };
}
