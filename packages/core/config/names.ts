/** The ways of running transfers, for `--strategy`. */
export const STRATEGY_NAMES = [
  "sequential",
  "threads",
  "processes",
  "pool",
  "async",
  "adaptive",
  "queue",
] as const;
/** One of {@link STRATEGY_NAMES}. */
export type StrategyName = (typeof STRATEGY_NAMES)[number];

/** How animations are kept, for `--prefer`. */
export const PREFERENCES = ["gif", "mp4", "both"] as const;

/** The thumbnail engines, for `--engine`; `auto` takes the faster one that is right for the file. */
export const ENGINE_NAMES = ["auto", "bun", "sharp"] as const;

/** The formats that a thumbnail can have, for `--format`. */
export const THUMB_FORMATS = ["webp", "jpeg", "png"] as const;

/** How sure it is that pictures whose bytes differ are the same, for `--tier`; the surest first. */
export const NEAR_TIERS = ["sure", "likely", "look"] as const;

/** What pictures that are no duplicates can be to each other, for `--as`. */
export const APART = ["alternate", "unrelated"] as const;
