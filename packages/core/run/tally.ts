import type { SourceTotals } from "../events.ts";
import { makeTotals, type Outcome, type Reason, sumOutcomes, type Totals } from "../outcomes.ts";

/** What ended an item, as the tally counts it. */
export interface Ended {
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason?: Reason;
  /** Bytes of newly stored content; 0 for everything else. */
  readonly storedBytes: number;
}

/**
 * Counts announced items and their ends, per source and in all. It is the place where "announced = the sum
 * of the outcomes" is kept; `missing` says how many announced items have not ended.
 */
export class Tally {
  readonly #totals = makeTotals();
  readonly #sources = new Map<string, SourceTotals>();
  readonly #reasons = new Map<Reason, number>();

  /** A source takes part, even when it will list nothing. */
  open(source: string): void {
    this.#of(source);
  }

  /** `count` more items were listed. */
  announce(source: string, count: number): void {
    this.#totals.announced += count;
    this.#of(source).announced += count;
  }

  /** `count` items were promised by the listing and never delivered. */
  shorten(source: string, count: number): void {
    this.#of(source).short += count;
  }

  /** One item ended. */
  end(ended: Ended): void {
    for (const totals of [this.#totals, this.#of(ended.source)]) {
      totals[ended.outcome] += 1;
      totals.bytes += ended.storedBytes;
    }
    if (ended.reason) this.#reasons.set(ended.reason, (this.#reasons.get(ended.reason) ?? 0) + 1);
  }

  /** A copy of the totals so far. */
  get totals(): Totals {
    return { ...this.#totals };
  }

  /** A copy of each source's totals, in the order in which they were opened. */
  get sources(): SourceTotals[] {
    return [...this.#sources.values()].map((source) => ({ ...source }));
  }

  /** How many items ended with a reason. */
  count(reason: Reason): number {
    return this.#reasons.get(reason) ?? 0;
  }

  /** Announced items without an end. Zero when a run is over. */
  get missing(): number {
    return this.#totals.announced - sumOutcomes(this.#totals);
  }

  #of(source: string): SourceTotals {
    let totals = this.#sources.get(source);
    if (!totals) {
      totals = { source, short: 0, ...makeTotals() };
      this.#sources.set(source, totals);
    }
    return totals;
  }
}
