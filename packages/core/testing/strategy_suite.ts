import { describe, expect, test } from "bun:test";
import { systemClock } from "../async/clock.ts";
import type { Strategy, StrategyOptions, Transfer } from "../strategy/strategy.ts";
import type { TransferPlan, TransferResult } from "../transfer/plan.ts";

/** How a strategy differs from the others, for {@link describeStrategy}. */
export interface StrategySuiteOptions {
  /** The most it runs at once, whatever `jobs` says: 1 for a sequential one. @default as many as `jobs` */
  readonly widest?: number;
  /** Whether it runs `jobs` at once from the start; one that finds its width does not. @default true */
  readonly isFullWidth?: boolean;
  /**
   * Makes the strategy run this very transfer, for strategies that build their own elsewhere. @default the
   * transfer is handed over as it is
   */
  readonly run?: (
    strategy: Strategy,
    plans: AsyncIterable<TransferPlan>,
    options: StrategyOptions,
  ) => AsyncIterable<TransferResult>;
}

/** What every {@link Strategy} keeps to. A strategy's own test calls this and adds what is its own. */
export function describeStrategy(strategy: Strategy, options: StrategySuiteOptions = {}): void {
  const { widest = Number.POSITIVE_INFINITY, isFullWidth = true } = options;
  const width = (jobs: number) => Math.min(jobs, widest);

  describe(`strategy ${strategy.name}`, () => {
    test("yields one result for each plan", async () => {
      const rig = new Rig();
      const results = await collect(rig.run(strategy, { count: 50, jobs: 4 }));
      expect(items(results)).toEqual(range(50));
    });

    test("yields nothing for no plan", async () => {
      expect(await collect(new Rig().run(strategy, { count: 0, jobs: 4 }))).toEqual([]);
    });

    test("never runs more than its jobs", async () => {
      const rig = new Rig();
      await collect(rig.run(strategy, { count: 60, jobs: 3 }));
      expect(rig.peak).toBeLessThanOrEqual(width(3));
    });

    if (isFullWidth) {
      test("runs as many as its jobs", async () => {
        const rig = new Rig({ isHeld: true });
        const results = collect(rig.run(strategy, { count: 60, jobs: 3 }));
        await rig.untilStarted(width(3));
        rig.releaseAll();
        await results;
        expect(rig.peak).toBe(width(3));
      });
    }

    test("gives each running transfer a lane of its own, from 0", async () => {
      const rig = new Rig();
      await collect(rig.run(strategy, { count: 60, jobs: 4 }));
      expect(rig.sharedLane).toBe(false);
      expect(Math.max(...rig.lanes)).toBeLessThan(width(4));
    });

    test("yields in the order of finishing, not of the plans", async () => {
      const rig = new Rig({ isHeld: true });
      const run = rig.run(strategy, { count: 2, jobs: 2 })[Symbol.asyncIterator]();
      const first = run.next();
      await rig.untilStarted(width(2));
      const last = width(2) - 1;
      rig.release(last);
      expect((await first).value?.plan.item).toBe(last);
      rig.releaseAll();
      await run.return?.();
    });

    test("pulls no more than it has room for while nobody takes results", async () => {
      const rig = new Rig();
      const run = rig.run(strategy, { count: 1_000, jobs: 4 })[Symbol.asyncIterator]();
      await run.next();
      await turns();
      expect(rig.pulled - 1).toBeLessThanOrEqual(4 + 1);
      await run.return?.();
    });

    test("takes nothing new once it drains, and finishes what runs", async () => {
      const draining = new AbortController();
      const rig = new Rig({ isHeld: true });
      const results = collect(
        rig.run(strategy, { count: 100, jobs: 3, draining: draining.signal }),
      );
      await rig.untilStarted(1);
      await turns();
      draining.abort();
      await turns();
      const pulled = rig.pulled;
      rig.releaseAll();
      expect(items(await results)).toEqual(range(pulled));
    });

    test("takes nothing new once it is cancelled, and yields what it had taken", async () => {
      const cancel = new AbortController();
      const rig = new Rig({ isHeld: true });
      const results = collect(rig.run(strategy, { count: 100, jobs: 3, signal: cancel.signal }));
      await rig.untilStarted(1);
      await turns();
      cancel.abort();
      const ended = await results;
      expect(items(ended)).toEqual(range(rig.pulled));
      expect(ended.every((result) => result.verdict === "refused")).toBe(true);
    });

    test("takes nothing when it is cancelled before it starts", async () => {
      const rig = new Rig();
      await collect(rig.run(strategy, { count: 9, jobs: 3, signal: AbortSignal.abort() }));
      expect(rig.pulled).toBe(0);
    });

    test("lets the source clean up when the consumer leaves", async () => {
      const rig = new Rig();
      for await (const _result of rig.run(strategy, { count: 100, jobs: 3 })) break;
      expect(rig.isSourceClosed).toBe(true);
    });

    test("has nothing running when the consumer has left", async () => {
      const rig = new Rig();
      for await (const _result of rig.run(strategy, { count: 100, jobs: 3 })) break;
      expect(rig.running).toBe(0);
    });

    test("throws what a transfer throws, after the others have settled", async () => {
      const rig = new Rig({ throwAt: 5 });
      const results: TransferResult[] = [];
      const run = async () => {
        for await (const result of rig.run(strategy, { count: 100, jobs: 3 })) results.push(result);
      };
      await expect(run()).rejects.toThrow("the disk is full");
      expect(rig.running).toBe(0);
      expect(results.length).toBeGreaterThanOrEqual(5);
    });

    test("throws what the source throws, after the others have settled", async () => {
      const rig = new Rig({ sourceThrowsAt: 5 });
      const results: TransferResult[] = [];
      const run = async () => {
        for await (const result of rig.run(strategy, { count: 100, jobs: 3 })) results.push(result);
      };
      await expect(run()).rejects.toThrow("the listing broke");
      expect(items(results)).toEqual(range(5));
    });

    test("holds no more for ten thousand plans than for few", async () => {
      const rig = new Rig();
      let most = 0;
      let yielded = 0;
      for await (const _result of rig.run(strategy, { count: 10_000, jobs: 8 })) {
        yielded += 1;
        most = Math.max(most, rig.pulled - yielded);
      }
      expect(yielded).toBe(10_000);
      expect(most).toBeLessThanOrEqual(8 + 1);
    });
  });

  /** Plans that count themselves, and a transfer that can be held, broken and watched. */
  class Rig {
    pulled = 0;
    running = 0;
    peak = 0;
    isSourceClosed = false;
    sharedLane = false;
    readonly lanes = new Set<number>();
    readonly #busyLanes = new Set<number>();
    readonly #holds = new Map<number, () => void>();
    readonly #faults: RigFaults;
    #isHeld: boolean;
    #started = Promise.withResolvers<void>();

    constructor(faults: RigFaults = {}) {
      this.#faults = faults;
      this.#isHeld = faults.isHeld ?? false;
    }

    run(
      strategyUnderTest: Strategy,
      given: { count: number; jobs: number; draining?: AbortSignal; signal?: AbortSignal },
    ): AsyncIterable<TransferResult> {
      const never = new AbortController().signal;
      const { signal = never, draining = never } = given;
      const transfer: Transfer = (plan, slot) => this.#transfer(plan, slot, signal);
      const strategyOptions = { jobs: given.jobs, transfer, clock: systemClock, draining, signal };
      const start = options.run ?? ((target, plans, rest) => target.run(plans, rest));
      return start(strategyUnderTest, this.#plans(given.count), strategyOptions);
    }

    /** Resolves once so many transfers have started. */
    async untilStarted(count: number): Promise<void> {
      while (this.#holds.size < count) await this.#started.promise;
    }

    release(item: number): void {
      this.#holds.get(item)?.();
    }

    releaseAll(): void {
      this.#isHeld = false;
      for (const release of this.#holds.values()) release();
    }

    async *#plans(count: number): AsyncGenerator<TransferPlan> {
      try {
        for (let item = 0; item < count; item++) {
          if (item === this.#faults.sourceThrowsAt) throw new Error("the listing broke");
          this.pulled += 1;
          yield makePlan(item);
        }
      } finally {
        this.isSourceClosed = true;
      }
    }

    async #transfer(
      plan: TransferPlan,
      slot: number,
      signal: AbortSignal,
    ): Promise<TransferResult> {
      this.running += 1;
      this.peak = Math.max(this.peak, this.running);
      this.sharedLane ||= this.#busyLanes.has(slot);
      this.#busyLanes.add(slot);
      this.lanes.add(slot);
      try {
        await this.#work(plan.item, signal);
        if (plan.item === this.#faults.throwAt) throw new Error("the disk is full");
      } finally {
        this.running -= 1;
        this.#busyLanes.delete(slot);
      }
      return signal.aborted ? refused(plan, slot) : arrived(plan, slot);
    }

    async #work(item: number, signal: AbortSignal): Promise<void> {
      if (!this.#isHeld) {
        // Between none and three turns of the event loop, so that transfers overtake each other.
        for (let turn = 0; turn < (item * 7) % 4; turn++) await turns(1);
        return;
      }
      if (signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#holds.set(item, resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
      this.#started.resolve();
      this.#started = Promise.withResolvers();
      await promise;
    }
  }
}

interface RigFaults {
  /** Transfers wait until they are released. */
  readonly isHeld?: boolean;
  readonly throwAt?: number;
  readonly sourceThrowsAt?: number;
}

function makePlan(item: number): TransferPlan {
  return {
    item,
    media: `media${item}`,
    source: "r/aww",
    url: `https://i.imgur.com/media${item}.jpg`,
    fallbackUrls: [],
    companions: [],
    sizeBytes: null,
  };
}

function facts(plan: TransferPlan, slot: number) {
  return { plan, startedAt: 0, ms: 1, attempts: 1, bytes: 1, slot };
}

function arrived(plan: TransferPlan, slot: number): TransferResult {
  const file = {
    path: `partial/${plan.item}`,
    sha256: "0".repeat(64),
    md5: "0".repeat(32),
    sizeBytes: 1,
    type: "jpg",
    width: 1,
    height: 1,
    animated: false,
    durationMs: null,
  } as const;
  const rest = { companions: [], finalUrl: plan.url, lastModified: null };
  return { ...facts(plan, slot), verdict: "arrived", file, ...rest };
}

function refused(plan: TransferPlan, slot: number): TransferResult {
  const reason = "stopped.user";
  return { ...facts(plan, slot), verdict: "refused", outcome: "cancelled", reason };
}

async function collect(results: AsyncIterable<TransferResult>): Promise<TransferResult[]> {
  return await Array.fromAsync(results);
}

function items(results: readonly TransferResult[]): number[] {
  return results.map((result) => result.plan.item).sort((a, b) => a - b);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Lets everything that can go on go on: turns of the event loop, no wait. */
async function turns(count = 20): Promise<void> {
  for (let turn = 0; turn < count; turn++)
    await new Promise<void>((resolve) => setImmediate(resolve));
}
