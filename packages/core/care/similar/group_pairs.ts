import type { BlobLooks } from "../../db/similar.ts";
import type { NearPair } from "./find_pairs.ts";
import type { NearTier } from "./judge.ts";
import { chooseKeep, type KeepReason } from "./keep.ts";

/** A file beside the one to keep. */
export interface GroupMember {
  readonly blob: BlobLooks;
  readonly distance: number;
  readonly difference: number;
  readonly mirrored: boolean;
}

/** One picture in several files: the best, and all that were found to be the same as that one. */
export interface NearGroup {
  readonly tier: NearTier;
  readonly keep: BlobLooks;
  readonly reason: KeepReason;
  readonly others: readonly GroupMember[];
}

/**
 * Pairs of one tier as groups. Each is a star: the best picture, and its direct likes. So nothing is merged over a chain
 * of which each link is a small change and the ends are two pictures.
 *
 * @param pairs Each pair once. @param tier Which of them. @param taken Files that are others in a group already; added to.
 */
export function groupPairs(
  pairs: readonly NearPair[],
  tier: NearTier,
  taken: Set<string> = new Set(),
): NearGroup[] {
  const neighbours = listNeighbours(
    pairs.filter(
      ({ tier: own, first, second }) =>
        own === tier && !taken.has(first.sha256) && !taken.has(second.sha256),
    ),
  );
  const groups: NearGroup[] = [];
  const free = new Set(neighbours.keys());
  for (const start of neighbours.keys()) {
    const parts = connected(start, neighbours, free);
    while (parts.size > 1) {
      const { keep } = chooseKeep([...parts].map((sha256) => neighbours.get(sha256)!.blob));
      const others = [...neighbours.get(keep.sha256)!.likes].filter(([sha256]) =>
        parts.has(sha256),
      );
      parts.delete(keep.sha256);
      for (const [sha256] of others) {
        parts.delete(sha256);
        taken.add(sha256);
      }
      if (others.length === 0) continue;
      const { reason } = chooseKeep([keep, ...others.map(([, { blob }]) => blob)]);
      groups.push({ tier, keep, reason, others: others.map(([, member]) => member) });
    }
  }
  return groups;
}

interface Neighbours {
  readonly blob: BlobLooks;
  readonly likes: Map<string, GroupMember>;
}

function listNeighbours(pairs: readonly NearPair[]): Map<string, Neighbours> {
  const all = new Map<string, Neighbours>();
  const of = (blob: BlobLooks) => {
    const known = all.get(blob.sha256) ?? { blob, likes: new Map<string, GroupMember>() };
    all.set(blob.sha256, known);
    return known;
  };
  for (const { first, second, distance, difference, mirrored } of pairs) {
    const facts = { distance, difference, mirrored };
    of(first).likes.set(second.sha256, { blob: second, ...facts });
    of(second).likes.set(first.sha256, { blob: first, ...facts });
  }
  return all;
}

/** Everything that hangs together with one, taken out of what is free. */
function connected(
  start: string,
  neighbours: ReadonlyMap<string, Neighbours>,
  free: Set<string>,
): Set<string> {
  const found = new Set<string>();
  const next = free.delete(start) ? [start] : [];
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    found.add(at);
    for (const other of neighbours.get(at)?.likes.keys() ?? []) {
      if (free.delete(other)) next.push(other);
    }
  }
  return found;
}
