import { AcaciaError } from "../errors.ts";
import { type ByteSource, bytesSource, openFileSource } from "./byte_source.ts";
import { RenderError } from "./engine.ts";
import { ByteReader } from "./formats/byte_reader.ts";
import type { Orientation } from "./formats/exif.ts";
import { FORMATS } from "./formats/formats.ts";
import { MAX_JPEG_SCANS, MAX_PIXELS, MAX_PNG_METADATA_BYTES } from "./limits.ts";
import { readTraits } from "./picture_traits.ts";
import { SNIFF_BYTES, sniffType } from "./sniff.ts";
import { SNIFFED_TYPES, type SniffedType } from "./sniffed_type.ts";

/** Read in tens of small pieces, a file took longer; a larger one would weigh on memory. */
const MAX_WHOLE_BYTES = 1_048_576;

/** How a picture's numbers become colours. */
export type Colour = "srgb" | "profile" | "cmyk";

/** What the headers tell about a picture before it is decoded: enough to choose an engine and refuse a bomb. */
export interface Picture {
  readonly path: string;
  readonly type: SniffedType;
  /** Upright, px. */
  readonly width: number;
  readonly height: number;
  /** The turn that makes it upright. */
  readonly orientation: Orientation;
  readonly colour: Colour;
  /** May hold a colour profile, of sRGB or another. */
  readonly tagged: boolean;
  /** Whether pixels can be transparent. */
  readonly transparent: boolean;
  /** A WebP with frames. */
  readonly animatedWebp: boolean;
  /** Scans of a progressive JPEG; 1 for all else. */
  readonly scans: number;
  /** A GIF whose first frame leaves part of the screen free. */
  readonly patchy: boolean;
  /**
   * What to decode: the bytes where the file was small enough to read at once, or freed of notes that would inflate
   * without bound; else the path.
   */
  readonly input: string | Uint8Array;
}

/** Limits on what is decoded. */
export interface PictureLimits {
  /** @default {MAX_PIXELS} */
  readonly maxPixels?: number;
}

/**
 * Reads a picture's headers and refuses what must not reach a decoder.
 *
 * @param path Absolute path of the file.
 * @throws {RenderError} `undecodable` (empty, a web page, unknown, cut off), `unsupported` (a video),
 *   `too_many_pixels` (more than the limit, or a bomb of scans).
 * @throws {AcaciaError} `disk` when the file cannot be read.
 */
export function readPicture(path: string, { maxPixels = MAX_PIXELS }: PictureLimits = {}): Picture {
  using source = openPicture(path);
  const bytes = new ByteReader(source);
  const type = readPictureType(bytes);
  const { width, height } = FORMATS[type].readSize(bytes);
  if (width === null || height === null) throw new RenderError("undecodable", "it has no header");
  if (width * height > maxPixels) {
    throw new RenderError("too_many_pixels", `${width} x ${height} pixels are over the limit`);
  }
  const { whole, scans, metadataBytes, ...traits } = readTraits(type, bytes);
  if (!whole) throw new RenderError("undecodable", "the file is cut off");
  if (scans >= MAX_JPEG_SCANS) throw new RenderError("too_many_pixels", "it has too many scans");
  const input = metadataBytes > MAX_PNG_METADATA_BYTES ? traits.strip() : (source.bytes ?? path);
  const { strip: _, ...looks } = traits;
  return { path, type, width, height, scans, ...looks, input };
}

/** A small file whole: its headers lie in several places, and its decoder wants the rest anyway. */
function openPicture(path: string): ByteSource & Disposable {
  try {
    const source = openFileSource(path);
    if (source.sizeBytes > MAX_WHOLE_BYTES) return source;
    using _file = source;
    return { ...bytesSource(source.read(0, source.sizeBytes)), [Symbol.dispose]() {} };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AcaciaError("disk", `Cannot read the picture ${path}: ${reason}`, {
      cause,
      hint: "Check that the file exists and may be read",
    });
  }
}

function readPictureType(bytes: ByteReader): SniffedType {
  if (bytes.sizeBytes === 0) throw new RenderError("undecodable", "the file is empty");
  const type = sniffType(bytes.slice(0, SNIFF_BYTES));
  if (type === "html") throw new RenderError("undecodable", "the file is a web page");
  if (!type) throw new RenderError("undecodable", "the file is no known kind of picture");
  if (SNIFFED_TYPES[type].kind === "video") throw new RenderError("unsupported", "it is a video");
  return type;
}
