/** A size in px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How a JPEG is decoded for a thumbnail. */
export interface DecodeScale {
  /** Eighths of the full size that the decoder makes. */
  readonly eighths: number;
  /** The size that the file is to claim, upright; undefined: its own. */
  readonly claim: Size | undefined;
  /** The box that makes `Bun.Image` choose those eighths and this thumbnail. */
  readonly box: Size;
}

/** In order of what they cost: libjpeg-turbo has vector code for these alone, so 4 costs what 3 does, and 5 more than 8. */
const SCALES = [1, 2, 4, 8] as const;
/** Decoded pixels for each of the thumbnail, in each direction: with fewer, edges alias. */
const LEAST_PIXELS = 1.05;
/**
 * How far the last pixel of a thumbnail may lie off its place, as a share of the box: 0.25 of 128 px. A decoder rounds
 * up: 1228 px at an eighth are 154 px, of which half a pixel is none of the picture's, and scaling stretches the rest
 * over it. At this share, thumbnails of 160 photographs are as near to the ideal as Pillow's
 * (docs/decisions/0007_thumbnail_speed.md).
 */
const MAX_STRETCH = 0.25 / 128;
/** And in no box more px than this. */
const MAX_STRETCH_PX = 0.44;
const WHOLE = 8;
/** Of a file that cannot claim another size. */
const FIXED: Size = { width: 1, height: 1 };

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
 * @param grid Within which the file can claim another size, upright, px; see `readJpegGrid`.
 */
export function chooseDecodeScale(picture: Size, side: number, grid = FIXED): DecodeScale {
  const thumb = fitInside(picture, side);
  const isWide = picture.width >= picture.height;
  for (const eighths of SCALES) {
    const decoded = findDecodedSize({ picture, thumb, side, grid, eighths });
    if (!decoded && eighths < WHOLE) continue;
    const { width, height } = decoded ?? picture;
    const box = isWide
      ? { width: thumb.width, height: Math.max(thumb.height, height) }
      : { width: Math.max(thumb.width, width), height: thumb.height };
    return { eighths, box, claim: decoded && findClaim(picture, decoded, eighths) };
  }
  throw new Error("Cannot be: the whole size is always good enough");
}

/** What a scale is judged for. */
interface Trial {
  readonly picture: Size;
  readonly thumb: Size;
  readonly side: number;
  readonly grid: Size;
  readonly eighths: number;
}

/** The pixels that a scale should make: those that lie nearest to their places; undefined when none are good enough. */
function findDecodedSize(trial: Trial): Size | undefined {
  const { picture, thumb, side, grid, eighths } = trial;
  let best: Size | undefined;
  let leastStretch = Math.min(MAX_STRETCH * side, MAX_STRETCH_PX);
  for (const width of listLengths(picture.width, grid.width, eighths)) {
    for (const height of listLengths(picture.height, grid.height, eighths)) {
      const stretch = Math.max(
        stretchOf(picture.width, width, eighths) * thumb.width,
        stretchOf(picture.height, height, eighths) * thumb.height,
      );
      if (stretch > leastStretch || !isGoodEnough({ width, height }, trial)) continue;
      best = { width, height };
      leastStretch = stretch;
    }
  }
  return best;
}

/** What a length can be decoded to: what the decoder makes of it, and one less where the file can claim that. */
function listLengths(length: number, grid: number, eighths: number): readonly number[] {
  const up = Math.ceil((length * eighths) / WHOLE);
  const down = Math.floor((length * eighths) / WHOLE);
  const least = (Math.ceil(length / grid) - 1) * grid;
  return down < up && (down * WHOLE) / eighths > least ? [up, down] : [up];
}

/** How far the far edge is off its place, as a share of the whole. */
function stretchOf(length: number, decoded: number, eighths: number): number {
  const covered = (decoded * WHOLE) / eighths;
  return Math.abs(covered - length) / covered;
}

function isGoodEnough({ width, height }: Size, { thumb, picture, eighths }: Trial): boolean {
  const pixels = Math.max(width, height) / Math.max(thumb.width, thumb.height);
  if (pixels < LEAST_PIXELS && eighths < WHOLE) return false;
  // The thumbnail takes its shape from what was decoded.
  return picture.width >= picture.height
    ? Math.max(1, Math.round((thumb.width * height) / width)) === thumb.height
    : Math.max(1, Math.round((thumb.height * width) / height)) === thumb.width;
}

/** The size for a file to claim so that its decoder makes these pixels; undefined when it does so anyway. */
function findClaim(picture: Size, decoded: Size, eighths: number): Size | undefined {
  const claim = (length: number, pixels: number) => Math.min(length, (pixels * WHOLE) / eighths);
  const width = claim(picture.width, decoded.width);
  const height = claim(picture.height, decoded.height);
  return width < picture.width || height < picture.height ? { width, height } : undefined;
}
