import { bytesSource } from "./byte_source.ts";
import { ByteReader } from "./formats/byte_reader.ts";
import { listJpegSegments } from "./formats/jpeg.ts";

const [DHT, DRI, SOS] = [0xc4, 0xdd, 0xda];
const PROGRESSIVE_FRAME = 0xc2;
const AC_CLASS = 1;
/** The Huffman table for the scan we write: the last one, which encoders do not use. */
const OWN_TABLE = 3;
/** Blocks that one "end of bands" symbol can stand for: 2^14 and 14 more bits. */
const MAX_RUN_EXPONENT = 14;
const BLOCK_SIDE = 8;

/** What a frame header tells about its first component, the brightness. */
interface Luma {
  readonly id: number;
  /** 8 × 8 blocks of a scan of it alone. */
  readonly blocks: number;
}

/**
 * A progressive JPEG without the scans that hold the detail of its brightness: in their place stands one scan that
 * says "no detail". A decoder that scales to 1/8 looks only at what is left, so its pixels are the same, and has
 * a fraction to read. At any other scale each block of 8 × 8 pixels is of one brightness: the caller makes sure that
 * this is less than a pixel of what it makes.
 *
 * @param jpeg A whole progressive JPEG.
 * @returns undefined when the file is of a form that this does not fit (not three components, restarts, …).
 */
export function keepCoarseScans(jpeg: Uint8Array): Uint8Array | undefined {
  const bytes = new ByteReader(bytesSource(jpeg));
  const parts: Uint8Array[] = [];
  let luma: Luma | undefined;
  let from = 0;
  for (const { marker, start, from: content, end } of listJpegSegments(bytes)) {
    if (marker === PROGRESSIVE_FRAME) luma = readLuma(bytes, content);
    if (marker === DRI || (marker === DHT && definesOwnTable(bytes, { from: content, to: end }))) {
      return undefined;
    }
    if (marker !== SOS) continue;
    if (!luma) return undefined;
    if (!isDetailOf(luma, { bytes, content })) continue;
    parts.push(jpeg.subarray(from, start));
    if (from === 0) parts.push(writeEmptyScan(luma));
    from = end;
  }
  if (from === 0) return undefined;
  return Buffer.concat([...parts, jpeg.subarray(from)]);
}

/** The first of three components, if it has the finest grid and that is at most twice as fine as the others'. */
function readLuma(bytes: ByteReader, frame: number): Luma | undefined {
  if (bytes.u8(frame) !== 8 || bytes.u8(frame + 5) !== 3) return undefined;
  const factors = [0, 1, 2].map((component) => bytes.u8(frame + 7 + component * 3));
  const [across = [], down = []] = [factors.map((f) => f >> 4), factors.map((f) => f & 15)];
  if (across[0] !== Math.max(...across) || down[0] !== Math.max(...down)) return undefined;
  if (Math.max(...across, ...down) > 2 || Math.min(...across, ...down) < 1) return undefined;
  const columns = Math.ceil(bytes.u16(frame + 3) / BLOCK_SIDE);
  const rows = Math.ceil(bytes.u16(frame + 1) / BLOCK_SIDE);
  return { id: bytes.u8(frame + 6), blocks: columns * rows };
}

/** Whether a scan holds higher frequencies of the brightness, and nothing else. */
function isDetailOf(
  luma: Luma,
  { bytes, content }: { readonly bytes: ByteReader; readonly content: number },
): boolean {
  const components = bytes.u8(content);
  const firstFrequency = bytes.u8(content + 1 + components * 2);
  return components === 1 && bytes.u8(content + 1) === luma.id && firstFrequency > 0;
}

/** A segment may define several tables: each is a byte of class and number, 16 counts, and the symbols. */
function definesOwnTable(
  bytes: ByteReader,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  let at = from;
  while (at < to) {
    if (bytes.u8(at) === ((AC_CLASS << 4) | OWN_TABLE)) return true;
    let symbols = 0;
    for (let length = 1; length <= 16; length++) symbols += bytes.u8(at + length);
    at += 17 + symbols;
  }
  return false;
}

/** A table of 15 symbols, "2^n blocks end here", each a code of 4 bits; and a scan made of those symbols. */
function writeEmptyScan({ id, blocks }: Luma): Uint8Array {
  const counts = Array.from({ length: 16 }, (_, index) => (index === 3 ? MAX_RUN_EXPONENT + 1 : 0));
  const symbols = Array.from({ length: MAX_RUN_EXPONENT + 1 }, (_, exponent) => exponent << 4);
  const table = [(AC_CLASS << 4) | OWN_TABLE, ...counts, ...symbols];
  // One component, its table, frequencies 1 to 63, full precision at once.
  const header = [1, id, OWN_TABLE, 1, 63, 0];
  return Buffer.from([
    ...[0xff, DHT, 0, table.length + 2, ...table],
    ...[0xff, SOS, 0, header.length + 2, ...header],
    ...writeRuns(blocks),
  ]);
}

/** "No detail" for so many blocks, in the longest runs there are; filled up with ones, `0xff` stuffed. */
function writeRuns(blocks: number): number[] {
  let bits = "";
  for (let left = blocks; left > 0; ) {
    const exponent = Math.min(MAX_RUN_EXPONENT, Math.floor(Math.log2(left)));
    const run = Math.min(left, 2 ** (exponent + 1) - 1);
    bits += exponent.toString(2).padStart(4, "0");
    if (exponent > 0) bits += (run - 2 ** exponent).toString(2).padStart(exponent, "0");
    left -= run;
  }
  const octets = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1").match(/.{8}/g) ?? [];
  return octets
    .map((octet) => Number.parseInt(octet, 2))
    .flatMap((value) => (value === 0xff ? [0xff, 0] : [value]));
}
