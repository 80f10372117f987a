import { bytesSource } from "./byte_source.ts";
import type { Size } from "./decode_scale.ts";
import { ByteReader } from "./formats/byte_reader.ts";
import { listJpegHeader } from "./formats/jpeg.ts";

const SOS = 0xda;
const BASELINE_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1]);
const PROGRESSIVE_FRAME = 0xc2;
const BLOCK_SIDE = 8;
const FACTORS: ReadonlySet<number> = new Set([1, 2, 4]);

/** Where a JPEG says how large it is, and how freely. */
export interface JpegGrid {
  /** Where its height stands, two bytes; then its width. */
  readonly at: number;
  /**
   * Of what is stored together, px: a file of as many of these is read alike, whatever part of the last ones it claims
   * to be picture.
   */
  readonly grid: Size;
}

/**
 * Reads the grid that a JPEG is stored in.
 *
 * @param jpeg Its first bytes, up to the first scan's header.
 * @returns undefined for a form whose grid is not known: lossless, arithmetic, odd sampling.
 */
export function readJpegGrid(jpeg: Uint8Array): JpegGrid | undefined {
  const bytes = new ByteReader(bytesSource(jpeg));
  let frame: { readonly marker: number; readonly from: number } | undefined;
  for (const { marker, from } of listJpegHeader(bytes)) {
    if (BASELINE_FRAMES.has(marker) || marker === PROGRESSIVE_FRAME) frame ??= { marker, from };
    if (marker !== SOS || !frame) continue;
    const factors = readFactors(bytes, frame.from);
    if (!factors) return undefined;
    // Colours that share a scan are stored in common units; one alone, block by block.
    const isShared = frame.marker !== PROGRESSIVE_FRAME && bytes.u8(from) > 1;
    const isAll = bytes.u8(from) === bytes.u8(frame.from + 5);
    const { width, height } = isShared && isAll ? factors : { width: 1, height: 1 };
    return {
      at: frame.from + 1,
      grid: { width: width * BLOCK_SIDE, height: height * BLOCK_SIDE },
    };
  }
  return undefined;
}

/** The largest sampling factors, where all are powers of two: with others, blocks end at odd places. */
function readFactors(bytes: ByteReader, frame: number): Size | undefined {
  let [width, height] = [1, 1];
  for (let component = 0; component < bytes.u8(frame + 5); component++) {
    const factors = bytes.u8(frame + 7 + component * 3);
    if (!FACTORS.has(factors >> 4) || !FACTORS.has(factors & 15)) return undefined;
    width = Math.max(width, factors >> 4);
    height = Math.max(height, factors & 15);
  }
  return { width, height };
}

/**
 * A JPEG that claims another size within its grid: its decoder leaves out a few pixels at the right and below.
 *
 * @param size As stored, before any turn, px.
 * @returns A copy.
 */
export function claimSize(jpeg: Uint8Array, { at }: JpegGrid, { width, height }: Size): Uint8Array {
  const copy = new Uint8Array(jpeg);
  new DataView(copy.buffer).setUint16(at, height);
  new DataView(copy.buffer).setUint16(at + 2, width);
  return copy;
}
