import type { ByteReader } from "./byte_reader.ts";
import { isLying, type Orientation, readExifOrientation } from "./exif.ts";
import { type Format, MAX_PARTS, type Movement, NO_SIZE, STILL, uprightSize } from "./format.ts";

const SIGNATURE_BYTES = 8;
/** Length and name before a chunk's content, checksum after it. */
const CHUNK_OVERHEAD_BYTES = 12;

/** A chunk: its name, and where its content lies. */
export interface PngChunk {
  readonly name: string;
  readonly from: number;
  readonly sizeBytes: number;
}

/** The chunks in order, up to IEND; the last one may reach past the end of a cut file. */
export function* listPngChunks(bytes: ByteReader): Generator<PngChunk> {
  let at = SIGNATURE_BYTES;
  for (let parts = 0; parts < MAX_PARTS && at + 8 <= bytes.sizeBytes; parts++) {
    const chunk = { name: bytes.ascii(at + 4, 4), from: at + 8, sizeBytes: bytes.u32(at) };
    yield chunk;
    if (chunk.name === "IEND") return;
    at += CHUNK_OVERHEAD_BYTES + chunk.sizeBytes;
  }
}

/** The turn that an eXIf chunk before the picture data asks for. */
export function readPngOrientation(bytes: ByteReader): Orientation {
  for (const { name, from } of listPngChunks(bytes)) {
    if (name === "eXIf") return readExifOrientation(bytes, from);
    if (name === "IDAT") break;
  }
  return 1;
}

/** PNG: IHDR gives the size, acTL and fcTL the movement; whole when IEND and its checksum are there. */
export const PNG: Format = {
  readSize(bytes) {
    if (bytes.ascii(12, 4) !== "IHDR") return NO_SIZE;
    return uprightSize(bytes.u32(16), bytes.u32(20), isLying(readPngOrientation(bytes)));
  },

  readMovement: readFrames,

  hasEnd(bytes) {
    for (const { name, from, sizeBytes } of listPngChunks(bytes)) {
      if (name === "IEND") return from + sizeBytes + 4 <= bytes.sizeBytes;
    }
    return false;
  },
};

/** Frames and their times. An acTL chunk counts only before the picture data. */
function readFrames(bytes: ByteReader): Movement {
  let durationMs = 0;
  let frames = 0;
  for (const { name, from } of listPngChunks(bytes)) {
    if (name === "acTL") frames = bytes.u32(from);
    if (name === "IDAT" && frames < 2) break;
    if (name === "fcTL")
      durationMs += (1_000 * bytes.u16(from + 20)) / (bytes.u16(from + 22) || 100);
  }
  return frames < 2 ? STILL : { animated: true, durationMs: Math.round(durationMs) };
}
