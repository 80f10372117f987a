import type { Archive } from "../archive/archive.ts";
import type { Clock } from "../async/clock.ts";
import { printCursor, readCursor } from "../db/cursor.ts";
import type { Merge } from "../db/duplicates.ts";
import type { Filter } from "../db/filter_sql.ts";
import { pairOf, prepareDecidedPairs } from "../db/relations.ts";
import { prepareSimilarRows } from "../db/similar.ts";
import type { Engines } from "../image/choose_engine.ts";
import { findPairs, type NearPair } from "./similar/find_pairs.ts";
import { DUPLICATE_TIERS, type DuplicateTier } from "./similar/judge.ts";
import {
  compareCursors,
  cursorOf,
  type Outline,
  outlineExact,
  outlineNear,
} from "./similar/outline.ts";
import { type DuplicateGroup, readGroup } from "./similar/read_group.ts";

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

/** While pictures are compared, groups are put together anew no more often than this, ms. */
const FRESH_MS = 2_000;

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
  #progress: ScanProgress = { state: "finished", done: 0, of: 0, pending: 0 };
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
    return this.#progress;
  }

  /** Whether there are pictures that no scan has compared. */
  get isStale(): boolean {
    return this.#progress.state === "finished" && this.#mark !== this.#rows.mark();
  }

  /**
   * Compares every picture with every other, in slices between which this thread is free. Groups can be asked for meanwhile.
   * Pairs that an earlier run found are not looked at again.
   */
  async *run(signal: AbortSignal): AsyncGenerator<ScanProgress> {
    const { engines, clock, filter } = this.#options;
    this.#progress = { state: "running", done: 0, of: 0, pending: this.#rows.pending() };
    this.#mark = this.#rows.mark();
    const decided = this.#decided();
    const isKnown = (pair: string) => this.#pairs.has(pair) || decided.has(pair);
    try {
      const options = { rows: this.#rows, engines, clock, signal, filter, isKnown };
      for await (const { done, of, pairs } of findPairs(this.#archive, options)) {
        this.#progress = { ...this.#progress, done, of };
        for (const pair of pairs) {
          this.#pairs.set(pairOf(pair.first.sha256, pair.second.sha256), pair);
        }
        yield this.#progress;
      }
    } finally {
      this.#progress = { ...this.#progress, state: "finished" };
      if (signal.aborted) this.#mark = undefined;
      this.refresh();
    }
  }

  /** Every pair that was found, whatever was decided about it. */
  get pairs(): Iterable<NearPair> {
    return this.#pairs.values();
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
      (one) => one.tier === tier && (!place || compareCursors(cursorOf(one), place) > 0),
    );
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return {
      groups: page.flatMap((one) => readGroup(this.#rows, one, this.#options.filter) ?? []),
      after: last && rest.length > limit ? printCursor(cursorOf(last)) : null,
    };
  }

  /** Every group of a tier, as what would be merged. */
  *merges(tier: DuplicateTier): Generator<Merge> {
    for (const outline of this.#list().filter((one) => one.tier === tier)) {
      const group = readGroup(this.#rows, outline, this.#options.filter);
      if (group) yield { keep: group.keep, ids: group.members.map(({ id }) => id) };
    }
  }

  #list(): readonly Outline[] {
    const madeAt = this.#options.clock.monotonic();
    const version = `${this.#pairs.size}:${this.#rows.version()}`;
    const last = this.#outlines;
    const isYoung = this.#progress.state === "running" && last && madeAt - last.madeAt < FRESH_MS;
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
    return this.#rows.sharedBlobs(this.#options.filter).map(outlineExact);
  }

  #outlineNear(): Outline[] {
    const decided = this.#decided();
    const undecided = [...this.#pairs].flatMap(([name, pair]) => (decided.has(name) ? [] : pair));
    const files = undecided.flatMap(({ first, second }) => [first.sha256, second.sha256]);
    const shown = this.#rows.shown([...new Set(files)]);
    return outlineNear(
      undecided.filter(({ first, second }) => shown.has(first.sha256) && shown.has(second.sha256)),
    );
  }
}
