import type { Archive } from "../archive/archive.ts";
import type { Clock } from "../async/clock.ts";
import { type Cursor, printCursor, readCursor } from "../db/cursor.ts";
import type { Merge } from "../db/duplicates.ts";
import type { Filter } from "../db/filter_sql.ts";
import { pairOf, prepareDecidedPairs } from "../db/relations.ts";
import { type Lookalike, prepareSimilarRows } from "../db/similar.ts";
import type { Engines } from "../image/choose_engine.ts";
import { findPairs, type NearPair } from "./similar/find_pairs.ts";
import { groupPairs } from "./similar/group_pairs.ts";
import { DUPLICATE_TIERS, type DuplicateTier, type NearTier } from "./similar/judge.ts";
import { chooseKeep, type KeepReason } from "./similar/keep.ts";

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

/** What one tier comes to. */
export interface TierTotals {
  readonly tier: DuplicateTier;
  readonly groups: number;
  /** Media in them. */
  readonly items: number;
  /** Of the files that could go. */
  readonly bytes: number;
}

/** How far the comparing is. */
export interface ScanProgress {
  readonly state: "running" | "finished";
  /** Pictures that were compared, of how many. */
  readonly done: number;
  readonly of: number;
  /** Pictures that cannot be compared yet, as they have no thumbnail. */
  readonly pending: number;
}

/** What {@link DuplicateScan} works with. */
export interface DuplicateScanOptions {
  readonly engines: Engines;
  readonly clock: Clock;
  /** Only pictures that it finds, among themselves. */
  readonly filter?: Filter | undefined;
}

/** Members that are told of one group. */
export const MAX_MEMBERS = 100;
/** While pictures are compared, groups are put together anew no more often than this, ms. */
const FRESH_MS = 2_000;

/** A group before its media are read. */
interface Outline {
  readonly tier: DuplicateTier;
  readonly keep: string;
  readonly reason: KeepReason | undefined;
  readonly blobs: readonly {
    sha256: string;
    distance: number;
    difference: number;
    mirrored: boolean;
  }[];
  readonly savedBytes: number;
  readonly items: number;
}

/**
 * The duplicates of an archive: those with the same bytes at once, those that look the same as {@link run} finds them.
 * What the user decided does not come back.
 */
export class DuplicateScan {
  readonly #archive: Archive;
  readonly #options: DuplicateScanOptions;
  readonly #rows;
  readonly #decided;
  readonly #pairs = new Map<string, NearPair>();
  #progress = { done: 0, of: 0 };
  #state: ScanProgress["state"] = "finished";
  #mark: string | undefined;
  #outlines:
    | { readonly madeAt: number; readonly version: string; readonly of: readonly Outline[] }
    | undefined;

  /** @param archive Open in any mode. */
  constructor(archive: Archive, options: DuplicateScanOptions) {
    this.#archive = archive;
    this.#options = options;
    this.#rows = prepareSimilarRows(archive);
    this.#decided = prepareDecidedPairs(archive);
  }

  /** How far it is. */
  get progress(): ScanProgress {
    return { state: this.#state, ...this.#progress, pending: this.#rows.pending() };
  }

  /** Whether there are pictures that no scan has compared. */
  get isStale(): boolean {
    return this.#state === "finished" && this.#mark !== this.#rows.mark();
  }

  /**
   * Compares every picture with every other, in slices between which this thread is free. Groups can be asked for meanwhile.
   * Pairs that an earlier run found are not looked at again.
   */
  async *run(signal: AbortSignal): AsyncGenerator<ScanProgress> {
    const { engines, clock, filter } = this.#options;
    this.#state = "running";
    this.#mark = this.#rows.mark();
    const decided = this.#decided();
    const isKnown = (pair: string) => this.#pairs.has(pair) || decided.has(pair);
    try {
      const options = { rows: this.#rows, engines, clock, signal, filter, isKnown };
      for await (const { done, of, pairs } of findPairs(this.#archive, options)) {
        this.#progress = { done, of };
        for (const pair of pairs) {
          this.#pairs.set(pairOf(pair.first.sha256, pair.second.sha256), pair);
        }
        yield { state: this.#state, done, of, pending: 0 };
      }
    } finally {
      this.#state = "finished";
      if (signal.aborted) this.#mark = undefined;
      this.refresh();
    }
  }

  /** Puts the groups together anew when they are next asked for: after a decision. */
  refresh(): void {
    this.#outlines = undefined;
  }

  /** The four tiers in figures. */
  totals(): TierTotals[] {
    const outlines = this.#list();
    return DUPLICATE_TIERS.map((tier) => {
      const own = outlines.filter((one) => one.tier === tier);
      const items = own.reduce((sum, one) => sum + one.items, 0);
      const bytes = own.reduce((sum, one) => sum + one.savedBytes, 0);
      return { tier, groups: own.length, items, bytes };
    });
  }

  /**
   * Groups of a tier, those that save most first.
   * @param options `after` as the last page gave it.
   * @throws {AcaciaError} `usage` for another `after`.
   */
  page(
    tier: DuplicateTier,
    { after, limit }: { readonly after?: string | undefined; readonly limit: number },
  ): { readonly groups: DuplicateGroup[]; readonly after: string | null } {
    const place = after === undefined ? undefined : readCursor(after);
    const rest = this.#list().filter(
      (one) => one.tier === tier && (!place || isAfter(cursorOf(one), place)),
    );
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      groups: page.flatMap((one) => this.#read(one) ?? []),
      after: last && rest.length > limit ? printCursor(cursorOf(last)) : null,
    };
  }

  /** Every group of a tier, as what would be merged. */
  *merges(tier: DuplicateTier): Generator<Merge> {
    for (const outline of this.#list().filter((one) => one.tier === tier)) {
      const group = this.#read(outline);
      if (group) yield { keep: group.keep, ids: group.members.map(({ id }) => id) };
    }
  }

  #list(): readonly Outline[] {
    const madeAt = this.#options.clock.monotonic();
    const version = `${this.#pairs.size}:${this.#rows.version()}`;
    const last = this.#outlines;
    const isYoung = this.#state === "running" && last && madeAt - last.madeAt < FRESH_MS;
    const isFresh = isYoung || last?.version === version;
    if (last && isFresh) return last.of;
    this.#outlines = {
      madeAt,
      version,
      of: [...this.#outlineExact(), ...this.#outlineNear()],
    };
    return this.#outlines.of;
  }

  #outlineExact(): Outline[] {
    return this.#rows
      .sharedBlobs(this.#options.filter)
      .flatMap((sha256) => this.#rows.looksOf(sha256) ?? [])
      .map(({ sha256, media }) => {
        const blobs = [{ sha256, ...SAME }];
        return {
          tier: "exact",
          keep: sha256,
          reason: undefined,
          blobs,
          savedBytes: 0,
          items: media,
        };
      });
  }

  #outlineNear(): Outline[] {
    const decided = this.#decided();
    const files = new Set(
      [...this.#pairs.values()].flatMap((pair) =>
        [pair.first, pair.second].map(({ sha256 }) => sha256),
      ),
    );
    const shown = this.#rows.shown([...files]);
    const pairs = [...this.#pairs].flatMap(([name, pair]) =>
      !decided.has(name) && shown.has(pair.first.sha256) && shown.has(pair.second.sha256)
        ? pair
        : [],
    );
    const taken = new Set<string>();
    const near: readonly NearTier[] = ["sure", "likely", "look"];
    const groups = near.flatMap((tier) => groupPairs(pairs, tier, taken));
    const outlines = groups.map(
      ({ tier, keep, reason, others }): Outline => ({
        tier,
        keep: keep.sha256,
        reason,
        blobs: [
          { sha256: keep.sha256, ...SAME },
          ...others.map(({ blob, ...facts }) => ({ sha256: blob.sha256, ...facts })),
        ],
        savedBytes: others.reduce((sum, { blob }) => sum + blob.bytes, 0),
        items: others.reduce((sum, { blob }) => sum + blob.media, keep.media),
      }),
    );
    return outlines.sort((a, b) => compareCursors(cursorOf(a), cursorOf(b)));
  }

  /** The media of a group; undefined when they are gone meanwhile. */
  #read({ tier, keep, reason, blobs, savedBytes, items }: Outline): DuplicateGroup | undefined {
    const all = blobs.flatMap(({ sha256, distance, difference, mirrored }) =>
      this.#rows.mediaOf([sha256]).map((media) => ({
        ...media,
        distance,
        difference: Math.round(difference * 1000) / 10,
        mirrored,
      })),
    );
    if (all.length < 2) return undefined;
    const best = all.filter(({ sha256 }) => sha256 === keep).map(asKeepable);
    if (best.length === 0) return undefined;
    const chosen = chooseKeep(best);
    const kept = chosen.keep.member;
    const members = [kept, ...all.filter(({ id }) => id !== kept.id)].slice(0, MAX_MEMBERS);
    const key = `${tier}:${blobs.length}:${keep.slice(0, 16)}`;
    return {
      key,
      tier,
      keep: kept.id,
      reason: reason ?? chosen.reason,
      savedBytes,
      items,
      members,
    };
  }
}

const SAME = { distance: 0, difference: 0, mirrored: false } as const;

function asKeepable(member: DuplicateMember) {
  const { width, height, bytes, ext, postedAt } = member;
  const marks = Number(member.favorite) + member.ownTags.length;
  return { member, width, height, bytes, ext, albums: member.albums.length, marks, postedAt };
}

/** Most bytes first, then by the hash of the kept file. */
function cursorOf({ savedBytes, keep }: Outline): Cursor {
  return { key: savedBytes, id: Number.parseInt(keep.slice(0, 12), 16) };
}

function compareCursors(a: Cursor, b: Cursor): number {
  return b.key - a.key || a.id - b.id;
}

function isAfter(one: Cursor, place: Cursor): boolean {
  return compareCursors(one, place) > 0;
}
