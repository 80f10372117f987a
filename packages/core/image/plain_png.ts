import { bytesSource } from "./byte_source.ts";
import { ByteReader } from "./formats/byte_reader.ts";
import { listPngChunks } from "./formats/png.ts";

/** A picture as rows of red, green, blue, alpha, 8 bits each. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const CHANNELS = 4;
const BITMAP_HEADER_BYTES = 54;
/** Says that there is a zlib header. */
const ZLIB_WINDOW_BITS = 15;

/**
 * The pixels of a PNG that `Bun.Image` wrote at compression level 0: 8-bit RGBA, rows without a filter.
 * `Bun.Image` has no raw output; this is its cheapest form.
 *
 * @throws {Error} When the PNG is of another form.
 */
export function readPlainPng(png: Uint8Array): Pixels {
  const bytes = new ByteReader(bytesSource(png));
  const width = bytes.u32(16);
  const height = bytes.u32(20);
  if (bytes.u16(24) !== 0x0806) throw new Error("Cannot read the pixels: not 8-bit RGBA");
  const parts: Uint8Array[] = [];
  for (const { name, from, sizeBytes } of listPngChunks(bytes)) {
    if (name === "IDAT") parts.push(png.subarray(from, from + sizeBytes));
  }
  // Not node:zlib, which makes a stream for every call: four times as slow here.
  const rows = Bun.inflateSync(Buffer.concat(parts), { windowBits: ZLIB_WINDOW_BITS });
  const stride = width * CHANNELS;
  const rgba = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const row = y * (stride + 1);
    if (rows[row] !== 0) throw new Error("Cannot read the pixels: a row has a filter");
    rgba.set(rows.subarray(row + 1, row + 1 + stride), y * stride);
  }
  return { width, height, rgba };
}

/** The PNG without its colour profile: for pixels that are sRGB anyway. */
export function withoutProfile(png: Uint8Array): Uint8Array {
  const bytes = new ByteReader(bytesSource(png));
  for (const { name, from, sizeBytes } of listPngChunks(bytes)) {
    if (name === "IDAT") break;
    if (name !== "iCCP") continue;
    return Buffer.concat([png.subarray(0, from - 8), png.subarray(from + sizeBytes + 4)]);
  }
  return png;
}

/**
 * The pixels laid on a grey or white ground, as a 24-bit bitmap: a form that `Bun.Image` reads at no cost.
 *
 * @param background 0 black to 255 white.
 */
export function writeFlatBitmap({ width, height, rgba }: Pixels, background: number): Uint8Array {
  const stride = (width * 3 + 3) & ~3;
  const bitmap = Buffer.alloc(BITMAP_HEADER_BYTES + stride * height);
  bitmap.write("BM");
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(BITMAP_HEADER_BYTES, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeInt32LE(width, 18);
  bitmap.writeInt32LE(-height, 22); // negative: the first row is the top one
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    let to = BITMAP_HEADER_BYTES + y * stride;
    for (let from = y * width * CHANNELS; from < (y + 1) * width * CHANNELS; from += CHANNELS) {
      const alpha = (rgba[from + 3] ?? 0) / 255;
      for (const channel of [2, 1, 0]) {
        bitmap[to++] = Math.round((rgba[from + channel] ?? 0) * alpha + background * (1 - alpha));
      }
    }
  }
  return bitmap;
}
