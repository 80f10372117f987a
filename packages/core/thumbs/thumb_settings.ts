import type { EngineName, ThumbFormat } from "../image/engine.ts";

/** How thumbnails are made. */
export interface ThumbSettings {
  /** Sides of the boxes, px. */
  readonly sizes: readonly number[];
  readonly format: ThumbFormat;
  /** 1 to 100; ignored for png. */
  readonly quality: number;
  readonly engine: EngineName;
}

/**
 * What every archived picture gets at once: a tile, and a tile on a dense screen. The format was chosen by
 * measurement, docs/decisions/0002_thumbnail_format.md. The gallery looks for these very files.
 */
export const ARCHIVE_THUMBS: ThumbSettings = {
  sizes: [128, 480],
  format: "jpeg",
  quality: 80,
  engine: "auto",
};
