import { AcaciaError } from "@acacia/core/errors";
import type { Rgb } from "./lanczos.ts";

/** Two pictures without any difference: a figure has to end somewhere. */
const MOST_DB = 99;
/** Side of the squares that are compared, and how far apart they lie, px. */
const SQUARE = 8;
const STEP = 4;
/** From the definition of SSIM for 8 bits: they keep flat squares from dividing by nothing. */
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;

/** How near two pictures are: peak signal over noise of all channels, dB; 99 for the same. */
export function psnrOf(a: Rgb, b: Rgb): number {
  checkSizes(a, b);
  let squares = 0;
  for (let i = 0; i < a.rgb.length; i++) squares += (a.rgb[i]! - b.rgb[i]!) ** 2;
  if (squares === 0) return MOST_DB;
  return Math.min(MOST_DB, 10 * Math.log10((255 ** 2 * a.rgb.length) / squares));
}

/** Structural similarity of the brightness: the mean over squares of 8 px, 4 px apart; 1 for the same. */
export function ssimOf(a: Rgb, b: Rgb): number {
  checkSizes(a, b);
  const [one, two] = [lumaOf(a), lumaOf(b)];
  let sum = 0;
  let count = 0;
  for (const top of steps(a.height)) {
    for (const left of steps(a.width)) {
      sum += compareSquares(one, two, { top, left, width: a.width, height: a.height });
      count += 1;
    }
  }
  return sum / count;
}

interface Square {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

function compareSquares(a: Float64Array, b: Float64Array, square: Square): number {
  const { top, left, width, height } = square;
  let [n, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (let y = top; y < Math.min(height, top + SQUARE); y++) {
    for (let x = left; x < Math.min(width, left + SQUARE); x++) {
      const [valueA, valueB] = [a[y * width + x]!, b[y * width + x]!];
      n += 1;
      sumA += valueA;
      sumB += valueB;
      sumAA += valueA * valueA;
      sumBB += valueB * valueB;
      sumAB += valueA * valueB;
    }
  }
  const [meanA, meanB] = [sumA / n, sumB / n];
  const varianceA = sumAA / n - meanA * meanA;
  const varianceB = sumBB / n - meanB * meanB;
  const covariance = sumAB / n - meanA * meanB;
  const light = (2 * meanA * meanB + C1) / (meanA * meanA + meanB * meanB + C1);
  return (light * (2 * covariance + C2)) / (varianceA + varianceB + C2);
}

/** Where squares begin; a picture smaller than one is one square. */
function steps(length: number): readonly number[] {
  const count = Math.max(1, Math.floor((length - SQUARE) / STEP) + 1);
  return Array.from({ length: count }, (_, n) => n * STEP);
}

function lumaOf({ rgb }: Rgb): Float64Array {
  return Float64Array.from({ length: rgb.length / 3 }, (_, i) => {
    return 0.299 * rgb[i * 3]! + 0.587 * rgb[i * 3 + 1]! + 0.114 * rgb[i * 3 + 2]!;
  });
}

function checkSizes(a: Rgb, b: Rgb): void {
  if (a.width === b.width && a.height === b.height) return;
  const sizes = `${a.width} x ${a.height} and ${b.width} x ${b.height}`;
  throw new AcaciaError("usage", `Cannot compare pictures of ${sizes}`);
}
