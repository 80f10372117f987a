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

/** Upright width and height, px. */
export type Size = Pick<MediaFacts, "width" | "height">;
/** Whether anything moves, and for how long. */
export type Movement = Pick<MediaFacts, "animated" | "durationMs">;

/** What Acacia knows about a file type without decoding it. All three are total: any bytes give a value. */
export interface Format {
  /** From the first headers; never reads far. */
  readSize(bytes: ByteReader): Size;
  /** May step through the whole file: frames are counted. */
  readMovement(bytes: ByteReader): Movement;
  /** Whether the file goes on to its end marker; bytes after it are allowed. */
  hasEnd(bytes: ByteReader): boolean;
}

/** When a header tells no size. */
export const NO_SIZE: Size = { width: null, height: null };
/** When nothing moves. */
export const STILL: Movement = { animated: false, durationMs: null };

/**
 * How many parts (chunks, boxes, segments) a header parser looks at. Real files stay far below;
 * a file made of millions of empty parts must not keep us busy.
 */
export const MAX_PARTS = 100_000;

/** The two sides as facts, swapped when the picture is stored lying down; null when a side is zero. */
export function uprightSize(width: number, height: number, lying = false): Size {
  if (!(width > 0 && height > 0)) return NO_SIZE;
  return lying ? { width: height, height: width } : { width, height };
}
