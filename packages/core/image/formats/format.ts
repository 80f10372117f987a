import type { ByteReader } from "./byte_reader.ts";

/** What a header tells about a picture or video. */
export interface MediaFacts {
  /** Upright, px; null when the header does not tell. */
  readonly width: number | null;
  readonly height: number | null;
  /** More than one picture shown in time: videos, and GIF, PNG, WebP, AVIF with frames. */
  readonly animated: boolean;
  /** One pass through, ms; null when nothing moves or the header does not tell. */
  readonly durationMs: number | null;
}

/** What Acacia knows about a file type without decoding it. Both are total: any bytes give a value. */
export interface Format {
  /** Size, movement and length from the headers. */
  readFacts(bytes: ByteReader): MediaFacts;
  /** Whether the file goes on to its end marker; bytes after it are allowed. */
  hasEnd(bytes: ByteReader): boolean;
}

/** When a header tells nothing. */
export const NO_FACTS: MediaFacts = {
  width: null,
  height: null,
  animated: false,
  durationMs: null,
};

/**
 * How many parts (chunks, boxes, segments) a header parser looks at. Real files stay far below;
 * a file made of millions of empty parts must not keep us busy.
 */
export const MAX_PARTS = 100_000;

/** The two sides as facts, swapped when the picture is stored lying down; null when a side is zero. */
export function uprightSize(
  width: number,
  height: number,
  lying = false,
): Pick<MediaFacts, "width" | "height"> {
  if (!(width > 0 && height > 0)) return { width: null, height: null };
  return lying ? { width: height, height: width } : { width, height };
}
