import type { Observation } from "./host_gate.ts";
import type { WidthRule } from "./width_rule.ts";

/** Good answers in a row that give one place back after a throttle. */
const SUCCESSES_PER_PLACE = 20;

/**
 * A width that is given: as many as the user asked for. A throttle halves what really ran, and each twenty good
 * answers give one place back.
 */
export class FixedWidth implements WidthRule {
  readonly #max: number;
  #width: number;
  #successes = 0;

  /** @param max How many at once when nothing is wrong, 1 or more. */
  constructor(max: number) {
    this.#max = Math.max(1, Math.floor(max));
    this.#width = this.#max;
  }

  get width(): number {
    return this.#width;
  }

  note(observation: Observation, { active }: { readonly active: number }): void {
    if (observation.kind === "throttled" || observation.kind === "capacity") {
      // Half of 256 places would change nothing for 8 requests: half of what ran is what the host feels.
      const ran = active > 0 ? Math.min(this.#width, active) : this.#width;
      this.#width = Math.max(1, Math.floor(ran / 2));
      this.#successes = 0;
    } else if (observation.kind === "ok" && this.#width < this.#max) {
      this.#successes += 1;
      if (this.#successes < SUCCESSES_PER_PLACE) return;
      this.#successes = 0;
      this.#width += 1;
    }
  }
}
