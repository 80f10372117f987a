import { NEAR_TIERS } from "../../config/names.ts";
import type { BlobLooks } from "../../db/similar.ts";
import type { Alignment } from "../../image/align.ts";

/** How sure it is that pictures are the same; `exact`: the very same bytes. */
export const DUPLICATE_TIERS = ["exact", ...NEAR_TIERS] as const;
/** One of {@link DUPLICATE_TIERS}. */
export type DuplicateTier = (typeof DUPLICATE_TIERS)[number];
/** A tier of pictures whose bytes differ. */
export type NearTier = (typeof NEAR_TIERS)[number];

/**
 * What may differ in a tier: all over, and in the part that differs most. Measured on 150 photographs and 100 drawings in
 * six forms, and on 200 memes of one template (November 2026; `bench dups` repeats it): compressed to quality 40, halved or
 * mirrored, 98 of 100 stay below 0.4; captions of other words begin at 0.9 when they can be read, and at 0.24 with single
 * words of a thirtieth of the height on a restless picture.
 */
const LIMITS: Readonly<Record<NearTier, Pick<Alignment, "error" | "unlike">>> = {
  sure: { error: 0.1, unlike: 0.5 },
  likely: { error: 0.25, unlike: 1 },
  look: { error: 0.5, unlike: Number.POSITIVE_INFINITY },
};
/** So little is noise wherever it is. */
const NOISE = 0.15;
/**
 * Noise and blur are everywhere, another word is in one place: the part that differs most may differ by so many times what
 * is usual. Of one picture in other forms it is 4 times at most in 95 of 100, of memes with other small words 30 and more.
 */
const MAX_OUTLIER = 4;
/** Shapes that differ by more were stretched, which is an edit; small pictures differ by rounding. */
const MAX_STRETCH = 0.04;

/** What the headers tell of a picture. */
export type Looks = Pick<BlobLooks, "width" | "height" | "animated" | "durationMs">;

/**
 * The tier of two pictures that lie on each other so; undefined when they are not the same picture.
 * Only a first frame is looked at, so that animations are never sure.
 */
export function judge(one: Looks, other: Looks, alignment: Alignment): NearTier | undefined {
  const best = Math.max(floorOf(one, other), isStretched(one, other, alignment) ? 1 : 0);
  return NEAR_TIERS.find(
    (tier, place) =>
      place >= best &&
      alignment.error <= LIMITS[tier].error &&
      alignment.unlike <= LIMITS[tier].unlike &&
      (tier !== "sure" || isEverywhere(alignment)),
  );
}

function isEverywhere({ unlike, usual }: Alignment): boolean {
  return unlike <= Math.max(NOISE, MAX_OUTLIER * usual);
}

/** The best tier that is possible, as a place in the list. */
function floorOf(one: Looks, other: Looks): number {
  if (!one.animated && !other.animated) return 0;
  const [a, b] = [one.durationMs ?? 0, other.durationMs ?? 0];
  const isAsLong = Math.abs(a - b) <= 0.02 * Math.max(a, b);
  return one.animated && other.animated && isAsLong ? 1 : 2;
}

function isStretched(one: Looks, other: Looks, { scaleX, scaleY }: Alignment): boolean {
  if (one.width === 0 || other.width === 0) return false;
  const shape = one.width / one.height;
  const covered = (other.width * scaleX) / (other.height * scaleY);
  return Math.abs(shape / covered - 1) > MAX_STRETCH;
}
