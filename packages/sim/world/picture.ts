// From a sheet to the bytes of a file.
import sharp, { type Sharp } from "sharp";
import { hash, Rng } from "./seed.ts";
import type { Ground, Sheet } from "./sheet.ts";

/** Width and height in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Red, green and blue of each pixel, row by row. */
export interface Pixels extends Size {
  readonly rgb: Uint8Array;
}

/** Above this many pixels on the long side a drawing is made smaller and enlarged: nobody sees it, and it is faster. */
const MAX_DRAWN_SIDE = 1600;
const GRAIN_TILE = 1 << 17;

/** Draws the sheet at a size in pixels. */
export async function renderSheet(sheet: Sheet, size: Size): Promise<Pixels> {
  const scale = Math.min(1, MAX_DRAWN_SIDE / Math.max(size.width, size.height));
  const drawn = {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
  const pixels = await flatten(sheet, drawn);
  const full = scale === 1 ? pixels : await enlarge(pixels, size);
  if (sheet.grain > 0) addGrain(full.rgb, sheet.grain * 16);
  return full;
}

async function flatten(sheet: Sheet, size: Size): Promise<Pixels> {
  const svg = Buffer.from(sheet.print(size));
  const picture =
    sheet.ground === undefined
      ? sharp(svg).flatten({ background: "#000000" })
      : sharp(await stretch(sheet.ground, size), { raw: { ...size, channels: 3 } }).composite([
          { input: svg },
        ]);
  return { ...size, rgb: await picture.removeAlpha().raw().toBuffer() };
}

function stretch(ground: Ground, size: Size): Promise<Buffer> {
  const raw = { width: ground.width, height: ground.height, channels: 3 as const };
  return sharp(ground.rgb, { raw })
    .resize(size.width, size.height, { fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
}

async function enlarge(pixels: Pixels, size: Size): Promise<Pixels> {
  const raw = { width: pixels.width, height: pixels.height, channels: 3 as const };
  const rgb = await sharp(pixels.rgb, { raw })
    .resize(size.width, size.height, { fit: "fill", kernel: "mitchell" })
    .raw()
    .toBuffer();
  return { ...size, rgb };
}

/** The same light noise on all three colours, as film has; it also hides the bands of a long gradient. */
function addGrain(rgb: Uint8Array, strength: number): void {
  const pixels = new Uint8ClampedArray(rgb.buffer, rgb.byteOffset, rgb.length);
  const tile = grainTile();
  let at = hash(rgb.length) & (GRAIN_TILE - 1);
  for (let i = 0; i < pixels.length; i += 3) {
    const noise = ((tile[at] as number) * strength) / 127;
    at = (at + 1) & (GRAIN_TILE - 1);
    pixels[i] = (pixels[i] as number) + noise;
    pixels[i + 1] = (pixels[i + 1] as number) + noise;
    pixels[i + 2] = (pixels[i + 2] as number) + noise;
  }
}

let grain: Int8Array | undefined;

function grainTile(): Int8Array {
  if (grain === undefined) {
    const rng = new Rng(1);
    grain = Int8Array.from({ length: GRAIN_TILE }, () =>
      Math.max(-127, Math.min(127, rng.normal() * 52)),
    );
  }
  return grain;
}

/** How a still is stored. */
export interface StillFormat {
  readonly mime: string;
  /** 1 to 100, for JPEG and WebP. */
  readonly quality: number;
  readonly progressive: boolean;
}

/**
 * Encodes pixels into at most `roomBytes`: as asked when that fits, else ever more coarsely.
 * @throws {RangeError} When not even the coarsest form fits.
 */
export async function encodeStill(
  pixels: Pixels,
  format: StillFormat & { roomBytes: number },
): Promise<Uint8Array> {
  for (const attempt of attemptsFor(format)) {
    const raw = { width: pixels.width, height: pixels.height, channels: 3 as const };
    const picture = sharp(pixels.rgb, { raw });
    if (attempt.blur > 0) picture.blur(attempt.blur);
    const file = await encode(picture, { ...format, ...attempt });
    if (file.length <= format.roomBytes) return file;
  }
  throw new RangeError(
    `Cannot draw ${pixels.width} × ${pixels.height} ${format.mime} in ${format.roomBytes} bytes: too few`,
  );
}

interface Attempt {
  readonly quality: number;
  /** Colours of a PNG; 0 for all. */
  readonly colours: number;
  readonly blur: number;
}

function attemptsFor(format: StillFormat): Attempt[] {
  if (format.mime === "image/png") {
    return [0, 256, 48, 12, 4, 2].map((colours, i) => ({
      quality: 100,
      colours,
      blur: i > 3 ? 4 : 0,
    }));
  }
  const qualities = [format.quality, format.quality * 0.84, format.quality * 0.6, 24, 6, 1];
  return qualities.map((quality, i) => ({
    quality: Math.max(1, Math.round(quality)),
    colours: 0,
    blur: i > 3 ? i * 1.5 : 0,
  }));
}

function encode(picture: Sharp, how: StillFormat & Attempt): Promise<Uint8Array> {
  if (how.mime === "image/png") {
    return how.colours === 0
      ? picture.png({ compressionLevel: 6 }).toBuffer()
      : picture.png({ palette: true, colours: how.colours, effort: 1, dither: 0.4 }).toBuffer();
  }
  if (how.mime === "image/webp")
    return picture.webp({ quality: how.quality, effort: 2 }).toBuffer();
  return picture.jpeg({ quality: how.quality, progressive: how.progressive }).toBuffer();
}
