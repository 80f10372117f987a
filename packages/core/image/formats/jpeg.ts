import type { ByteReader } from "./byte_reader.ts";
import { isLying, type Orientation, readExifOrientation } from "./exif.ts";
import { type Format, MAX_PARTS, NO_SIZE, STILL, uprightSize } from "./format.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
/** Padding that programs leave after the end marker. */
const PADDING = new Set([0x00, 0x0a, 0x0d, 0x20, 0xff]);
const MAX_PADDING_BYTES = 4_096;

/** A marker segment: which, and where its content lies. */
export interface JpegSegment {
  readonly marker: number;
  /** Where its `0xff` is. */
  readonly start: number;
  /** Its first byte after the length field. */
  readonly from: number;
  readonly to: number;
}

/** The segments before the picture data, and the first start-of-scan. */
export function* listJpegHeader(bytes: ByteReader): Generator<JpegSegment> {
  if (bytes.u16(0) !== 0xff00 + SOI) return;
  let at = 2;
  for (let parts = 0; parts < MAX_PARTS && at < bytes.sizeBytes; parts++) {
    const start = nextMarker(bytes, at);
    const marker = bytes.u8(start + 1);
    if (marker === EOI || start >= bytes.sizeBytes) return;
    if (isBare(marker)) {
      at = start + 2;
      continue;
    }
    const to = start + 2 + Math.max(2, bytes.u16(start + 2));
    yield { marker, start, from: start + 4, to };
    if (marker === SOS) return;
    at = to;
  }
}

/** The turn that the first EXIF block asks for. */
export function readJpegOrientation(bytes: ByteReader): Orientation {
  for (const { marker, from } of listJpegHeader(bytes)) {
    if (marker === APP1 && bytes.ascii(from, 6) === "Exif\0\0") {
      return readExifOrientation(bytes, from + 6);
    }
  }
  return 1;
}

/** What a frame header tells. */
export interface JpegFrame {
  /** As stored, before any turn, px. */
  readonly width: number;
  readonly height: number;
  readonly progressive: boolean;
  /** 1 gray, 3 colour, 4 CMYK. */
  readonly components: number;
}

/** The first frame header; undefined when there is none before the picture data. */
export function readJpegFrame(bytes: ByteReader): JpegFrame | undefined {
  for (const { marker, from } of listJpegHeader(bytes)) {
    if (!isFrame(marker)) continue;
    return {
      width: bytes.u16(from + 3),
      height: bytes.u16(from + 1),
      progressive: marker === 0xc2,
      components: bytes.u8(from + 5),
    };
  }
  return undefined;
}

/** Every segment up to the end marker; a scan's `end` is behind its picture data. Reads the whole file. */
export function* listJpegSegments(
  bytes: ByteReader,
): Generator<JpegSegment & { readonly end: number }> {
  let at = 2;
  while (at < bytes.sizeBytes) {
    const start = nextMarker(bytes, at);
    const marker = bytes.u8(start + 1);
    if (marker === EOI || start >= bytes.sizeBytes) return;
    const to = isBare(marker) ? start + 2 : start + 2 + Math.max(2, bytes.u16(start + 2));
    const end = marker === SOS ? scanEnd(bytes, to) : to;
    yield { marker, start, from: start + 4, to, end };
    at = end;
  }
}

/** How many scans follow each other, counted up to `limit`; reads the whole file. */
export function countJpegScans(bytes: ByteReader, limit: number): number {
  let scans = 0;
  for (const { marker } of listJpegSegments(bytes)) {
    if (marker === SOS && ++scans >= limit) break;
  }
  return scans;
}

/** JPEG: the frame header gives the size, EXIF the turn; whole when the scans end in an end-of-image marker. */
export const JPEG: Format = {
  readSize(bytes) {
    const frame = readJpegFrame(bytes);
    if (!frame) return NO_SIZE;
    return uprightSize(frame.width, frame.height, isLying(readJpegOrientation(bytes)));
  },

  readMovement: () => STILL,

  hasEnd(bytes) {
    for (const { marker, to } of listJpegHeader(bytes)) {
      if (marker === SOS)
        return to < bytes.sizeBytes && (endsInEoi(bytes, to) || scansEnd(bytes, to));
    }
    return false;
  },
};

/** A start-of-frame marker; C4, C8 and CC are others. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** Markers without a length: TEM, restarts and start-of-image. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= SOI);
}

/** The next marker's `0xff`; stray bytes before it are skipped, as decoders do. */
function nextMarker(bytes: ByteReader, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at < bytes.sizeBytes) {
    const next = bytes.u8(at + 1);
    if (next !== 0xff && next !== 0x00) return at;
    at = next === 0xff ? at + 1 : bytes.indexOf(0xff, at + 2);
  }
  return bytes.sizeBytes;
}

/** Behind a scan's picture data: restart markers belong to it. */
function scanEnd(bytes: ByteReader, from: number): number {
  let at = nextMarker(bytes, from);
  while (at < bytes.sizeBytes && isBare(bytes.u8(at + 1))) at = nextMarker(bytes, at + 2);
  return at;
}

/** The usual case, without reading the picture: only padding between the end marker and the file's end. */
function endsInEoi(bytes: ByteReader, scanStart: number): boolean {
  const floor = Math.max(scanStart, bytes.sizeBytes - MAX_PADDING_BYTES);
  let at = bytes.sizeBytes - 1;
  while (at > floor && PADDING.has(bytes.u8(at))) at--;
  return at > floor && bytes.u8(at) === EOI && bytes.u8(at - 1) === 0xff;
}

/** From the first scan on, marker by marker: a second picture or any bytes may follow the end marker. */
function scansEnd(bytes: ByteReader, scanStart: number): boolean {
  let at = scanStart;
  while (at < bytes.sizeBytes) {
    const start = nextMarker(bytes, at);
    const marker = bytes.u8(start + 1);
    if (marker === EOI && start + 1 < bytes.sizeBytes) return true;
    at = isBare(marker) ? start + 2 : start + 2 + Math.max(2, bytes.u16(start + 2));
  }
  return false;
}
