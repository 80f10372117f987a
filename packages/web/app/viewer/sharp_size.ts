/** The made sizes that stand in for an original, px on the longer side. */
export const MADE_SIZES = [960, 1600] as const;

/** What is sharp enough: a made size, or the original itself. */
export type SharpSize = (typeof MADE_SIZES)[number] | "original";

/**
 * The least that looks sharp.
 * @param longest Longer side of the original, px. @param shown As it stands on screen, in the screen's own px.
 */
export function sharpSizeFor(longest: number, shown: number): SharpSize {
  const size = MADE_SIZES.find((made) => made >= shown);
  return size === undefined || size >= longest ? "original" : size;
}
