import type { ByteReader } from "./byte_reader.ts";
import { isLying, type Orientation, readExifOrientation } from "./exif.ts";
import { type Format, MAX_PARTS, NO_SIZE, STILL, uprightSize } from "./format.ts";

const RIFF_HEADER_BYTES = 12;
const ANIMATION_FLAG = 0x02;
const ALPHA_FLAG = 0x10;

/** A chunk: its name, and where its content lies. */
export interface WebpChunk {
  readonly name: string;
  readonly from: number;
  readonly sizeBytes: number;
}

/** The chunks in order; the last one may reach past the end of a cut file. */
export function* listWebpChunks(bytes: ByteReader): Generator<WebpChunk> {
  let at = RIFF_HEADER_BYTES;
  for (let parts = 0; parts < MAX_PARTS && at + 8 <= bytes.sizeBytes; parts++) {
    const sizeBytes = bytes.u32(at + 4, true);
    yield { name: bytes.ascii(at, 4), from: at + 8, sizeBytes };
    at += 8 + sizeBytes + (sizeBytes & 1);
  }
}

/** The turn that an EXIF chunk asks for. */
export function readWebpOrientation(bytes: ByteReader): Orientation {
  for (const { name, from } of listWebpChunks(bytes)) {
    // Plain pictures have one chunk and no metadata: only the extended form announces more.
    if (name === "VP8 " || name === "VP8L") {
      if (bytes.ascii(RIFF_HEADER_BYTES, 4) !== "VP8X") return 1;
    }
    if (name !== "EXIF") continue;
    const prefix = bytes.ascii(from, 6) === "Exif\0\0" ? 6 : 0;
    return readExifOrientation(bytes, from + prefix);
  }
  return 1;
}

/** Whether the header announces frames. */
export function isWebpAnimated(bytes: ByteReader): boolean {
  return hasFlag(bytes, ANIMATION_FLAG);
}

/** Whether the header announces transparency. */
export function isWebpTransparent(bytes: ByteReader): boolean {
  if (bytes.ascii(RIFF_HEADER_BYTES, 4) !== "VP8L") return hasFlag(bytes, ALPHA_FLAG);
  return ((bytes.u32(RIFF_HEADER_BYTES + 9, true) >>> 28) & 1) === 1;
}

function hasFlag(bytes: ByteReader, flag: number): boolean {
  const extended = bytes.ascii(RIFF_HEADER_BYTES, 4) === "VP8X";
  return extended && (bytes.u8(RIFF_HEADER_BYTES + 8) & flag) !== 0;
}

/** WebP: the first chunk gives the size, ANMF chunks the movement; whole when the announced length is there. */
export const WEBP: Format = {
  readSize(bytes) {
    const size = readCanvas(bytes);
    if (!size) return NO_SIZE;
    return uprightSize(size.width, size.height, isLying(readWebpOrientation(bytes)));
  },

  readMovement(bytes) {
    if (!isWebpAnimated(bytes)) return STILL;
    let durationMs = 0;
    for (const { name, from } of listWebpChunks(bytes)) {
      if (name === "ANMF") durationMs += bytes.u24le(from + 12);
    }
    return { animated: true, durationMs };
  },

  hasEnd(bytes) {
    const announced = bytes.u32(4, true);
    return announced > RIFF_HEADER_BYTES && announced + 8 <= bytes.sizeBytes;
  },
};

function readCanvas(bytes: ByteReader): { width: number; height: number } | null {
  const from = RIFF_HEADER_BYTES + 8;
  switch (bytes.ascii(RIFF_HEADER_BYTES, 4)) {
    case "VP8X":
      return { width: bytes.u24le(from + 4) + 1, height: bytes.u24le(from + 7) + 1 };
    case "VP8L": {
      const packed = bytes.u32(from + 1, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case "VP8 ":
      return {
        width: bytes.u16(from + 6, true) & 0x3fff,
        height: bytes.u16(from + 8, true) & 0x3fff,
      };
    default:
      return null;
  }
}
