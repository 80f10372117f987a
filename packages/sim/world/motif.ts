// What a picture can show. The words stand beside the drawing, so that a title fits its picture.
import type { Sheet } from "./sheet.ts";

/** How a picture lies: the ratios (width / height) that a motif looks good in. */
export type Shape = "wide" | "panorama" | "square" | "upright" | "tall" | "screen";

/** A kind of picture. */
export interface Motif {
  readonly name: string;
  /** Photo-like motifs become JPEG (a few WebP), graphic ones mostly PNG. */
  readonly kind: "photo" | "graphic";
  readonly shapes: readonly Shape[];
  readonly tags: readonly string[];
  /** Titles that people give such pictures. */
  readonly titles: readonly string[];
  /** Draws itself; whatever varies comes from the sheet's `rng`. */
  readonly draw: (sheet: Sheet) => void;
  /** So many edges that it takes more bytes than others. */
  readonly rich?: true;
  /** The sheet's `phase` moves it in a seamless loop, so that it also serves as a GIF or a video. */
  readonly moves?: true;
}

/** Ratios of each shape, the usual ones first. */
export const RATIOS: Readonly<Record<Shape, readonly number[]>> = {
  wide: [1.5, 1.333, 1.6, 1.778],
  panorama: [2.1, 2.333, 1.9],
  square: [1, 1, 1.05],
  upright: [0.8, 0.75, 0.667],
  tall: [0.5, 0.474, 0.5625],
  screen: [1.778, 1.6],
};
