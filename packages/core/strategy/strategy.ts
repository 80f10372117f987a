import type { Clock } from "../async/clock.ts";
import type { TransferPlan, TransferResult } from "../transfer/plan.ts";
import type { TransferRecipe } from "../transfer/settings.ts";

/** Moves one file, from address to a whole file under `partial/`. `slot` is the lane that does it, from 0. */
export interface Transfer {
  (plan: TransferPlan, slot: number): Promise<TransferResult>;
  /** What it was built from, when the same can be built elsewhere: strategies outside this thread need it. */
  readonly recipe?: TransferRecipe;
}

/** What a strategy is given. */
export interface StrategyOptions {
  /** Lanes at once; `auto` lets the strategy find its own width. */
  readonly jobs: number | "auto";
  /** The transfer of this thread; strategies that leave it build the same one from its recipe. */
  readonly transfer: Transfer;
  readonly clock: Clock;
  /** Take nothing new; finish what runs. */
  readonly draining: AbortSignal;
  /** Drop what runs: every transfer under way ends as `cancelled`. */
  readonly signal: AbortSignal;
}

/**
 * A way of running transfers. Pulls plans as it has room (pulling is the backpressure), yields results in
 * the order they finish, yields exactly one result for each plan it has pulled, and never holds more than
 * `jobs` transfers. All implementations pass `strategy_suite.ts`.
 */
export interface Strategy {
  readonly name: string;
  run(plans: AsyncIterable<TransferPlan>, options: StrategyOptions): AsyncIterable<TransferResult>;
  /** Told of each result whose rows are written: until then a strategy keeps what it would need to tell it again. */
  noteCommitted?(plan: TransferPlan): void;
}
