import type { Observation } from "./host_gate.ts";
import type { WidthRule } from "./width_rule.ts";

/** A refusal after fewer good answers than this says "not now", whatever the width. */
const LEAST_SERVED = 8;
/** After a refusal the width begins at this share of what the host seems to bear, where nothing is proven. */
const CAUTION = 7 / 8;
/** Where a width is proven, it begins at this share of that, rounded up. */
const RESTART = 23 / 24;
/** A try asks for so much more, below what was refused. */
const STEP = 1 / 8;
/** So many tries in a row must go well: one may be luck, when another request just ended. */
const TRIES = 2;
/** Good answers at the ceiling before one place more is tried. */
const FIRST_PATIENCE = 512;
/** Each refusal below a ceiling makes the next try so much rarer, up to the longest patience. */
const PATIENCE_FACTOR = 4;
const LONGEST_PATIENCE = 8_192;

/** A few more at once, for one moment. */
interface Try {
  readonly extra: number;
  /** Until they have begun. */
  isOpen: boolean;
  /** Good answers still to come, once they have begun, until it went well. */
  toJudge: number;
}

/**
 * As many as the user asked for, or as the host bears. Hosts refuse for two reasons, and this tells them apart:
 *
 * - **Too wide**: a round of good answers came, then some of many were refused. The width goes back to what is proven
 *   and grows again, up to just under what was refused; beyond that it is tried ever more rarely.
 * - **Not now**: refused before the width had served a round. It halves, and nothing counts as proven any more.
 *
 * All refusals of requests that ran at one time are one event. It grows by tries: for one moment a few more begin,
 * and only they can be refused; when their round went well, twice, the width follows.
 */
export class BearableWidth implements WidthRule {
  readonly #max: number;
  #width: number;
  /** Up to here the width grows soon, beyond it rarely. */
  #ceiling: number;
  /** The widest that brought a round of good answers. */
  #proven = 0;
  #patience = FIRST_PATIENCE;
  /** Good answers since the last refusal. */
  #served = 0;
  /** Good answers since the width last changed. */
  #atWidth = 0;
  /** Good answers of the proof under way, and the fewest that ran meanwhile. */
  #inProof = 0;
  #fewestActive = Number.POSITIVE_INFINITY;
  #try: Try | undefined;
  #triesLeft = TRIES;
  /** Requests still to end that ran when the last event began. */
  #toSettle = 0;
  #isTooWide = false;
  /** What ran when the last event began, less what was refused. */
  #borne = 0;

  /** @param max How many at once when nothing is wrong, 1 or more. */
  constructor(max: number) {
    this.#max = Math.max(1, Math.floor(max));
    this.#width = this.#max;
    this.#ceiling = this.#max;
  }

  get width(): number {
    return this.#width + (this.#try?.isOpen ? this.#try.extra : 0);
  }

  /** @returns Whether this is a refusal that only the width explains. */
  note(observation: Observation, { active }: { readonly active: number }): boolean {
    const isSettling = this.#toSettle > 0;
    if (isSettling) this.#toSettle -= 1;
    if (this.#try && active >= this.#width + this.#try.extra) this.#try.isOpen = false;
    if (observation.kind === "ok" && !isSettling) this.#learn(active);
    if (observation.kind !== "throttled" && observation.kind !== "capacity") return false;
    const isCapacity = observation.kind === "capacity";
    if (!isSettling || (this.#isTooWide && isCapacity)) this.#beginEvent(active, isCapacity);
    else if (this.#isTooWide) {
      this.#borne -= 1;
      this.#narrow();
    }
    return this.#isTooWide;
  }

  #beginEvent(active: number, isCapacity: boolean): void {
    const tried = this.#try && !this.#try.isOpen ? this.#width + this.#try.extra : 0;
    // Half of 256 places would change nothing for 8 requests: what ran is what the host felt.
    const ran = Math.max(tried, active) || this.#width;
    this.#isTooWide = !isCapacity && this.#served >= Math.max(LEAST_SERVED, ran);
    if (this.#isTooWide) {
      if (this.#ceiling < this.#max) {
        this.#patience = Math.min(LONGEST_PATIENCE, this.#patience * PATIENCE_FACTOR);
      }
      this.#proven = Math.min(this.#proven, ran - 1);
      this.#borne = ran - 1;
      this.#narrow();
    } else {
      this.#proven = 0;
      this.#width = Math.max(1, Math.floor(ran / 2));
    }
    this.#ceiling = Math.max(1, ran - 1);
    this.#toSettle = Math.max(0, active - 1);
    this.#served = 0;
    this.#beginWidth();
  }

  #narrow(): void {
    // After a pause all begin at once, which is harder to bear than one after the other.
    const restart = Math.ceil(this.#proven * RESTART);
    this.#width = Math.max(1, restart, Math.floor(this.#borne * CAUTION));
  }

  #learn(active: number): void {
    this.#served += 1;
    this.#inProof += 1;
    this.#fewestActive = Math.min(this.#fewestActive, active);
    // The first half began before so many ran.
    if (this.#inProof >= 2 * this.#fewestActive) {
      this.#proven = Math.max(this.#proven, Math.min(this.#fewestActive, this.#width));
      this.#beginProof();
    }
    if (this.#try) this.#judgeTry(this.#try);
    else if (this.#width < this.#max) this.#tryMore();
  }

  #tryMore(): void {
    this.#atWidth += 1;
    if (this.#width >= this.#ceiling && this.#atWidth < this.#patience) return;
    const half = Math.floor((this.#ceiling - this.#width) / 2);
    const step = Math.max(1, Math.min(Math.floor(this.#width * STEP), half));
    const extra = Math.min(step, this.#max - this.#width);
    this.#try = { extra, isOpen: true, toJudge: this.#width + extra };
  }

  #judgeTry(running: Try): void {
    if (running.isOpen) return;
    running.toJudge -= 1;
    if (running.toJudge > 0) return;
    this.#try = undefined;
    this.#triesLeft -= 1;
    if (this.#triesLeft > 0) return;
    this.#width += running.extra;
    this.#proven = Math.max(this.#proven, this.#width);
    // A ceiling that was passed was none.
    if (this.#width > this.#ceiling) this.#ceiling = this.#max;
    this.#beginWidth();
  }

  #beginWidth(): void {
    this.#try = undefined;
    this.#triesLeft = TRIES;
    this.#atWidth = 0;
    this.#beginProof();
  }

  #beginProof(): void {
    this.#inProof = 0;
    this.#fewestActive = Number.POSITIVE_INFINITY;
  }
}
