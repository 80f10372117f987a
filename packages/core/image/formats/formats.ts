import type { SniffedType } from "../sniffed_type.ts";
import { AVIF } from "./avif.ts";
import type { Format } from "./format.ts";
import { GIF } from "./gif.ts";
import { JPEG } from "./jpeg.ts";
import { MP4 } from "./mp4.ts";
import { PNG } from "./png.ts";
import { TIFF } from "./tiff.ts";
import { WEBM } from "./webm.ts";
import { WEBP } from "./webp.ts";

/** How each type is read. A new type does not compile until it has a row. */
export const FORMATS: Readonly<Record<SniffedType, Format>> = {
  jpg: JPEG,
  png: PNG,
  gif: GIF,
  webp: WEBP,
  avif: AVIF,
  tiff: TIFF,
  mp4: MP4,
  webm: WEBM,
};
