import type { ByteReader } from "./formats/byte_reader.ts";
import type { Orientation } from "./formats/exif.ts";
import { FORMATS } from "./formats/formats.ts";
import { readFirstGifFrame } from "./formats/gif.ts";
import { isSrgbProfile } from "./formats/icc.ts";
import {
  countJpegScans,
  listJpegHeader,
  readJpegFrame,
  readJpegOrientation,
} from "./formats/jpeg.ts";
import { listPngChunks, readPngOrientation } from "./formats/png.ts";
import { countPngMetadataBytes, isPngSrgb, stripPng } from "./formats/png_metadata.ts";
import {
  isWebpAnimated,
  isWebpTransparent,
  listWebpChunks,
  readWebpOrientation,
} from "./formats/webp.ts";
import { MAX_JPEG_SCANS } from "./limits.ts";
import type { SniffedType } from "./sniffed_type.ts";

/** What decides which engine is right, and whether decoding is safe. */
export interface PictureTraits {
  readonly orientation: Orientation;
  readonly colour: "srgb" | "profile" | "cmyk";
  /** May hold a colour profile, of sRGB or another. */
  readonly tagged: boolean;
  readonly transparent: boolean;
  readonly animatedWebp: boolean;
  readonly patchy: boolean;
  /** Whether all that will be decoded is there. */
  readonly whole: boolean;
  /** Scans of a progressive JPEG, up to the limit; 1 for all else. */
  readonly scans: number;
  /** Bytes of a PNG that are not its picture. */
  readonly metadataBytes: number;
  /** The file without those. */
  readonly strip: () => Uint8Array;
}

const APP2 = 0xe2;
const ICC_PREFIX = "ICC_PROFILE\0";
/** Segment numbers after the prefix. */
const ICC_HEADER_BYTES = ICC_PREFIX.length + 2;
/** PNG colour types with an alpha channel have this bit. */
const PNG_ALPHA_BIT = 4;

/** Reads the traits of one file; total, like everything that reads headers. */
export function readTraits(type: SniffedType, bytes: ByteReader): PictureTraits {
  const plain: PictureTraits = {
    orientation: 1,
    colour: "srgb",
    tagged: true,
    transparent: true,
    animatedWebp: false,
    patchy: false,
    whole: type === "gif" || FORMATS[type].hasEnd(bytes),
    scans: 1,
    metadataBytes: 0,
    strip: () => bytes.slice(0, bytes.sizeBytes),
  };
  switch (type) {
    case "jpg":
      return { ...plain, ...readJpegTraits(bytes) };
    case "png":
      return { ...plain, ...readPngTraits(bytes) };
    case "gif":
      return { ...plain, ...readGifTraits(bytes) };
    case "webp":
      return { ...plain, ...readWebpTraits(bytes) };
    default:
      return plain;
  }
}

function readJpegTraits(bytes: ByteReader): Partial<PictureTraits> {
  const frame = readJpegFrame(bytes);
  const profile = findJpegProfile(bytes);
  const isSrgb = profile === undefined || isSrgbProfile(profile);
  return {
    orientation: readJpegOrientation(bytes),
    colour: frame?.components === 4 ? "cmyk" : isSrgb ? "srgb" : "profile",
    tagged: profile !== undefined,
    transparent: false,
    scans: frame?.progressive ? countJpegScans(bytes, MAX_JPEG_SCANS) : 1,
  };
}

function findJpegProfile(bytes: ByteReader): Uint8Array | undefined {
  for (const { marker, from, to } of listJpegHeader(bytes)) {
    if (marker !== APP2 || bytes.ascii(from, ICC_PREFIX.length) !== ICC_PREFIX) continue;
    return bytes.slice(from + ICC_HEADER_BYTES, to);
  }
  return undefined;
}

function readPngTraits(bytes: ByteReader): Partial<PictureTraits> {
  return {
    orientation: readPngOrientation(bytes),
    colour: isPngSrgb(bytes) ? "srgb" : "profile",
    tagged: hasPngChunk(bytes, "iCCP"),
    transparent: (bytes.u8(25) & PNG_ALPHA_BIT) !== 0 || hasPngChunk(bytes, "tRNS"),
    metadataBytes: countPngMetadataBytes(bytes),
    strip: () => stripPng(bytes),
  };
}

/** Whether a chunk comes before the pixels. */
function hasPngChunk(bytes: ByteReader, wanted: string): boolean {
  for (const { name } of listPngChunks(bytes)) {
    if (name === wanted) return true;
    if (name === "IDAT") return false;
  }
  return false;
}

/** Only the first frame is shown, so only it must be whole: the rest of a long GIF stays unread. */
function readGifTraits(bytes: ByteReader): Partial<PictureTraits> {
  const frame = readFirstGifFrame(bytes);
  return { patchy: frame?.coversScreen === false, whole: frame?.whole === true };
}

function readWebpTraits(bytes: ByteReader): Partial<PictureTraits> {
  return {
    orientation: readWebpOrientation(bytes),
    colour: isWebpSrgb(bytes) ? "srgb" : "profile",
    transparent: isWebpTransparent(bytes),
    animatedWebp: isWebpAnimated(bytes),
  };
}

/** A profile, if any, comes before the picture. */
function isWebpSrgb(bytes: ByteReader): boolean {
  for (const { name, from, sizeBytes } of listWebpChunks(bytes)) {
    if (name === "ICCP") return isSrgbProfile(bytes.slice(from, from + sizeBytes));
    if (name !== "VP8X") break;
  }
  return true;
}
