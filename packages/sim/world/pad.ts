// Makes a file longer without changing what it shows, by the filler that its format allows.
import { crc32 } from "node:zlib";

/** The smallest filler that every format can hold, in bytes. */
export const MIN_FILLER_BYTES = 64;

const TEXT = new TextEncoder();
const FILLER = makeFiller();
const JPEG_SEGMENT_BYTES = 65_535;
const GIF_BLOCK_BYTES = 255;

type Padder = (file: Uint8Array, total: number, label: Uint8Array) => Uint8Array;

/**
 * A copy of `file` that is exactly `sizeBytes` long and looks the same: COM segments in a JPEG, a private chunk in a
 * PNG or WebP, a comment in a GIF, a `free` box in an MP4.
 * @param options.sizeBytes The file's own length, or at least `MIN_FILLER_BYTES` more; even for a WebP.
 * @param options.label Put first into the filler (at most 16 bytes), so that files with the same picture differ.
 * @throws {RangeError} When the file does not fit.
 */
export function padFile(
  file: Uint8Array,
  options: { mime: string; sizeBytes: number; label: string },
): Uint8Array {
  const { mime, sizeBytes, label } = options;
  if (file.length === sizeBytes) return file;
  if (!fits(file, sizeBytes)) {
    throw new RangeError(`Cannot pad ${file.length} bytes of ${mime} to ${sizeBytes}: no room`);
  }
  const padder = PADDERS[mime];
  if (padder === undefined) throw new RangeError(`Cannot pad ${mime}: its filler is not known`);
  return padder(file, sizeBytes, TEXT.encode(label.slice(0, 16)));
}

function fits(file: Uint8Array, sizeBytes: number): boolean {
  return file.length === sizeBytes || file.length + MIN_FILLER_BYTES <= sizeBytes;
}

const PADDERS: Record<string, Padder> = {
  "image/jpeg": padJpeg,
  "image/png": padPng,
  "image/gif": padGif,
  "image/webp": padWebp,
  "video/mp4": padMp4,
};

/** COM segments before the first scan, so that the size of the picture still stands early in the file. */
function padJpeg(file: Uint8Array, total: number, label: Uint8Array): Uint8Array {
  const at = firstScanOf(file);
  const { result, end } = openGap(file, total, at);
  let offset = at;
  while (offset < end) {
    let length = Math.min(JPEG_SEGMENT_BYTES + 2, end - offset);
    if (end - offset - length > 0 && end - offset - length < 24) length -= 24;
    result[offset] = 0xff;
    result[offset + 1] = 0xfe;
    viewOf(result).setUint16(offset + 2, length - 2);
    fill(result.subarray(offset + 4, offset + length), offset === at ? label : undefined);
    offset += length;
  }
  return result;
}

function firstScanOf(file: Uint8Array): number {
  let offset = 2;
  while (file[offset] === 0xff && file[offset + 1] !== 0xda) {
    offset += 2 + (((file[offset + 2] ?? 0) << 8) | (file[offset + 3] ?? 0));
  }
  return offset;
}

/** One ancillary, private, safe-to-copy chunk before the picture data. */
function padPng(file: Uint8Array, total: number, label: Uint8Array): Uint8Array {
  let at = 8;
  while (typeAt(file, at + 4) !== "IDAT") at += 12 + viewOf(file).getUint32(at);
  const { result, end } = openGap(file, total, at);
  viewOf(result).setUint32(at, end - at - 12);
  result.set(TEXT.encode("acAc"), at + 4);
  fill(result.subarray(at + 8, end - 4), label);
  viewOf(result).setUint32(end - 4, crc32(result.subarray(at + 4, end - 4)));
  return result;
}

/** A comment extension before the trailer. */
function padGif(file: Uint8Array, total: number, label: Uint8Array): Uint8Array {
  const at = file.length - 1;
  const { result, end } = openGap(file, total, at);
  result[at] = 0x21;
  result[at + 1] = 0xfe;
  fill(result.subarray(at + 2, end - 1), undefined);
  let offset = at + 2;
  while (offset < end - 1) {
    let length = Math.min(GIF_BLOCK_BYTES + 1, end - 1 - offset);
    if (end - 1 - offset - length === 1) length -= 1;
    result[offset] = length - 1;
    offset += length;
  }
  result.set(label, at + 3);
  result[end - 1] = 0;
  return result;
}

/** An unknown chunk at the end; that needs the extended form, so a simple file gets its header first. */
function padWebp(file: Uint8Array, total: number, label: Uint8Array): Uint8Array {
  const extended = typeAt(file, 12) === "VP8X" ? file : extendWebp(file);
  const { result, end } = openGap(extended, total, extended.length);
  const at = extended.length;
  result.set(TEXT.encode("acAc"), at);
  viewOf(result).setUint32(at + 4, end - at - 8, true);
  fill(result.subarray(at + 8, end), label);
  viewOf(result).setUint32(4, total - 8, true);
  return result;
}

function extendWebp(file: Uint8Array): Uint8Array {
  const lossless = typeAt(file, 12) === "VP8L";
  const bits = lossless ? viewOf(file).getUint32(21, true) : viewOf(file).getUint32(26, true);
  const width = lossless ? (bits & 0x3fff) + 1 : bits & 0x3fff;
  const height = lossless ? ((bits >> 14) & 0x3fff) + 1 : (bits >> 16) & 0x3fff;
  const header = new Uint8Array(18);
  header.set(TEXT.encode("VP8X"));
  header[4] = 10;
  header.set([(width - 1) & 255, (width - 1) >> 8, 0], 12);
  header.set([(height - 1) & 255, (height - 1) >> 8, 0], 15);
  const result = new Uint8Array(file.length + header.length);
  result.set(file.subarray(0, 12));
  result.set(header, 12);
  result.set(file.subarray(12), 30);
  return result;
}

/** A `free` box at the end: one anywhere else would move what the tables point at. */
function padMp4(file: Uint8Array, total: number, label: Uint8Array): Uint8Array {
  const { result, end } = openGap(file, total, file.length);
  viewOf(result).setUint32(file.length, end - file.length);
  result.set(TEXT.encode("free"), file.length + 4);
  fill(result.subarray(file.length + 8), label);
  return result;
}

function openGap(file: Uint8Array, total: number, at: number): { result: Uint8Array; end: number } {
  // Every byte is written below; clearing them first would take as long as the copy.
  const result = Buffer.allocUnsafe(total);
  const end = at + total - file.length;
  result.set(file.subarray(0, at));
  result.set(file.subarray(at), end);
  return { result, end };
}

function fill(gap: Uint8Array, label: Uint8Array | undefined): void {
  for (let at = 0; at < gap.length; at += FILLER.length) {
    gap.set(FILLER.subarray(0, Math.min(FILLER.length, gap.length - at)), at);
  }
  if (label !== undefined) gap.set(label.subarray(0, gap.length));
}

/** Readable, for whoever opens such a file in an editor; a multiple of 4 so that copies are fast. */
function makeFiller(): Uint8Array {
  const line = TEXT.encode("-------------- drawn by the stand-in Imgur, padded to its size --\n");
  const result = new Uint8Array(line.length * 1024);
  for (let at = 0; at < result.length; at += line.length) result.set(line, at);
  return result;
}

function typeAt(file: Uint8Array, at: number): string {
  return String.fromCharCode(...file.subarray(at, at + 4));
}

function viewOf(file: Uint8Array): DataView {
  return new DataView(file.buffer, file.byteOffset, file.byteLength);
}
