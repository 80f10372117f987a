import type { Pixels } from "./plain_png.ts";

/** Transparent pixels show paper. */
const BACKGROUND = 255;

/** Brightness of a picture that was squeezed into a square: `side` × `side` values of 0 to 255, row by row. */
export type Luma = Float32Array;

/**
 * A picture as a small square of brightness, each value the mean of the stretch of pixels that it covers.
 *
 * @param pixels Any size and shape.
 * @param side Of the square, px.
 */
export function makeLuma({ width, height, rgba }: Pixels, side: number): Luma {
  const luma = new Float32Array(width * height);
  for (let i = 0; i < luma.length; i++) {
    const alpha = (rgba[i * 4 + 3] ?? 0) / 255;
    const [red = 0, green = 0, blue = 0] = [rgba[i * 4], rgba[i * 4 + 1], rgba[i * 4 + 2]];
    luma[i] = (0.299 * red + 0.587 * green + 0.114 * blue) * alpha + BACKGROUND * (1 - alpha);
  }
  const rows = shrinkLines(luma, { lines: height, length: width, side });
  return shrinkLines(rows, { lines: side, length: height, side });
}

/** The mirror image. */
export function mirrorLuma(luma: Luma): Luma {
  const side = Math.sqrt(luma.length);
  const mirrored = new Float32Array(luma.length);
  for (let row = 0; row < luma.length; row += side) {
    mirrored.set(luma.subarray(row, row + side).toReversed(), row);
  }
  return mirrored;
}

/** Averages each line down (or spreads it up) to `side` values, and turns the picture on its side. */
function shrinkLines(
  values: Float32Array,
  { lines, length, side }: { readonly lines: number; readonly length: number; side: number },
): Float32Array {
  const result = new Float32Array(side * lines);
  for (let to = 0; to < side; to++) {
    const start = (to * length) / side;
    const end = ((to + 1) * length) / side;
    for (let line = 0; line < lines; line++) {
      let sum = 0;
      for (let at = Math.floor(start); at < end; at++) {
        const share = Math.min(at + 1, end) - Math.max(at, start);
        sum += share * (values[line * length + at] ?? 0);
      }
      result[to * lines + line] = sum / (end - start);
    }
  }
  return result;
}
