import type { Observation } from "./host_gate.ts";

/** What says how many requests may run at once, and learns from what they met. No clock, no waiting: rules only. */
export interface WidthRule {
  /** How many at once, 1 or more. */
  readonly width: number;
  /**
   * Learns from one request.
   * @param observation What it met.
   * @param now `active`: how many run, this one included.
   */
  note(observation: Observation, now: { readonly active: number }): void;
}
