/** A picture as rows of red, green, blue, 8 bits each. */
export interface Rgb {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const LOBES = 3;
const CHANNELS = 3;

/** What one pixel of the result is made of: neighbouring pixels from `first` on, and how much of each. */
interface Mix {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * A picture scaled with Lanczos's window of three lobes over all of its pixels: the yardstick for thumbnails, slow
 * and of our own, so that it leans towards no library.
 *
 * @param picture As decoded in full.
 * @param size Of the result, px.
 */
export function scaleByLanczos(
  { width, height, rgb }: Rgb,
  size: { readonly width: number; readonly height: number },
): Rgb {
  const across = scaleLines(rgb, {
    lines: height,
    step: CHANNELS,
    stride: width * CHANNELS,
    mixes: makeMixes(width, size.width),
  });
  const down = scaleLines(across, {
    lines: size.width,
    step: size.width * CHANNELS,
    stride: CHANNELS,
    mixes: makeMixes(height, size.height),
  });
  // The second pass walked columns: its lines are columns of the result.
  const result = new Uint8Array(size.width * size.height * CHANNELS);
  for (let x = 0; x < size.width; x++) {
    for (let y = 0; y < size.height; y++) {
      for (let channel = 0; channel < CHANNELS; channel++) {
        const value = down[(x * size.height + y) * CHANNELS + channel] ?? 0;
        result[(y * size.width + x) * CHANNELS + channel] = Math.max(
          0,
          Math.min(255, Math.round(value)),
        );
      }
    }
  }
  return { ...size, rgb: result };
}

/** Scales each line; the result holds line after line, whichever way they ran. */
function scaleLines(
  values: ArrayLike<number>,
  shape: {
    readonly lines: number;
    readonly step: number;
    readonly stride: number;
    readonly mixes: readonly Mix[];
  },
): Float32Array {
  const { lines, step, stride, mixes } = shape;
  const result = new Float32Array(lines * mixes.length * CHANNELS);
  let to = 0;
  for (let line = 0; line < lines; line++) {
    for (const { first, weights } of mixes) {
      let [red, green, blue] = [0, 0, 0];
      let at = line * stride + first * step;
      for (const weight of weights) {
        red += weight * values[at]!;
        green += weight * values[at + 1]!;
        blue += weight * values[at + 2]!;
        at += step;
      }
      result[to++] = red;
      result[to++] = green;
      result[to++] = blue;
    }
  }
  return result;
}

function makeMixes(from: number, to: number): readonly Mix[] {
  const scale = from / to;
  // Shrinking stretches the window over all that falls into a pixel; enlarging leaves it as it is.
  const stretch = Math.max(1, scale);
  const reach = LOBES * stretch;
  return Array.from({ length: to }, (_, n) => {
    const centre = (n + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - reach));
    const last = Math.min(from, Math.ceil(centre + reach));
    const raw = Array.from({ length: last - first }, (_, k) =>
      window((first + k + 0.5 - centre) / stretch),
    );
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return { first, weights: raw.map((weight) => weight / sum) };
  });
}

function window(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= LOBES) return 0;
  const angle = Math.PI * x;
  return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / angle ** 2;
}
