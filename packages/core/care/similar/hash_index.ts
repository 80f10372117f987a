const BANDS = 4;
const BAND_BITS = 16;
const BUCKETS = 2 ** BAND_BITS;

/** A hash of 64 bits in two halves, unsigned: numbers of 64 bits would be objects, ten times slower. */
export interface HashHalves {
  readonly high: number;
  readonly low: number;
}

/** A hash that was found near another. */
export interface NearHash {
  /** Its place in the index. */
  readonly at: number;
  /** Bits that differ. */
  readonly distance: number;
}

/**
 * Finds hashes within a Hamming distance without comparing all: multi-index hashing. A hash is cut into four bands; two
 * hashes that differ in few bits differ in at most a quarter of them in one band, so that looking up each band, and what
 * is that near to it, finds them all.
 *
 * @example
 * ```ts
 * import { HashIndex } from "@acacia/core";
 * const index = new HashIndex(Uint32Array.of(0, 7), Uint32Array.of(1, 9), { radius: 11 });
 * console.assert(index.near({ high: 0, low: 3 }).length === 2);
 * ```
 */
export class HashIndex {
  readonly #radius: number;
  readonly #masks: Uint16Array;
  readonly #bandRadius: number;
  readonly #bands: readonly Band[];

  /** @param high The upper halves of the hashes. @param low The lower halves. @param options `radius`: bits that may differ, 0 to 15. */
  constructor(high: Uint32Array, low: Uint32Array, { radius }: { readonly radius: number }) {
    this.#radius = radius;
    this.#bandRadius = Math.floor(radius / BANDS);
    this.#masks = listMasks(this.#bandRadius);
    this.#bands = Array.from({ length: BANDS }, (_, band) => makeBand(high, low, band));
  }

  /**
   * Every hash within the radius, in no order.
   * @param hash Which. @param after Only those at later places: each pair once. @default -1
   */
  near({ high, low }: HashHalves, after = -1): NearHash[] {
    const found: NearHash[] = [];
    const radius = this.#radius;
    for (let band = 0; band < BANDS; band++) {
      const { starts, places, highs, lows } = this.#bands[band]!;
      const key = bandOf(high, low, band);
      for (const mask of this.#masks) {
        const bucket = key ^ mask;
        const start = starts[bucket]!;
        // Backwards: places grow in a bucket, so that the first too early one ends it.
        for (let at = starts[bucket + 1]! - 1; at >= start && places[at]! > after; at--) {
          const upper = highs[at]! ^ high;
          const lower = lows[at]! ^ low;
          const distance = countBits(upper) + countBits(lower);
          if (distance > radius || this.#isFoundBefore(upper, lower, band)) continue;
          found.push({ at: places[at]!, distance });
        }
      }
    }
    return found;
  }

  /** Whether an earlier band was near as well, and has given this one. */
  #isFoundBefore(upper: number, lower: number, band: number): boolean {
    for (let earlier = 0; earlier < band; earlier++) {
      if (countBits(bandOf(upper, lower, earlier)) <= this.#bandRadius) return true;
    }
    return false;
  }
}

/** Places of the hashes by the value of one band: those of bucket b from `starts[b]` to `starts[b + 1]`. */
interface Band {
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
  /** Their hashes in the same order: reading on is faster than jumping. */
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
}

function makeBand(high: Uint32Array, low: Uint32Array, band: number): Band {
  const starts = new Uint32Array(BUCKETS + 1);
  for (let at = 0; at < high.length; at++) starts[bandOf(high[at]!, low[at]!, band) + 1]! += 1;
  for (let bucket = 0; bucket < BUCKETS; bucket++) starts[bucket + 1]! += starts[bucket]!;
  const next = starts.slice();
  const [places, highs, lows] = [high.slice(), high.slice(), high.slice()];
  for (let at = 0; at < high.length; at++) {
    const bucket = bandOf(high[at]!, low[at]!, band);
    const to = next[bucket]!;
    next[bucket] = to + 1;
    places[to] = at;
    highs[to] = high[at]!;
    lows[to] = low[at]!;
  }
  return { starts, places, highs, lows };
}

function bandOf(high: number, low: number, band: number): number {
  const half = band < BANDS / 2 ? high : low;
  return band % 2 === 0 ? half >>> BAND_BITS : half & (BUCKETS - 1);
}

/** Every 16-bit mask with at most so many bits. */
function listMasks(bits: number): Uint16Array {
  return Uint16Array.from({ length: BUCKETS }, (_, mask) => mask).filter(
    (mask) => countBits(mask) <= bits,
  );
}

/** Bits that are set in 32. */
function countBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
