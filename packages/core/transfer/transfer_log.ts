import type { TransferPlan } from "./plan.ts";
import type { TransferDeps } from "./settings.ts";

/** Progress is told at most so often for a slot, ms. */
const PROGRESS_MS = 250;

/** What is counted and told about one transfer. */
export class TransferLog {
  readonly plan: TransferPlan;
  readonly deps: TransferDeps;
  readonly #slot: number;
  readonly #startedAt: number;
  readonly #began: number;
  #attempts = 0;
  #bytes = 0;
  #toldAt: number;

  constructor(plan: TransferPlan, deps: TransferDeps, slot: number) {
    this.plan = plan;
    this.deps = deps;
    this.#slot = slot;
    this.#startedAt = deps.clock.now();
    this.#began = deps.clock.monotonic();
    this.#toldAt = this.#began;
  }

  startAttempt(): void {
    this.#attempts += 1;
    this.deps.onEvent?.({
      type: "transfer.started",
      media: this.plan.media,
      slot: this.#slot,
      attempt: this.#attempts,
    });
  }

  /** Counts a piece; tells of it when it belongs to the file itself and the last word is old enough. */
  addBytes(
    { count, bytes, total }: { count: number; bytes: number; total: number | null },
    isMain: boolean,
  ): void {
    this.#bytes += count;
    const at = this.deps.clock.monotonic();
    if (!isMain || !this.deps.onEvent || at - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = at;
    this.deps.onEvent({
      type: "transfer.progress",
      media: this.plan.media,
      slot: this.#slot,
      bytes,
      total: total ?? this.plan.sizeBytes,
    });
  }

  facts() {
    return {
      plan: this.plan,
      startedAt: this.#startedAt,
      ms: Math.round(this.deps.clock.monotonic() - this.#began),
      attempts: this.#attempts,
      bytes: this.#bytes,
      slot: this.#slot,
    };
  }
}
