/** How a grid can be sorted. Here, and not beside the schemas, so that the browser gets no zod. */
export const SORTS = ["posted", "archived", "score", "size", "random"] as const;

/** One of {@link SORTS}. */
export type Sort = (typeof SORTS)[number];

/** Bits of `flags` in a bucket. */
export const FLAGS = {
  gif: 1,
  video: 2,
  nsfw: 4,
  favorite: 8,
  unseen: 16,
  removedUpstream: 32,
  sound: 64,
  noThumb: 128,
  animated: 256,
  damaged: 512,
} as const;

/** Widths of the longer side that `/thumb/<size>/` has, px: two for the grid, a sharp one, the viewer's. */
export const THUMB_SIZES = [128, 480, 960, 1600] as const;
