import type { MediaFinished } from "@acacia/core/events";
import type { RunSlots, SlotNow } from "../../../routes/run_schemas.ts";

/** How a transfer ended, as a lane shows it. */
export type BarEnd = "kept" | "gone" | "failed";

/** One transfer in a lane. Times are the server's, epoch ms. */
export interface Bar {
  readonly media: string;
  readonly from: number;
  /** null while it goes on. */
  readonly to: number | null;
  /** When all bytes were here: from then on it is checked and stored; null when that was not seen. */
  readonly storedFrom: number | null;
  readonly end: BarEnd | null;
  /** Between attempts. */
  readonly waits: readonly (readonly [from: number, to: number])[];
}

/** What one download slot did, and does. */
export interface Lane {
  readonly slot: number;
  /** Oldest first. */
  readonly bars: readonly Bar[];
  /** What it does now; null while it waits. */
  readonly now: SlotNow | null;
}

/** Bars that ended longer ago than this are forgotten, ms. */
const KEEP_MS = 45_000;

/** Beginnings this close are the same, ms. */
const SAME_MS = 30;
/** The mark at a bar's end is no wider, ms. */
const MARK_MS = 400;

interface LaneState {
  readonly slot: number;
  bars: Bar[];
  now: SlotNow | null;
  open: Bar | null;
  /** When the last byte was seen to come. */
  byteAt: number;
}

/** What the slots of a run did in the last half minute, from the stream. */
export class LaneHistory {
  readonly #lanes = new Map<number, LaneState>();
  #changedFrom = Number.POSITIVE_INFINITY;
  #newest = 0;
  #sorted: readonly Lane[] | undefined;

  /** By slot; a transfer that goes on is the last bar. */
  get lanes(): readonly Lane[] {
    this.#sorted ??= [...this.#lanes.values()]
      .toSorted((a, b) => a.slot - b.slot)
      .map(({ slot, bars, now, open }) => ({ slot, now, bars: open ? [...bars, open] : bars }));
    return this.#sorted;
  }

  /** How many lanes there are. */
  get size(): number {
    return this.#lanes.size;
  }

  /** Since when something differs from what was there at the last call, epoch ms. */
  takeChangedFrom(): number {
    const from = this.#changedFrom;
    this.#changedFrom = Number.POSITIVE_INFINITY;
    return from;
  }

  /** Follows what slots do now. */
  followSlots({ slots }: RunSlots): void {
    this.#sorted = undefined;
    for (const { slot, t, state } of slots) {
      const lane = this.#lane(slot);
      if (state === null) this.#rest(lane, t);
      else this.#work(lane, state, t);
      this.#newest = Math.max(this.#newest, t);
    }
  }

  /** Follows an end; one without a slot is no lane's. */
  followEnd(event: MediaFinished): void {
    if (event.slot < 0) return;
    this.#sorted = undefined;
    const lane = this.#lane(event.slot);
    const from = event.t - event.ms;
    const seen = lane.open?.media === event.media ? lane.open : null;
    const bar: Bar = {
      media: event.media,
      from,
      to: event.t,
      storedFrom: seen?.storedFrom ?? null,
      end: END_OF[event.outcome] ?? "failed",
      waits: seen?.waits ?? [],
    };
    lane.bars.push(bar);
    if (lane.bars.length > 1 && from < (lane.bars.at(-2)?.from ?? 0)) {
      lane.bars.sort((a, b) => a.from - b.from);
    }
    if (seen !== null) {
      lane.open = null;
      lane.now = null;
    }
    // What was painted of a bar that was seen stays, but for the mark at its end.
    const isSame = seen !== null && Math.abs(seen.from - from) < SAME_MS;
    this.#change(isSame ? event.t - MARK_MS : Math.min(from, seen?.from ?? from));
    this.#newest = Math.max(this.#newest, event.t);
    this.#forget(lane);
  }

  /** The run is over: nothing goes on any more. */
  rest(): void {
    this.#sorted = undefined;
    this.#changedFrom = Number.NEGATIVE_INFINITY;
    for (const lane of this.#lanes.values()) {
      lane.now = null;
      lane.open = null;
    }
  }

  #work(lane: LaneState, state: SlotNow, t: number): void {
    const { media, since, bytes, total } = state;
    const before = lane.open;
    if (before?.media !== media) {
      lane.open = { media, from: since, to: null, storedFrom: null, end: null, waits: [] };
      lane.byteAt = since;
      this.#change(since);
    } else if (lane.now !== null && state.attempt > lane.now.attempt) {
      // Without a byte nobody knows when it was given up: then a mark where it begins again.
      const from = lane.byteAt > lane.now.since ? Math.min(lane.byteAt, since) : since;
      lane.open = { ...before, storedFrom: null, waits: [...before.waits, [from, since]] };
      lane.byteAt = since;
      this.#change(from);
    } else if (bytes > (lane.now?.bytes ?? 0)) lane.byteAt = t;
    const isWhole = total !== null && total > 0 && bytes >= total;
    if (isWhole && lane.open && lane.open.storedFrom === null) {
      lane.open = { ...lane.open, storedFrom: t };
      this.#change(t);
    }
    lane.now = state;
  }

  /** A slot told to be idle before its end was heard: the end brings the true times. */
  #rest(lane: LaneState, t: number): void {
    lane.now = null;
    if (lane.open === null) return;
    const { from } = lane.open;
    if (!lane.bars.some((bar) => bar.media === lane.open?.media && bar.from >= from - 1)) return;
    lane.open = null;
    this.#change(t);
  }

  #lane(slot: number): LaneState {
    const known = this.#lanes.get(slot);
    if (known !== undefined) return known;
    const lane = { slot, bars: [], now: null, open: null, byteAt: 0 };
    this.#lanes.set(slot, lane);
    this.#changedFrom = Number.NEGATIVE_INFINITY;
    return lane;
  }

  #change(from: number): void {
    this.#changedFrom = Math.min(this.#changedFrom, from);
  }

  #forget(lane: LaneState): void {
    const bound = this.#newest - KEEP_MS;
    if ((lane.bars[0]?.to ?? bound) >= bound) return;
    lane.bars = lane.bars.filter(({ to }) => (to ?? bound) >= bound);
  }
}

const END_OF: Readonly<Record<string, BarEnd>> = {
  stored: "kept",
  known: "kept",
  duplicate: "kept",
  removed: "gone",
  region_blocked: "gone",
  filtered: "gone",
  rejected: "failed",
  failed: "failed",
  cancelled: "gone",
};
