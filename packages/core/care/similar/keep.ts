/** Why one of several pictures is the best to keep; `marks`: favourite and own tags. */
export const KEEP_REASONS = ["pixels", "bytes", "format", "albums", "marks", "older"] as const;
/** One of {@link KEEP_REASONS}. */
export type KeepReason = (typeof KEEP_REASONS)[number];

/** What is weighed. */
export interface Keepable {
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly ext: string;
  /** Places in albums. */
  readonly albums: number;
  readonly marks: number;
  /** Epoch ms; null when unknown. */
  readonly postedAt: number | null;
}

/** Lossless before lossy, full colour before 256. */
const FORMAT_RANK: Readonly<Record<string, number>> = { png: 3, tiff: 3, gif: 1 };
const OTHER_RANK = 2;
/** Fewer pixels by rounding, or fewer bytes by another encoder's mood, are no less. */
const LEAST_SHARE = { pixels: 0.98, bytes: 0.9 } as const;

/** In this order; each step keeps those that are as good as the best in it. */
const STEPS: readonly {
  readonly reason: KeepReason;
  readonly value: (one: Keepable) => number;
  /** Of the best value, that is as good. */
  readonly share: number;
}[] = [
  { reason: "pixels", value: ({ width, height }) => width * height, share: LEAST_SHARE.pixels },
  { reason: "bytes", value: ({ bytes }) => bytes, share: LEAST_SHARE.bytes },
  { reason: "format", value: ({ ext }) => FORMAT_RANK[ext] ?? OTHER_RANK, share: 1 },
  { reason: "albums", value: ({ albums }) => albums, share: 1 },
  { reason: "marks", value: ({ marks }) => marks, share: 1 },
];

/**
 * The best of several pictures, and what set it apart from the last rival.
 *
 * @param pictures At least one; of equals the first.
 * @example
 * ```ts
 * import { chooseKeep } from "@acacia/core";
 * const plain = { bytes: 9_000, ext: "jpg", albums: 0, marks: 0, postedAt: null };
 * const small = { ...plain, width: 320, height: 200 };
 * const large = { ...plain, width: 640, height: 400 };
 * console.assert(chooseKeep([small, large]).keep === large);
 * ```
 */
export function chooseKeep<Picture extends Keepable>(
  pictures: readonly Picture[],
): { readonly keep: Picture; readonly reason: KeepReason } {
  let rest = pictures;
  let last: KeepReason = "older";
  for (const { reason, value, share } of STEPS) {
    const best = Math.max(...rest.map(value));
    const good = rest.filter((one) => value(one) >= best * share);
    if (good.length < rest.length) last = reason;
    rest = good;
    if (rest.length === 1) break;
  }
  if (rest.length > 1) last = "older";
  const keep = rest.reduce((best, one) =>
    (one.postedAt ?? Number.POSITIVE_INFINITY) < (best.postedAt ?? Number.POSITIVE_INFINITY)
      ? one
      : best,
  );
  return { keep, reason: last };
}
