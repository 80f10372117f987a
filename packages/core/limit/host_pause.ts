import type { Observation } from "./host_gate.ts";

/** Pause after a refusal that only the width explains, ms: what ran has ended, and fewer begin. */
const TOO_WIDE_MS = 200;
/** First pause after any other "too many requests", ms. */
const FIRST_THROTTLE_MS = 1_000;
/** First pause after "over capacity", ms. */
const FIRST_CAPACITY_MS = 120_000;
/** Longest pause of our own making, ms; a `Retry-After` may be longer. */
const LONGEST_MS = 600_000;
/** Longest `Retry-After` that is believed, ms: Imgur's longest limit is an hour. */
const LONGEST_ASKED_MS = 3_600_000;
/** A refusal this soon after a pause is a repeat, ms. */
const REPEAT_WITHIN_MS = 60_000;

/** A refusal that pauses a host. */
export type PausingObservation = Extract<Observation, { kind: "throttled" | "capacity" }>;

/**
 * When nothing may go to a host: 1 s after the first 429, twice as long when it repeats within a minute, up to
 * ten minutes; "over capacity" begins at two minutes; after a 429 that only the width explains, which has been cut,
 * a fifth of a second. `Retry-After` counts when it is longer, and 0 is not trusted. docs/imgur.md §3. A rule without
 * a clock: it is told the time.
 */
export class HostPause {
  #until = Number.NEGATIVE_INFINITY;
  /** The last pause that was no matter of the width: how long, and its end. */
  #lastMs = 0;
  #lastEnd = Number.NEGATIVE_INFINITY;

  /** The time until which nothing may begin, ms; in the past when nothing is paused. */
  get until(): number {
    return this.#until;
  }

  /** Whether nothing may begin at this time. */
  isOn(at: number): boolean {
    return at < this.#until;
  }

  /**
   * Learns of a refusal. One that comes during a pause belongs to a request from before it: it makes the pause
   * longer when `Retry-After` says so, and is no repeat.
   *
   * @param observation The refusal.
   * @param at The time now, ms.
   * @param options `isTooWide`: only the width explains it, and it has been cut.
   */
  note(
    observation: PausingObservation,
    at: number,
    { isTooWide = false }: { readonly isTooWide?: boolean } = {},
  ): void {
    const asked = Math.min(LONGEST_ASKED_MS, observation.retryAfterMs ?? 0);
    if (this.isOn(at)) {
      const capacityMs = observation.kind === "capacity" ? FIRST_CAPACITY_MS : 0;
      this.#until = Math.max(this.#until, at + asked, at + capacityMs);
      this.#lastMs = Math.max(this.#lastMs, capacityMs);
      if (!isTooWide) this.#lastEnd = this.#until;
      return;
    }
    if (isTooWide) {
      this.#until = at + Math.max(TOO_WIDE_MS, asked);
      return;
    }
    const isRepeat = at - this.#lastEnd <= REPEAT_WITHIN_MS;
    const firstMs = observation.kind === "capacity" ? FIRST_CAPACITY_MS : FIRST_THROTTLE_MS;
    this.#lastMs = Math.min(LONGEST_MS, Math.max(firstMs, isRepeat ? this.#lastMs * 2 : 0));
    this.#until = at + Math.max(this.#lastMs, asked);
    this.#lastEnd = this.#until;
  }
}
