// Writes GIFs: sharp's own encoder takes five times as long, as it searches new colours for every frame.
import sharp from "sharp";
import type { Rgb } from "./colour.ts";

/** Frames of one size: red, green and blue of each pixel, row by row. */
export interface GifFrames {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Uint8Array[];
  /** Hundredths of a second that each frame stays. */
  readonly delay: number;
}

const MAX_CODES = 4096;
const BLOCK_BYTES = 255;
const TEXT = new TextEncoder();
/** Where each pixel of a 4 × 4 square is rounded up or down, so that few colours look like many. */
const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

/**
 * A looping GIF with one table of colours for all frames.
 * @param options.colours 2 to 256.
 * @param options.dither Strength of the pattern that mixes colours, 0 to about 24.
 */
export async function writeGif(
  picture: GifFrames,
  options: { colours: number; dither: number },
): Promise<Uint8Array> {
  const palette = await choosePalette(picture, options.colours);
  const bits = Math.max(1, Math.ceil(Math.log2(palette.length)));
  const parts: Uint8Array[] = [makeHeader(picture, { palette, bits })];
  const nearest = makeNearest(palette);
  for (const frame of picture.frames) {
    const indices = toIndices(frame, { width: picture.width, nearest, dither: options.dither });
    parts.push(
      makeFrameHeader(picture),
      ...blocksOf(compress(indices, Math.max(2, bits)), Math.max(2, bits)),
    );
    // One frame takes some milliseconds; others may have their turn in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  parts.push(Uint8Array.of(0x3b));
  return Buffer.concat(parts);
}

/** The colours that suit a few of the frames best. */
async function choosePalette(picture: GifFrames, colours: number): Promise<readonly Rgb[]> {
  const { width, height, frames } = picture;
  const chosen = [0, 0.5].map((at) => frames[Math.floor(at * frames.length)] as Uint8Array);
  const strip = Buffer.concat(chosen);
  const raw = { width, height: height * chosen.length, channels: 3 as const };
  const png = await sharp(strip, { raw })
    .png({ palette: true, colours, effort: 1, dither: 0 })
    .toBuffer();
  const at = png.indexOf("PLTE");
  const count = png.readUInt32BE(at - 4) / 3;
  return Array.from({ length: count }, (_, i): Rgb => {
    const start = at + 4 + i * 3;
    return [png[start] as number, png[start + 1] as number, png[start + 2] as number];
  });
}

function makeHeader(
  picture: GifFrames,
  table: { palette: readonly Rgb[]; bits: number },
): Uint8Array {
  const size = 1 << table.bits;
  const header = new Uint8Array(13 + size * 3 + 19);
  header.set(TEXT.encode("GIF89a"));
  header.set(
    [picture.width & 255, picture.width >> 8, picture.height & 255, picture.height >> 8],
    6,
  );
  header[10] = 0xf0 | (table.bits - 1);
  table.palette.forEach((rgb, i) => {
    header.set(rgb, 13 + i * 3);
  });
  header.set([0x21, 0xff, 11], 13 + size * 3);
  header.set(TEXT.encode("NETSCAPE2.0"), 16 + size * 3);
  header.set([3, 1, 0, 0, 0], 27 + size * 3);
  return header;
}

function makeFrameHeader(picture: GifFrames): Uint8Array {
  const { width, height, delay } = picture;
  const control = [0x21, 0xf9, 4, 4, delay & 255, delay >> 8, 0, 0];
  return Uint8Array.from([
    ...control,
    ...[0x2c, 0, 0, 0, 0, width & 255, width >> 8, height & 255, height >> 8, 0],
  ]);
}

/** Finds the nearest colour of a table; what was asked before is remembered, five bits a channel. */
function makeNearest(palette: readonly Rgb[]): (cell: number) => number {
  const known = new Int16Array(32_768).fill(-1);
  return (cell) => {
    const kept = known[cell] as number;
    if (kept >= 0) return kept;
    const [r, g, b] = [(cell >> 10) * 8 + 4, ((cell >> 5) & 31) * 8 + 4, (cell & 31) * 8 + 4];
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    palette.forEach((rgb, i) => {
      const far = 2 * (rgb[0] - r) ** 2 + 4 * (rgb[1] - g) ** 2 + 3 * (rgb[2] - b) ** 2;
      if (far < least) [best, least] = [i, far];
    });
    known[cell] = best;
    return best;
  };
}

function toIndices(
  frame: Uint8Array,
  how: { width: number; nearest: (cell: number) => number; dither: number },
): Uint8Array {
  const indices = new Uint8Array(frame.length / 3);
  for (let i = 0, at = 0; i < indices.length; i++, at += 3) {
    const x = i % how.width;
    const y = (i - x) / how.width;
    const lift = (((DITHER[(y & 3) * 4 + (x & 3)] as number) - 7.5) / 16) * how.dither;
    const r = Math.min(255, Math.max(0, (frame[at] as number) + lift)) >> 3;
    const g = Math.min(255, Math.max(0, (frame[at + 1] as number) + lift)) >> 3;
    const b = Math.min(255, Math.max(0, (frame[at + 2] as number) + lift)) >> 3;
    indices[i] = how.nearest((r << 10) | (g << 5) | b);
  }
  return indices;
}

/** LZW as GIF wants it: codes grow from `bits` + 1 to 12 bits, then the table starts afresh. */
function compress(indices: Uint8Array, bits: number): Uint8Array {
  const out = new Uint8Array(Math.ceil(indices.length * 1.6) + 64);
  const clear = 1 << bits;
  let codeBits = bits + 1;
  let next = clear + 2;
  let round = 1;
  let held = 0;
  let heldBits = 0;
  let length = 0;
  const put = (code: number) => {
    held |= code << heldBits;
    heldBits += codeBits;
    while (heldBits >= 8) {
      out[length++] = held & 255;
      held >>>= 8;
      heldBits -= 8;
    }
  };
  put(clear);
  let prefix = indices[0] as number;
  for (let i = 1; i < indices.length; i++) {
    const value = indices[i] as number;
    const key = (prefix << 8) | value;
    const entry = CODE_TABLE[key] as number;
    if (entry >>> 12 === round) {
      prefix = entry & 4095;
      continue;
    }
    put(prefix);
    prefix = value;
    if (next < MAX_CODES) {
      CODE_TABLE[key] = (round << 12) | next;
      if (next === 1 << codeBits) codeBits++;
      next++;
    } else {
      put(clear);
      [codeBits, next, round] = [bits + 1, clear + 2, round + 1];
    }
  }
  put(prefix);
  put(clear + 1);
  if (heldBits > 0) out[length++] = held & 255;
  CODE_TABLE.fill(0);
  return out.subarray(0, length);
}

/** From prefix and next index to a code; an entry counts only when it bears the number of the present round. */
const CODE_TABLE = new Uint32Array(MAX_CODES << 8);

function blocksOf(data: Uint8Array, bits: number): Uint8Array[] {
  const blocks: Uint8Array[] = [Uint8Array.of(bits)];
  for (let at = 0; at < data.length; at += BLOCK_BYTES) {
    const block = data.subarray(at, at + BLOCK_BYTES);
    blocks.push(Uint8Array.of(block.length), block);
  }
  blocks.push(Uint8Array.of(0));
  return blocks;
}
