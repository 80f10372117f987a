import { describe, expect, test } from "bun:test";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pool, type Strategy } from "@acacia/core";
import {
  openTestRun,
  type TestRun,
  type TestRunOptions,
  testDrainInPause,
} from "@acacia/core/testing";
import { type Sim, type SimOptions, startSim } from "@acacia/sim";
import { makeCrewStrategy } from "../crew/crew_strategy.ts";
import type { Line, OpenLine } from "../crew/member.ts";
import type { FromTransferMember, ToTransferMember } from "../crew/transfer_job.ts";
import { HeldClock, until } from "./held_clock.ts";

/** Members that transfer, for {@link describeTransfers}. */
export type OpenTransferLine = OpenLine<ToTransferMember, FromTransferMember>;

const WORLD: SimOptions = {
  seed: 7,
  posts: 40,
  albums: 0,
  gifs: 0,
  videos: 0,
  duplicates: 0,
  nearDuplicates: 0,
  sizeBytes: 4_000,
  distinctPictures: 2,
  apiLatency: "0",
};

/** Whole fetches against a stand-in whose transfers run in real threads or children, which the tests also kill. */
export function describeTransfers(name: string, openLine: OpenTransferLine): void {
  describe(`fetchRun() with ${name}`, () => {
    test("ends every item as the pool does", async () => {
      const ends = [];
      for (const strategy of [pool, makeCrewStrategy({ name, openLine })]) {
        await using sim = await startSim({ ...WORLD, removed: 2, gone: 2, regionBlocked: 2 });
        const [cut, broken, page] = sim.world.posts.flatMap(({ media }) =>
          media.map(({ id }) => id),
        );
        sim.set({
          faults: { [cut!]: ["cut:1000"], [broken!]: ["server_error"], [page!]: ["html"] },
        });
        await using run = await openTestRun(sim, { targets: ["hot"], strategy, retries: 1 });
        const { exitCode } = await run.fetch();
        ends.push({ exitCode, totals: run.finished.totals });
      }
      expect(ends[1]).toEqual(ends[0]!);
    });

    test.each([
      [3, 3],
      [32, 8],
    ])("with %d jobs runs so many at once and never more, in %d members", async (jobs, members) => {
      await using rig = await Rig.open(name, openLine, { jobs });
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === jobs);
      rig.clock.release();
      await fetched;
      expect(rig.sim.stats().roles.cdn.peakInFlight).toBe(jobs);
      expect(rig.lines.length).toBe(members);
      expect(rig.run.finished.totals.stored).toBe(rig.run.finished.totals.announced);
    });

    test("tells of each transfer under the coordinator's own slots", async () => {
      await using rig = await Rig.open(name, openLine, { jobs: 10 });
      rig.clock.release();
      await rig.run.fetch();
      const started = rig.run.events.filter((event) => event.type === "transfer.started");
      expect(started.length).toBe(rig.run.finished.totals.announced);
      expect(new Set(started.map(({ slot }) => slot)).isSubsetOf(new Set(Array(10).keys()))).toBe(
        true,
      );
    });

    test("closes the connections of a member that is killed, and loses no item", async () => {
      await using rig = await Rig.open(name, openLine, { jobs: 3 });
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === 3);
      rig.lines[1]?.stop();
      await until(() => rig.sim.stats().connections.cdn.open === 2);
      await until(() => rig.sim.stats().connections.cdn.open === 3);
      rig.clock.release();
      await fetched;
      const { totals } = rig.run.finished;
      expect(totals.stored).toBe(totals.announced);
      expect(rig.sim.stats().roles.cdn.requests).toBe(totals.announced + 1);
    });

    test("gives an item up that was in two dead members, and only that one", async () => {
      await using rig = await Rig.open(name, openLine, { jobs: 1 });
      const fetched = rig.run.fetch();
      for (let killed = 0; killed < 2; killed++) {
        await until(() => rig.clock.held === killed + 1);
        rig.lines[killed]?.stop();
      }
      rig.clock.release();
      await fetched;
      const failed = rig.run.events.filter(
        (event) => event.type === "media.finished" && event.outcome !== "stored",
      );
      expect(failed).toMatchObject([{ outcome: "failed", reason: "worker.crashed" }]);
    });

    test("goes on where a killed member stopped", async () => {
      await using rig = await Rig.open(
        name,
        openLine,
        { jobs: 1, limit: 1 },
        { sizeBytes: 2_000_000, posts: 1, bandwidth: 10_000_000, latency: "0" },
        new HeldClock(16),
      );
      const fetched = rig.run.fetch();
      await until(() => rig.partialBytes >= 512 * 1024);
      rig.lines[0]?.stop();
      await until(() => rig.sim.stats().connections.cdn.open === 0);
      rig.clock.release();
      await fetched;
      expect(rig.run.finished.totals.stored).toBe(1);
      expect(Object.values(rig.sim.stats().media)).toMatchObject([{ whole: 0, partial: 1 }]);
    });

    test("holds all members back when one is told to wait", async () => {
      await using rig = await Rig.open(name, openLine, { jobs: 4, hurried: true, retries: 1 });
      rig.sim.set({ rules: ["cdn:throttle@first1"] });
      rig.clock.release();
      await rig.run.fetch();
      const { totals } = rig.run.finished;
      expect(rig.run.events.filter((event) => event.type === "host.paused").length).toBe(1);
      expect(totals.stored).toBe(totals.announced);
    });

    test("counts the bytes of all members for one rate", async () => {
      await using rig = await Rig.open(name, openLine, { jobs: 4, bytesPerSecond: 1e9 });
      rig.clock.release();
      await rig.run.fetch();
      const { totals } = rig.run.finished;
      expect(totals.stored).toBe(totals.announced);
    });

    test("cancels what runs when it is told to, and says so", async () => {
      await using rig = await Rig.open(name, openLine, { jobs: 4 });
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === 4);
      rig.run.cancel();
      const { exitCode } = await fetched;
      const { totals } = rig.run.finished;
      expect(exitCode).toBe(130);
      expect(totals.cancelled).toBe(totals.announced);
    });

    test("finishes what runs when it drains", async () => {
      await using rig = await Rig.open(name, openLine, { jobs: 4 });
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === 4);
      rig.run.drain();
      rig.clock.release();
      await fetched;
      const { totals } = rig.run.finished;
      expect([totals.stored, totals.cancelled]).toEqual([4, totals.announced - 4]);
    });
  });

  testDrainInPause(name, async () => {
    const rig = await Rig.open(name, openLine, { jobs: 4, retries: 1 });
    rig.sim.set({ rules: ["cdn:throttle:600"] });
    rig.clock.release();
    return rig;
  });
}

/** A stand-in whose answers are held, a run against it, and the lines to its members. */
export class Rig implements AsyncDisposable {
  readonly lines: Line<ToTransferMember>[] = [];
  readonly clock: HeldClock;
  readonly sim: Sim;
  readonly run: TestRun;

  private constructor(parts: Pick<Rig, "lines" | "clock" | "sim" | "run">) {
    this.lines = parts.lines;
    this.clock = parts.clock;
    this.sim = parts.sim;
    this.run = parts.run;
  }

  static async open(
    name: string,
    openLine: OpenTransferLine,
    ...[runOptions = {}, simOptions = {}, clock = new HeldClock()]: [
      Partial<TestRunOptions>?,
      SimOptions?,
      HeldClock?,
    ]
  ): Promise<Rig> {
    const sim = await startSim({ ...WORLD, latency: "1", clock, ...simOptions });
    const lines: Line<ToTransferMember>[] = [];
    const strategy: Strategy = makeCrewStrategy({
      name,
      openLine(events) {
        const line = openLine(events);
        lines.push(line);
        return line;
      },
    });
    const run = await openTestRun(sim, { targets: ["hot"], strategy, ...runOptions });
    return new Rig({ lines, clock, sim, run });
  }

  /** Bytes on disk of files in flight. */
  get partialBytes(): number {
    const dir = join(this.run.archive.dir, "partial");
    const names = readdirSync(dir).filter((name) => name.endsWith(".part"));
    return names.reduce((sum, name) => sum + statSync(join(dir, name)).size, 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.clock.release();
    await this.run[Symbol.asyncDispose]();
    await this.sim[Symbol.asyncDispose]();
  }
}
