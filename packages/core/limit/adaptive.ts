import type { Observation } from "./host_gate.ts";
import type { WidthRule } from "./width_rule.ts";

/** What bounds an {@link AdaptiveWidth}. */
export interface AdaptiveWidthOptions {
  /** Never more than this. @default 256, what Bun's fetch runs at once */
  readonly max?: number;
  /** Where it begins. @default 4 */
  readonly start?: number;
}

/** A round has at least so many answers, so that its rate means something. */
const MIN_ROUND = 8;
/** Twice the width is worth it when it brings this much; a host at its limit brings about 1. */
const DOUBLING_GAIN = 1.6;
/** Room above the width that was just enough. */
const MARGIN = 1.15;
/** Rounds of calm between two probes. */
const CALM_ROUNDS = 3;
/** A probe asks for a quarter more, or a quarter less. */
const PROBE_STEP = 1.25;
/** A probe upwards is kept when it brings half of what it asked for. */
const PROBE_GAIN = 1.12;
/** A narrower width is kept when it costs at most this share of the rate. */
const NARROWER_LOSS = 0.95;
/** Answers this much slower than the fastest round mean that they stand in a queue. */
const QUEUE_FACTOR = 1.5;
/** A share of failures that asks for less. Some fail whatever the width is: one body that stalls is no congestion. */
const MANY_ERRORS = 0.2;
/** The share is a running mean over so many requests: failures come in bunches, time-outs above all. */
const ERROR_MEMORY = 64;
/** After a throttle the width stays under what met it; so many good answers raise that ceiling by one. */
const ANSWERS_PER_CEILING_STEP = 100;

/** What one round of answers showed. */
interface Round {
  readonly width: number;
  /**
   * Answers a millisecond, as the time of the good ones and the number that ran tell it: counting them would take
   * lanes that stand in a body that stalls for a host that is slow.
   */
  readonly rate: number;
  /** Mean time of an answer, ms: the geometric one, since one long video among photos is no slow host. */
  readonly meanMs: number;
}

type Phase =
  /** Twice as many each round, for as long as the rate follows. */
  | { readonly kind: "doubling"; readonly before: Round | undefined }
  | { readonly kind: "calm"; readonly rounds: number }
  /** A round with another width, to be compared with the one before it. */
  | { readonly kind: "probe"; readonly before: Round };

/**
 * A width that finds itself. It doubles while that brings more answers a second, settles at what was just
 * enough, probes upwards now and then, and downwards when answers queue; failures and slowness make it narrower,
 * a throttle halves it and keeps it under what was too much.
 */
export class AdaptiveWidth implements WidthRule {
  readonly #max: number;
  #width: number;
  #ceiling: number;
  #phase: Phase = { kind: "doubling", before: undefined };
  #fastestMs = Number.POSITIVE_INFINITY;
  #answers = 0;
  #sumLogMs = 0;
  #requests = 0;
  #sumActive = 0;
  #errorShare = 0;
  /** Requests still to end that began under another width: what they met says nothing about this one. */
  #toSettle = 0;
  #sinceCeiling = 0;

  constructor({ max = 256, start = 4 }: AdaptiveWidthOptions = {}) {
    this.#max = Math.max(1, Math.floor(max));
    this.#ceiling = this.#max;
    this.#width = Math.min(start, this.#max);
  }

  get width(): number {
    return this.#width;
  }

  note(observation: Observation, { active }: { readonly active: number }): void {
    if (observation.kind === "throttled" || observation.kind === "capacity") {
      this.#retreat(active);
      return;
    }
    const isError = observation.kind === "error";
    this.#errorShare += ((isError ? 1 : 0) - this.#errorShare) / ERROR_MEMORY;
    if (!isError) this.#raiseCeiling();
    this.#toSettle -= 1;
    if (this.#toSettle >= 0) return;
    this.#requests += 1;
    this.#sumActive += active;
    if (!isError) {
      this.#answers += 1;
      this.#sumLogMs += Math.log(Math.max(1, observation.ms));
    }
    if (this.#requests >= Math.max(MIN_ROUND, this.#width)) this.#endRound();
  }

  /** Half of what ran, and not so many again for a long while. */
  #retreat(active: number): void {
    const met = Math.min(this.#width, active);
    this.#ceiling = Math.max(1, Math.floor(met * 0.75));
    this.#sinceCeiling = 0;
    this.#setWidth(met / 2);
    this.#phase = { kind: "calm", rounds: 0 };
    this.#beginRound();
  }

  #raiseCeiling(): void {
    this.#sinceCeiling += 1;
    if (this.#ceiling >= this.#max || this.#sinceCeiling < ANSWERS_PER_CEILING_STEP) return;
    this.#sinceCeiling = 0;
    this.#ceiling += 1;
  }

  #endRound(): void {
    const meanMs = Math.exp(this.#sumLogMs / Math.max(1, this.#answers));
    const meanActive = this.#sumActive / this.#requests;
    const round: Round = { width: this.#width, rate: meanActive / meanMs, meanMs };
    const isAnswered = this.#answers > 0;
    this.#beginRound();
    if (this.#errorShare > MANY_ERRORS) {
      this.#setWidth(round.width / PROBE_STEP);
      this.#phase = { kind: "calm", rounds: 0 };
    } else if (isAnswered) this.#judgeRound(round);
  }

  #judgeRound(round: Round): void {
    this.#fastestMs = Math.min(this.#fastestMs, round.meanMs);
    if (this.#phase.kind === "doubling") this.#double(round, this.#phase.before);
    else if (this.#phase.kind === "calm") this.#rest(round, this.#phase.rounds);
    else this.#judge(round, this.#phase.before);
  }

  #double(round: Round, before: Round | undefined): void {
    const gain = before ? round.rate / before.rate : Number.POSITIVE_INFINITY;
    if (gain >= DOUBLING_GAIN && round.width < this.#ceiling) {
      this.#phase = { kind: "doubling", before: round };
      this.#setWidth(round.width * 2);
      return;
    }
    // The rate stopped following: what it still brought tells where the host's limit lies.
    if (before && gain < DOUBLING_GAIN) this.#setWidth(before.width * Math.max(1, gain) * MARGIN);
    this.#phase = { kind: "calm", rounds: 0 };
  }

  #rest(round: Round, rounds: number): void {
    if (rounds < CALM_ROUNDS) {
      this.#phase = { kind: "calm", rounds: rounds + 1 };
      return;
    }
    this.#phase = { kind: "probe", before: round };
    if (round.meanMs > this.#fastestMs * QUEUE_FACTOR) this.#setWidth(round.width / PROBE_STEP);
    else this.#setWidth(Math.ceil(round.width * PROBE_STEP));
    // Nowhere to go: at the maximum, or at one.
    if (this.#width === round.width) this.#phase = { kind: "calm", rounds: 0 };
  }

  #judge(round: Round, before: Round): void {
    const gain = round.rate / before.rate;
    const isKept = round.width > before.width ? gain >= PROBE_GAIN : gain >= NARROWER_LOSS;
    if (!isKept) this.#setWidth(before.width);
    // A probe that paid is followed by the next one at once.
    this.#phase = { kind: "calm", rounds: isKept ? CALM_ROUNDS : 0 };
  }

  #setWidth(width: number): void {
    const before = this.#width;
    this.#width = Math.max(1, Math.min(Math.floor(width), this.#ceiling, this.#max));
    // A start need not be exact; it must be fast.
    if (this.#width !== before && this.#phase.kind !== "doubling") this.#toSettle = before;
  }

  #beginRound(): void {
    this.#requests = 0;
    this.#answers = 0;
    this.#sumLogMs = 0;
    this.#sumActive = 0;
  }
}
