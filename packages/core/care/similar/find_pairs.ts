import type { Archive } from "../../archive/archive.ts";
import type { Clock } from "../../async/clock.ts";
import type { Filter } from "../../db/filter_sql.ts";
import { pairOf } from "../../db/relations.ts";
import type { BlobLooks, HashedBlob, SimilarRows } from "../../db/similar.ts";
import { type Alignment, alignLumas, type Pyramid } from "../../image/align.ts";
import type { Engines } from "../../image/choose_engine.ts";
import { type HashHalves, HashIndex, type NearHash } from "./hash_index.ts";
import { judge, type NearTier } from "./judge.ts";
import { type Look, makeLooks } from "./looks.ts";

/** Two files that show the same picture. */
export interface NearPair {
  readonly first: BlobLooks;
  readonly second: BlobLooks;
  readonly tier: NearTier;
  /** Bits of the hashes that differ, 0 to 64. */
  readonly distance: number;
  /** What the second look found different, 0 (nothing) to 1. */
  readonly difference: number;
  /** The one is the other's mirror image. */
  readonly mirrored: boolean;
}

/** How far the looking is, and what it found since the last time. */
export interface PairProgress {
  /** Pictures that were compared with all others, of how many. */
  readonly done: number;
  readonly of: number;
  readonly pairs: readonly NearPair[];
}

/** What {@link findPairs} works with. */
export interface FindPairsOptions {
  readonly rows: SimilarRows;
  readonly engines: Engines;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Only pictures that it finds. */
  readonly filter?: Filter | undefined;
  /** Pairs, as `pairOf` names them, that need no second look. */
  readonly isKnown: (pair: string) => boolean;
}

/**
 * Bits in which hashes of one picture may differ. At 11, two hashes in ten million differ so by chance, and every re-encoded,
 * halved, mirrored or evenly cropped picture of `bench dups` is found; at 12 the index asks five times as often.
 */
export const NEAR_BITS = 11;
/** A picture that resembles more than these by its hash has a hash that says little: the nearest are looked at. */
const MAX_NOMINATED = 48;
/** Share of the picture that both show; rounding alone is no crop. */
const SAME_VIEW = 0.99;
/** Others get their turn after so long, ms: a server answers meanwhile. */
const SLICE_MS = 6;
const ROWS_AT_ONCE = 500;

/**
 * Finds pictures that are the same: hashes nominate, a second look decides. Works in slices, so that whoever else uses this
 * thread does not wait, and tells pairs as they are found.
 */
export async function* findPairs(
  archive: Archive,
  options: FindPairsOptions,
): AsyncGenerator<PairProgress> {
  const { signal } = options;
  const slice = makeSlices(options.clock);
  const hashes = new Hashes();
  for (let last = ""; !signal.aborted; ) {
    const { rows, filter } = options;
    const some = rows.hashedAfter(last, { limit: ROWS_AT_ONCE, filter });
    for (const blob of some) hashes.add(blob);
    last = some.at(-1)?.sha256 ?? "";
    if (some.length < ROWS_AT_ONCE) break;
    if (slice.isOver()) await slice.next();
  }
  const of = hashes.size;
  yield { done: 0, of, pairs: [] };
  const index = hashes.toIndex();
  const decide = makeDecide(archive, options);
  for (let at = 0; at < of && !signal.aborted; at++) {
    const pairs: NearPair[] = [];
    for (const { distance, ...nominated } of nominate(index, hashes, at)) {
      const pair = await decide(hashes.sha256(at), hashes.sha256(nominated.at), nominated);
      if (pair) pairs.push({ ...pair, distance });
      if (slice.isOver()) await slice.next();
      if (signal.aborted) return;
    }
    if (pairs.length > 0 || slice.isOver() || at + 1 === of) {
      yield { done: at + 1, of, pairs };
      if (slice.isOver()) await slice.next();
    }
  }
}

/** Hashes as numbers, in the order of their pictures. */
class Hashes {
  readonly #sha256s: string[] = [];
  readonly #halves: number[] = [];

  get size(): number {
    return this.#sha256s.length;
  }

  /** A hash of 0 is that of a flat picture, and says nothing. */
  add({ sha256, hash, mirrored }: HashedBlob): void {
    const [high, low] = readHalves(hash);
    if (high === 0 && low === 0) return;
    this.#sha256s.push(sha256);
    this.#halves.push(high, low, ...readHalves(mirrored));
  }

  sha256(at: number): string {
    return this.#sha256s[at] ?? "";
  }

  hash(at: number): HashHalves {
    return { high: this.#halves[at * 4] ?? 0, low: this.#halves[at * 4 + 1] ?? 0 };
  }

  mirrored(at: number): HashHalves {
    return { high: this.#halves[at * 4 + 2] ?? 0, low: this.#halves[at * 4 + 3] ?? 0 };
  }

  toIndex(): HashIndex {
    const high = Uint32Array.from({ length: this.size }, (_, at) => this.#halves[at * 4] ?? 0);
    const low = Uint32Array.from({ length: this.size }, (_, at) => this.#halves[at * 4 + 1] ?? 0);
    return new HashIndex(high, low, { radius: NEAR_BITS });
  }
}

function readHalves(hash: Uint8Array): [high: number, low: number] {
  const view = new DataView(hash.buffer, hash.byteOffset, hash.byteLength);
  return [view.getUint32(0), view.getUint32(4)];
}

/** A picture that may be the same, and which way round. */
interface Nominated extends NearHash {
  readonly straight: boolean;
  readonly mirrored: boolean;
}

/** Later pictures whose hash is near to that of this one, or of its mirror image; the nearest first. */
function nominate(index: HashIndex, hashes: Hashes, at: number): Nominated[] {
  const found = new Map<number, Nominated>();
  for (const near of index.near(hashes.hash(at), at)) {
    found.set(near.at, { ...near, straight: true, mirrored: false });
  }
  for (const near of index.near(hashes.mirrored(at), at)) {
    const other = found.get(near.at);
    const distance = Math.min(near.distance, other?.distance ?? near.distance);
    found.set(near.at, { at: near.at, distance, straight: other !== undefined, mirrored: true });
  }
  const nearest = [...found.values()].sort((a, b) => a.distance - b.distance || a.at - b.at);
  return nearest.slice(0, MAX_NOMINATED);
}

/** The second look at two pictures. */
function makeDecide(
  { layout }: Archive,
  { rows, engines, isKnown }: FindPairsOptions,
): (
  first: string,
  second: string,
  ways: Pick<Nominated, "straight" | "mirrored">,
) => Promise<Omit<NearPair, "distance"> | undefined> {
  const look = makeLooks(layout, engines);
  return async (one, other, ways) => {
    if (isKnown(pairOf(one, other))) return undefined;
    const [first, second] = [rows.looksOf(one), rows.looksOf(other)];
    if (!first || !second) return undefined;
    const [mine, theirs] = [await look(first), await look(second)];
    if (!mine || !theirs) return undefined;
    const found = compare(mine, theirs, ways);
    const tier = found && judge(first, second, found);
    if (!tier) return undefined;
    return { first, second, tier, difference: found.error, mirrored: found.mirrored };
  };
}

/** The better of both ways round. */
function compare(
  one: Look,
  other: Look,
  ways: Pick<Nominated, "straight" | "mirrored">,
): (Alignment & { mirrored: boolean }) | undefined {
  const straight = ways.straight ? layWider(one.straight, other.straight) : undefined;
  const mirrored = ways.mirrored ? layWider(one.mirrored, other.straight) : undefined;
  const isMirrored = mirrored !== undefined && !(straight && straight.error <= mirrored.error);
  if (isMirrored) return { ...mirrored, mirrored: true };
  return straight && { ...straight, mirrored: false };
}

/**
 * Lays the one that shows less on the one that shows more: what was enlarged by a crop is made smaller then, and not the other
 * blurred. So laid, nearly all pictures cropped by 5 % are the same to the eye; the other way round, half of them.
 */
function layWider(one: Pyramid, other: Pyramid): Alignment | undefined {
  const found = alignLumas(one, other);
  if (!found || found.scaleX * found.scaleY >= SAME_VIEW) return found;
  const back = alignLumas(other, one);
  return back && { ...back, scaleX: 1 / back.scaleX, scaleY: 1 / back.scaleY };
}

/** Time in slices: whoever else waits for this thread gets it between two. */
function makeSlices(clock: Clock): { isOver(): boolean; next(): Promise<void> } {
  let begun = clock.monotonic();
  return {
    isOver: () => clock.monotonic() - begun >= SLICE_MS,
    async next() {
      await clock.sleep(0);
      begun = clock.monotonic();
    },
  };
}
