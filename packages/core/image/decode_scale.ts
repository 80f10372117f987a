/** A size in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a JPEG is decoded for a thumbnail. */
export interface DecodeScale {
  /** Eighths of the full size that the decoder makes. */
  readonly eighths: number;
  /** The box that makes `Bun.Image` choose those eighths and this thumbnail. */
  readonly box: Size;
}

/** In order of what they cost: libjpeg-turbo has vector code for 1, 2, 4 and 8, so 4 costs no more than 3. */
const SCALES = [1, 2, 4, 3, 5, 8] as const;
/** Decoded pixels for each of the thumbnail, in each direction: with fewer, edges alias. */
const LEAST_PIXELS = 1.2;
/**
 * How far the last pixel of a thumbnail may lie off its place, as a share of the box: 0.3 of 128 px. A decoder rounds
 * up: 1228 px at an eighth are 154 px, of which half a pixel is none of the picture's, and scaling stretches the rest
 * over it. At this share, thumbnails of 160 photographs are as near to the ideal as Pillow's
 * (docs/decisions/0007_thumbnail_speed.md).
 */
const MAX_STRETCH = 0.3 / 128;

/** The size of a picture in a square box: its longer side is the box's, the other one rounded, never enlarged. */
export function fitInside({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  const fit = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: fit(width), height: fit(height) };
}

/**
 * The smallest scale at which a JPEG can be decoded for a thumbnail of the right size, sharp enough and in place.
 *
 * `Bun.Image` decodes at the smallest scale that has at least the box's height and width; the box's shorter side
 * does not bound the thumbnail, so it is what asks for the scale.
 *
 * @param picture Upright, px.
 * @param side Of the thumbnail's box, px.
 */
export function chooseDecodeScale(picture: Size, side: number): DecodeScale {
  const thumb = fitInside(picture, side);
  const eighths = SCALES.find((scale) => isGoodEnough(scale, { picture, thumb, side })) ?? 8;
  const free = (length: number) => Math.floor((length * eighths) / 8);
  const isWide = picture.width >= picture.height;
  const box = isWide
    ? { width: thumb.width, height: Math.max(thumb.height, free(picture.height)) }
    : { width: Math.max(thumb.width, free(picture.width)), height: thumb.height };
  return { eighths, box };
}

function isGoodEnough(
  eighths: number,
  { picture, thumb, side }: { readonly picture: Size; readonly thumb: Size; readonly side: number },
): boolean {
  const decoded = (length: number) => Math.ceil((length * eighths) / 8);
  const stretch = (length: number, small: number) =>
    ((decoded(length) - (length * eighths) / 8) / decoded(length)) * small;
  const [width, height] = [decoded(picture.width), decoded(picture.height)];
  if (Math.max(width, height) < LEAST_PIXELS * Math.max(thumb.width, thumb.height)) return false;
  if (stretch(picture.width, thumb.width) > MAX_STRETCH * side) return false;
  if (stretch(picture.height, thumb.height) > MAX_STRETCH * side) return false;
  // The thumbnail takes its shape from what was decoded.
  return picture.width >= picture.height
    ? Math.max(1, Math.round((thumb.width * height) / width)) === thumb.height
    : Math.max(1, Math.round((thumb.height * width) / height)) === thumb.width;
}
