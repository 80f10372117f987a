import type { Filter } from "../../db/filter_sql.ts";
import type { Lookalike, SimilarRows } from "../../db/similar.ts";
import type { DuplicateTier } from "./judge.ts";
import { chooseKeep, type Keepable, type KeepReason } from "./keep.ts";
import type { Outline } from "./outline.ts";

/** A picture of a group, beside the one to keep. */
export interface DuplicateMember extends Lookalike {
  /** Bits of the perceptual hash that differ from the kept one's, 0 to 64. */
  readonly distance: number;
  /** What the second look found different from the kept one, percent of its contrast. */
  readonly difference: number;
  /** It is the kept one's mirror image. */
  readonly mirrored: boolean;
}

/** Several media that show one picture. */
export interface DuplicateGroup {
  /** The same for the same group as long as it stands. */
  readonly key: string;
  readonly tier: DuplicateTier;
  /** Row id of the media that is best kept. */
  readonly keep: number;
  /** Why that one. */
  readonly reason: KeepReason;
  /** Of the files that could go. */
  readonly savedBytes: number;
  /** Media in it. */
  readonly items: number;
  /** The kept one first; at most {@link MAX_MEMBERS}. */
  readonly members: readonly DuplicateMember[];
}

/** Members that are told of one group. */
export const MAX_MEMBERS = 100;

/**
 * The media of a group; undefined when they are gone meanwhile.
 * @param filter Others of the same files are nobody's concern: who merges by a filter merges what it finds.
 */
export function readGroup(
  rows: SimilarRows,
  outline: Outline,
  filter?: Filter,
): DuplicateGroup | undefined {
  const { tier, keep, reason, blobs, savedBytes, items } = outline;
  const shown = blobs.flatMap(({ sha256, difference, ...likeness }) =>
    rows.mediaOf([sha256]).map(
      (media): DuplicateMember => ({
        ...media,
        ...likeness,
        difference: Math.round(difference * 1000) / 10,
      }),
    ),
  );
  const found =
    filter &&
    rows.matching(
      shown.map(({ id }) => id),
      filter,
    );
  const all = found ? shown.filter(({ id }) => found.has(id)) : shown;
  const best = all.filter(({ sha256 }) => sha256 === keep);
  if (all.length < 2 || best.length === 0) return undefined;
  const chosen = chooseLookalike(best);
  const members = [chosen.keep, ...all.filter(({ id }) => id !== chosen.keep.id)];
  return {
    key: `${tier}:${blobs.length}:${keep.slice(0, 16)}`,
    tier,
    keep: chosen.keep.id,
    reason: reason ?? chosen.reason,
    savedBytes,
    items: found ? all.length : items,
    members: members.slice(0, MAX_MEMBERS),
  };
}

/** The best of several media, and why. @param media At least one. */
export function chooseLookalike<Media extends Lookalike>(
  media: readonly Media[],
): { readonly keep: Media; readonly reason: KeepReason } {
  const { keep, reason } = chooseKeep(media.map((one) => ({ one, ...keepableOf(one) })));
  return { keep: keep.one, reason };
}

function keepableOf({ albums, favorite, ownTags, ...media }: Lookalike): Keepable {
  return { ...media, albums: albums.length, marks: Number(favorite) + ownTags.length };
}
