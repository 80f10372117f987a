import type { ByteReader } from "./byte_reader.ts";
import { isSrgbProfile } from "./icc.ts";
import { listPngChunks } from "./png.ts";

/** Chunks that change how the picture looks; the others are notes. */
const PICTURE_CHUNKS = new Set(["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA", "cHRM"]);
const MAX_PROFILE_BYTES = 1_000_000;

/** Bytes of everything that is not the picture, as stored: a few of them can inflate to gigabytes. */
export function countPngMetadataBytes(bytes: ByteReader): number {
  let sum = 0;
  for (const { name, sizeBytes } of listPngChunks(bytes)) {
    if (!PICTURE_CHUNKS.has(name)) sum += sizeBytes;
  }
  return sum;
}

/** The same picture without profile, texts and frames: what decoders would have to inflate for nothing. */
export function stripPng(bytes: ByteReader): Uint8Array {
  const parts = [bytes.slice(0, 8)];
  for (const { name, from, sizeBytes } of listPngChunks(bytes)) {
    if (PICTURE_CHUNKS.has(name)) parts.push(bytes.slice(from - 8, from + sizeBytes + 4));
  }
  return Buffer.concat(parts);
}

/** Whether a PNG's colours are sRGB: no profile, or one that says so. A profile that cannot be read says no. */
export function isPngSrgb(bytes: ByteReader): boolean {
  for (const { name, from, sizeBytes } of listPngChunks(bytes)) {
    if (name === "IDAT") break;
    if (name === "iCCP") return isSrgbChunk(bytes.slice(from, from + sizeBytes));
  }
  return true;
}

function isSrgbChunk(chunk: Uint8Array): boolean {
  const nameEnd = chunk.indexOf(0);
  if (isSrgbProfile(chunk.subarray(0, nameEnd))) return true;
  try {
    // Loaded when it is needed: that takes 7 ms, in each Worker. `Bun.inflateSync` has no limit.
    const { inflateSync } = process.getBuiltinModule("node:zlib");
    const limit = { maxOutputLength: MAX_PROFILE_BYTES };
    return isSrgbProfile(inflateSync(chunk.subarray(nameEnd + 2), limit));
  } catch {
    return false;
  }
}
