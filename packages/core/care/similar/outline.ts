import { NEAR_TIERS } from "../../config/names.ts";
import type { Cursor } from "../../db/cursor.ts";
import type { BlobLooks } from "../../db/similar.ts";
import type { NearPair } from "./find_pairs.ts";
import { groupPairs } from "./group_pairs.ts";
import type { DuplicateTier } from "./judge.ts";
import type { KeepReason } from "./keep.ts";

/** How a file of a group is to the one to keep. */
export interface Likeness {
  readonly distance: number;
  readonly difference: number;
  readonly mirrored: boolean;
}

/** A group before its media are read. */
export interface Outline {
  readonly tier: DuplicateTier;
  /** SHA-256 of the file to keep. */
  readonly keep: string;
  /** undefined where only the media decide: they have one file. */
  readonly reason: KeepReason | undefined;
  /** The file to keep first. */
  readonly blobs: readonly (Likeness & { readonly sha256: string })[];
  readonly savedBytes: number;
  /** Media in it. */
  readonly items: number;
}

const SAME: Likeness = { distance: 0, difference: 0, mirrored: false };

/** Several media of one file. */
export function outlineExact({ sha256, media }: Pick<BlobLooks, "sha256" | "media">): Outline {
  const blobs = [{ sha256, ...SAME }];
  return { tier: "exact", keep: sha256, reason: undefined, blobs, savedBytes: 0, items: media };
}

/** Pairs as groups, those that save most first. A file that is sure to go is in no group of a lower tier. */
export function outlineNear(pairs: readonly NearPair[]): Outline[] {
  const taken = new Set<string>();
  const groups = NEAR_TIERS.flatMap((tier) => groupPairs(pairs, tier, taken));
  const outlines = groups.map(
    ({ tier, keep, reason, others }): Outline => ({
      tier,
      keep: keep.sha256,
      reason,
      blobs: [
        { sha256: keep.sha256, ...SAME },
        ...others.map(({ blob, ...likeness }) => ({ sha256: blob.sha256, ...likeness })),
      ],
      savedBytes: others.reduce((sum, { blob }) => sum + blob.bytes, 0),
      items: others.reduce((sum, { blob }) => sum + blob.media, keep.media),
    }),
  );
  return outlines.sort((a, b) => compareCursors(cursorOf(a), cursorOf(b)));
}

/** Its place in the list: most bytes first, then by the hash of the kept file. */
export function cursorOf({ savedBytes, keep }: Outline): Cursor {
  return { key: savedBytes, id: Number.parseInt(keep.slice(0, 12), 16) };
}

/** The order of the list. */
export function compareCursors(a: Cursor, b: Cursor): number {
  return b.key - a.key || a.id - b.id;
}
