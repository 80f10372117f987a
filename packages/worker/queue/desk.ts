import type { AcaciaError, Clock, Refused, TransferPlan, TransferResult } from "@acacia/core";
import { toAcaciaError } from "../crew/failure.ts";
import { type Ended, jobId, LARGEST_WINDOW, type Results } from "./jobs.ts";

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

/** An end that came before this run has planned its item: an earlier coordinator had it done. */
interface Early {
  readonly end: Ended;
  readonly worker: string;
  /** Called once it is committed. */
  readonly settle: () => void;
}

/** How an item ends that no worker has told the end of. */
export type Refusal = Pick<Refused, "outcome" | "reason"> & { readonly detail?: string };

/** An item that Redis lost again and again is given up. */
const MOST_TIMES = 3;

/**
 * What the coordinator waits for: every item that it put on the queue ends here exactly once, however often
 * results come, and whatever becomes of workers and Redis. Items go by their job's id.
 */
export class Desk {
  readonly #clock: Clock;
  readonly #pending = new Map<string, Pending>();
  readonly #early = new Map<string, Early>();
  readonly #uncommitted = new Map<string, () => void>();
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

  /** Ends of an earlier coordinator's items that this run has not planned. */
  get early(): readonly Early[] {
    return [...this.#early.values()];
  }

  /** The plans whose end is not known. */
  plans(): TransferPlan[] {
    return Array.from(this.#pending.values(), ({ plan }) => plan);
  }

  /** Whether an item's end is not known. */
  has(id: string): boolean {
    return this.#pending.has(id);
  }

  /** Waits for an item's end. @throws what its worker, or the whole queue, failed with. */
  wait(plan: TransferPlan): Promise<TransferResult> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      const id = jobId(plan);
      const startedAt = this.#clock.now();
      const began = this.#clock.monotonic();
      this.#pending.set(id, { plan, startedAt, began, times: 1, resolve, reject });
      if (this.#refusal) this.refuse(id, this.#refusal);
      const early = this.#early.get(id);
      if (early && this.#end(early)) this.#early.delete(id);
    });
  }

  /**
   * Applies what a worker tells; what is known already is dropped.
   *
   * @param results What it tells.
   * @param isOwn Whether of a job that this coordinator put there: an end that nobody waits for is known already. Of
   *   another's the item may be still to come.
   * @returns Resolves once all of it is committed, and may be forgotten.
   */
  async apply({ worker, ended }: Pick<Results, "worker" | "ended">, isOwn = true): Promise<void> {
    const commits = ended.map((end) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const early = { end, worker, settle: resolve };
      if (this.#end(early)) return promise;
      if (isOwn || end.type === "failure" || this.#uncommitted.has(jobId(end.plan))) resolve();
      else this.#keepEarly(early);
      return promise;
    });
    await Promise.all(commits);
  }

  /** The rows of an item are written. */
  noteCommitted(plan: TransferPlan): void {
    const id = jobId(plan);
    this.#uncommitted.get(id)?.();
    this.#uncommitted.delete(id);
  }

  /** Ends an item without a worker. */
  refuse(id: string, refusal: Refusal): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    pending.resolve(this.refusalOf(pending.plan, refusal, pending));
  }

  /** The result of an item that no worker has done. */
  refusalOf(
    plan: TransferPlan,
    refusal: Refusal,
    { startedAt, began }: { startedAt: number; began: number } = {
      startedAt: this.#clock.now(),
      began: this.#clock.monotonic(),
    },
  ): Refused {
    const ms = Math.round(this.#clock.monotonic() - began);
    const facts = { plan, startedAt, ms, attempts: 0, bytes: 0, slot: 0 };
    return { ...facts, verdict: "refused", ...refusal };
  }

  /** Ends all items without a worker, and those that are still to come. */
  refuseAll(refusal: Refusal): void {
    this.#refusal ??= refusal;
    for (const id of [...this.#pending.keys()]) this.refuse(id, refusal);
  }

  /** Nothing more will come: every item that waits, or is to wait, fails with this. */
  fail(error: AcaciaError): void {
    this.#failure ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#failure);
    this.#pending.clear();
  }

  /** The items that must be put on the queue again, since Redis has lost them; those too often lost end here. */
  takeLost(): TransferPlan[] {
    for (const [id, pending] of [...this.#pending]) {
      pending.times += 1;
      if (pending.times <= MOST_TIMES) continue;
      const detail = "the queue lost it again and again";
      this.refuse(id, { outcome: "failed", reason: "worker.crashed", detail });
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

  /** @returns False when nobody waits for it. */
  #end({ end, worker, settle }: Early): boolean {
    const id = jobId(end.plan);
    const pending = this.#pending.get(id);
    if (!pending) return false;
    this.#pending.delete(id);
    if (end.type === "failure") {
      pending.reject(toAcaciaError(end.failure));
      settle();
      return true;
    }
    this.#uncommitted.set(id, settle);
    const slot = this.lane(worker, end.result.slot);
    pending.resolve({ ...end.result, plan: pending.plan, slot } as TransferResult);
    return true;
  }

  #keepEarly(early: Early): void {
    const id = jobId(early.end.plan);
    // The same end again: one of them is enough.
    this.#early.get(id)?.settle();
    this.#early.set(id, early);
  }
}

/** How many items may be on the queue: enough that no worker waits, few enough for Redis. */
export function windowOf(places: number): number {
  return Math.min(LARGEST_WINDOW, Math.max(1, places) * JOBS_A_PLACE);
}

/** Items on the queue for each transfer that can run: one that runs, and three that wait for it. */
const JOBS_A_PLACE = 4;
