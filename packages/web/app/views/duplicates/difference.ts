/** Where two pictures differ. */
export interface Difference {
  /** RGBA, black; the more a pixel differs, the less it lets through. */
  readonly mask: Uint8ClampedArray<ArrayBuffer>;
  /** Of the pixels that differ visibly, 0 to 1. */
  readonly share: number;
}

/** What compression alone makes of a channel of 255. */
const NOISE = 10;
const GAIN = 4;

/**
 * Compares two pictures pixel by pixel.
 * @param left RGBA. @param right RGBA of the same size.
 */
export function findDifference(left: Uint8ClampedArray, right: Uint8ClampedArray): Difference {
  const mask = new Uint8ClampedArray(left.length);
  let differing = 0;
  for (let at = 0; at < left.length; at += 4) {
    let most = 0;
    for (let channel = at; channel < at + 4; channel++) {
      most = Math.max(most, Math.abs((left[channel] ?? 0) - (right[channel] ?? 0)));
    }
    if (most <= NOISE) continue;
    differing++;
    mask[at + 3] = (most - NOISE) * GAIN;
  }
  return { mask, share: left.length === 0 ? 0 : (differing * 4) / left.length };
}
