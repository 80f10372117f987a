// Colours by how they look: equal steps of lightness here look equal on the screen.

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/**
 * A colour of OKLCH, brought into what a screen can show by taking colour away, never lightness.
 * @param lightness 0 (black) to 1 (white).
 * @param chroma 0 (grey) to about 0.3.
 * @param hue Degrees: 30 red, 70 orange, 100 yellow, 145 green, 200 teal, 260 blue, 310 violet, 350 pink.
 */
export function oklchRgb(lightness: number, chroma: number, hue: number): Rgb {
  let c = chroma;
  for (let step = 0; step < 12; step++) {
    const linear = oklchLinear(lightness, c, hue);
    if (linear.every((value) => value >= -0.002 && value <= 1.002)) break;
    c *= 0.86;
  }
  const [r, g, b] = oklchLinear(lightness, c, hue);
  return [encode(r), encode(g), encode(b)];
}

/** The same colour as `#rrggbb`. */
export function oklch(lightness: number, chroma: number, hue: number): string {
  return hex(oklchRgb(lightness, chroma, hue));
}

/** `#rrggbb`. */
export function hex(rgb: Rgb): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}

/** Reads `#rrggbb`. */
export function rgbOf(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** A colour between two, `share` 0 to 1 of the way. */
export function blend(from: string, to: string, share: number): string {
  return hex(blendRgb(rgbOf(from), rgbOf(to), share));
}

/** As `blend`, on numbers. */
export function blendRgb(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (i: 0 | 1 | 2) => from[i] + (to[i] - from[i]) * share;
  return [part(0), part(1), part(2)];
}

/** The colour at `at` (0 to 1) along a row of colours. */
export function ramp(colours: readonly Rgb[], at: number): Rgb {
  const place = Math.min(Math.max(at, 0), 1) * (colours.length - 1);
  const index = Math.min(Math.floor(place), colours.length - 2);
  return blendRgb(colours[index] as Rgb, colours[index + 1] as Rgb, place - index);
}

function oklchLinear(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function encode(linear: number): number {
  const value = Math.min(Math.max(linear, 0), 1);
  return 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);
}
