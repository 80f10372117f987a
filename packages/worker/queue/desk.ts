import type { AcaciaError, Clock, Refused, TransferPlan, TransferResult } from "@acacia/core";
import { toAcaciaError } from "../crew/failure.ts";
import { type Ended, LARGEST_WINDOW, type Results } from "./jobs.ts";

/** An item that was put on the queue and whose end is not known yet. */
interface Pending {
  readonly plan: TransferPlan;
  readonly startedAt: number;
  readonly began: number;
  /** How often it was put on the queue. */
  times: number;
  readonly resolve: (result: TransferResult) => void;
  readonly reject: (error: unknown) => void;
}

/** How an item ends that no worker has told the end of. */
export type Refusal = Pick<Refused, "outcome" | "reason"> & { readonly detail?: string };

/** An item that Redis lost again and again is given up. */
const MOST_TIMES = 3;

/**
 * What the coordinator waits for: every item that it put on the queue ends here exactly once, however often
 * results come, and whatever becomes of workers and Redis.
 */
export class Desk {
  readonly #clock: Clock;
  readonly #pending = new Map<number, Pending>();
  /** Lanes of all workers, numbered as they were first heard of. */
  readonly #lanes = new Map<string, number>();
  #failure: AcaciaError | undefined;
  #refusal: Refusal | undefined;

  /** @param clock For items that end without a worker. */
  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Items whose end is not known. */
  get size(): number {
    return this.#pending.size;
  }

  /** The plans of those items. */
  plans(): TransferPlan[] {
    return Array.from(this.#pending.values(), ({ plan }) => plan);
  }

  /** Whether an item's end is not known. */
  has(item: number): boolean {
    return this.#pending.has(item);
  }

  /** Waits for an item's end. @throws what its worker, or the whole queue, failed with. */
  wait(plan: TransferPlan): Promise<TransferResult> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      const startedAt = this.#clock.now();
      const began = this.#clock.monotonic();
      this.#pending.set(plan.item, { plan, startedAt, began, times: 1, resolve, reject });
      if (this.#refusal) this.refuse(plan.item, this.#refusal);
    });
  }

  /** Applies what a worker tells; what is known already is dropped. */
  apply({ worker, ended }: Pick<Results, "worker" | "ended">): void {
    for (const end of ended) {
      const pending = this.#pending.get(end.item);
      if (!pending) continue;
      this.#pending.delete(end.item);
      if (end.type === "failure") pending.reject(toAcaciaError(end.failure));
      else pending.resolve(this.#toResult(pending.plan, worker, end.result));
    }
  }

  /** Ends an item without a worker. */
  refuse(item: number, refusal: Refusal): void {
    const pending = this.#pending.get(item);
    if (!pending) return;
    this.#pending.delete(item);
    const { plan, startedAt, began } = pending;
    const ms = Math.round(this.#clock.monotonic() - began);
    const facts = { plan, startedAt, ms, attempts: 0, bytes: 0, slot: 0 };
    pending.resolve({ ...facts, verdict: "refused", ...refusal });
  }

  /** Ends all items without a worker, and those that are still to come. */
  refuseAll(refusal: Refusal): void {
    this.#refusal ??= refusal;
    for (const item of [...this.#pending.keys()]) this.refuse(item, refusal);
  }

  /** Nothing more will come: every item that waits, or is to wait, fails with this. */
  fail(error: AcaciaError): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }

  /** The items that must be put on the queue again, since Redis has lost them; those too often lost end here. */
  takeLost(): TransferPlan[] {
    for (const [item, pending] of [...this.#pending]) {
      pending.times += 1;
      if (pending.times <= MOST_TIMES) continue;
      const detail = "the queue lost it again and again";
      this.refuse(item, { outcome: "failed", reason: "worker.crashed", detail });
    }
    return this.plans();
  }

  /** The coordinator's number of a worker's lane, from 0. */
  lane(worker: string, slot: number): number {
    const key = `${worker}:${slot}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    const lane = this.#lanes.size;
    this.#lanes.set(key, lane);
    return lane;
  }

  #toResult(
    plan: TransferPlan,
    worker: string,
    result: Extract<Ended, { type: "result" }>["result"],
  ): TransferResult {
    return { ...result, plan, slot: this.lane(worker, result.slot) } as TransferResult;
  }
}

/** How many items may be on the queue: enough that no worker waits, few enough for Redis. */
export function windowOf(places: number): number {
  return Math.min(LARGEST_WINDOW, Math.max(1, places) * JOBS_A_PLACE);
}

/** Items on the queue for each transfer that can run: one that runs, and three that wait for it. */
const JOBS_A_PLACE = 4;
