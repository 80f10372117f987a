import type { ByteReader } from "./byte_reader.ts";
import { type Format, NO_SIZE, STILL, uprightSize } from "./format.ts";

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
/** Browsers show frames that ask for 0 or 10 ms for 100 ms. */
const HASTY_FRAME_MS = 100;

/** What a walk over the blocks finds. */
interface GifWalk {
  readonly frames: number;
  readonly durationMs: number;
  /** Whether the walk came to the trailer. */
  readonly ended: boolean;
}

/** GIF: the screen gives the size, the blocks the frames; whole when the blocks lead to the trailer. */
export const GIF: Format = {
  readSize: (bytes) =>
    isGif(bytes) ? uprightSize(bytes.u16(6, true), bytes.u16(8, true)) : NO_SIZE,

  readMovement(bytes) {
    if (!isGif(bytes)) return STILL;
    const { frames, durationMs } = walkBlocks(bytes);
    return frames > 1 ? { animated: true, durationMs } : STILL;
  },

  hasEnd: (bytes) => isGif(bytes) && walkBlocks(bytes).ended,
};

/** The first frame: where it lies on the screen, and whether its data is all there. */
export interface GifFrame {
  /** Whether it fills the whole screen; else the screen shows through around it. */
  readonly coversScreen: boolean;
  readonly whole: boolean;
}

/** The first frame; undefined when the blocks lead to none. */
export function readFirstGifFrame(bytes: ByteReader): GifFrame | undefined {
  let at = 13 + colorTableBytes(bytes.u8(10));
  while (at < bytes.sizeBytes) {
    const block = bytes.u8(at);
    if (block === TRAILER) return undefined;
    if (block === IMAGE) {
      const end = skipSubBlocks(bytes, at + 11 + colorTableBytes(bytes.u8(at + 9)));
      const atCorner = bytes.u32(at + 1) === 0;
      const sameSize = bytes.u32(at + 5) === bytes.u32(6);
      return { coversScreen: atCorner && sameSize, whole: end <= bytes.sizeBytes };
    }
    at = block === EXTENSION ? skipSubBlocks(bytes, at + 2) : at + 1;
  }
  return undefined;
}

function isGif(bytes: ByteReader): boolean {
  return bytes.ascii(0, 3) === "GIF";
}

/** Every step moves on by at least a byte, so the walk is linear in the file's size whatever it holds. */
function walkBlocks(bytes: ByteReader): GifWalk {
  let at = 13 + colorTableBytes(bytes.u8(10));
  let frames = 0;
  let durationMs = 0;
  let delayMs = 0;
  while (at < bytes.sizeBytes) {
    const block = bytes.u8(at);
    if (block === TRAILER) return { frames, durationMs, ended: frames > 0 };
    if (block === EXTENSION) {
      if (bytes.u8(at + 1) === GRAPHIC_CONTROL) delayMs = frameMs(bytes.u16(at + 4, true));
      at = skipSubBlocks(bytes, at + 2);
    } else if (block === IMAGE) {
      frames++;
      durationMs += delayMs || HASTY_FRAME_MS;
      delayMs = 0;
      at = skipSubBlocks(bytes, at + 11 + colorTableBytes(bytes.u8(at + 9)));
    } else {
      // Encoders leave stray zero bytes between blocks; decoders step over them.
      at++;
    }
  }
  return { frames, durationMs, ended: false };
}

/** @param flags The packed byte of a screen or image descriptor. */
function colorTableBytes(flags: number): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

function frameMs(hundredths: number): number {
  return hundredths <= 1 ? HASTY_FRAME_MS : hundredths * 10;
}

/** Behind a run of sub-blocks: each begins with its length, zero ends the run. */
function skipSubBlocks(bytes: ByteReader, from: number): number {
  let at = from;
  while (at < bytes.sizeBytes) {
    const length = bytes.u8(at);
    at += length + 1;
    if (length === 0) break;
  }
  return at;
}
