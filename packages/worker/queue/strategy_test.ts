import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import {
  pool,
  type Strategy,
  type StrategyOptions,
  systemClock,
  type TransferPlan,
  type TransferRecipe,
  type TransferResult,
} from "@acacia/core";
import { describeStrategy, makeTempFolder, testDrainInPause } from "@acacia/core/testing";
import { Queue } from "bullmq";
import { until } from "../testing/held_clock.ts";
import { runQueueConsumer } from "./consumer.ts";
import { LARGEST_WINDOW, PREFIX } from "./jobs.ts";
import { QUEUE_MEMBER } from "./local_workers.ts";
import { openQueueStrategy } from "./strategy.ts";
import { nextQueue, QueueRig } from "./testing/queue_rig.ts";
import { canRunRedis, type RedisServer, startRedis } from "./testing/redis_server.ts";

setDefaultTimeout(90_000);

describe.skipIf(!canRunRedis())("queue (needs redis-server)", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** The suite's own transfer, run by a worker that is told of plans and asked for results through Redis. */
  async function* runThroughRedis(
    plans: AsyncIterable<TransferPlan>,
    options: StrategyOptions,
  ): AsyncGenerator<TransferResult> {
    await using folder = await makeTempFolder();
    const jobs = Number(options.jobs);
    const shared = { redisUrl: server.url, queue: nextQueue() };
    await using strategy = await openQueueStrategy({ ...shared, window: jobs });
    const stop = new AbortController();
    const consuming = runQueueConsumer({
      ...shared,
      jobs,
      archiveDir: folder.dir,
      draining: stop.signal,
      signal: new AbortController().signal,
      openTransfer: () => options.transfer,
    });
    const recipe = makeRecipe(folder.dir);
    const transfer = Object.assign(options.transfer.bind(undefined), { recipe });
    try {
      for await (const result of strategy.run(plans, { ...options, transfer })) {
        strategy.noteCommitted(result.plan);
        yield result;
      }
    } finally {
      stop.abort();
      await consuming;
    }
  }

  const queue: Strategy = { name: "queue", run: runThroughRedis };
  describeStrategy(queue, {
    isFullWidth: false,
    run: (strategy, plans, options) => strategy.run(plans, options),
  });

  testDrainInPause("queue", async () => {
    const rig = await QueueRig.open(server, { run: { retries: 1 } });
    rig.sim.set({ rules: ["cdn:throttle:600"] });
    rig.clock.release();
    rig.work(4);
    return rig;
  });

  describe("fetchRun() with queue", () => {
    test("runs as many at once as its workers have jobs, and never more", async () => {
      await using rig = await QueueRig.open(server);
      rig.work(3);
      rig.work(2);
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === 5);
      rig.clock.release();
      await fetched;
      expect(rig.sim.stats().roles.cdn.peakInFlight).toBe(5);
    });

    test("ends every item as the pool does", async () => {
      const ends = [];
      for (const isPool of [true, false]) {
        await using rig = await QueueRig.open(server, {
          sim: { removed: 2, gone: 2, regionBlocked: 2 },
          run: isPool ? { strategy: pool } : {},
        });
        const [cut, page] = rig.sim.world.posts.flatMap(({ media }) => media.map(({ id }) => id));
        rig.sim.set({ faults: { [cut!]: ["cut:1000"], [page!]: ["html"] } });
        rig.clock.release();
        rig.work(4);
        const { exitCode } = await rig.run.fetch();
        ends.push({ exitCode, totals: rig.run.finished.totals });
      }
      expect(ends[1]).toEqual(ends[0]!);
    });

    test("tells of each transfer in lanes that are the run's own", async () => {
      await using rig = await QueueRig.open(server);
      rig.work(2);
      rig.work(2);
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === 4);
      await until(
        () => rig.run.events.filter((event) => event.type === "transfer.started").length === 4,
      );
      const lanes = rig.run.events.flatMap((event) =>
        event.type === "transfer.started" ? [event.slot] : [],
      );
      rig.clock.release();
      await fetched;
      expect(lanes.sort()).toEqual([0, 1, 2, 3]);
    });

    test("starts workers of its own when asked to, with as many jobs together", async () => {
      await using rig = await QueueRig.open(server, { settings: { localWorkers: 2 } });
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === 4);
      rig.clock.release();
      await fetched;
      const { totals } = rig.run.finished;
      expect(totals.stored).toBe(totals.announced);
      expect(rig.sim.stats().roles.cdn.peakInFlight).toBe(4);
    });

    test("starts its own program as a worker when it is a single file", async () => {
      const program = {
        command: [process.execPath, join(import.meta.dir, "testing/member_main.ts")],
        env: { [QUEUE_MEMBER.variable]: QUEUE_MEMBER.value },
      };
      await using rig = await QueueRig.open(server, { settings: { localWorkers: 1 }, program });
      rig.clock.release();
      await rig.run.fetch();
      const { totals } = rig.run.finished;
      expect(totals.stored).toBe(totals.announced);
    });

    test("leaves nothing of a run in Redis but empty queues", async () => {
      await using rig = await QueueRig.open(server);
      rig.clock.release();
      rig.work(4);
      await rig.run.fetch();
      await rig.strategy[Symbol.asyncDispose]();
      const keys = await server.redis.keys(`${PREFIX}:${rig.queue}*`);
      const kinds = keys.map((key) => key.replace(`${PREFIX}:${rig.queue}`, ""));
      const kept = /^(\.results)?:(meta|id|events|marker|stalled|stalled-check)$/;
      expect(kinds.filter((kind) => !kept.test(kind))).toEqual([]);
    });

    test("puts no more on the queue than its window", async () => {
      await using rig = await QueueRig.open(server, { settings: { window: 5 } });
      const jobs = new Queue(rig.queue, { connection: server.redis, prefix: PREFIX });
      const fetched = rig.run.fetch();
      let most = 0;
      for (let look = 0; look < 50; look++) most = Math.max(most, await jobs.getWaitingCount());
      rig.clock.release();
      rig.work(4);
      await fetched;
      expect(most).toBe(5);
    });

    test("tells once of a pause that one worker met, and all keep to it", async () => {
      await using rig = await QueueRig.open(server, { run: { retries: 2 } });
      rig.sim.set({ rules: ["cdn:throttle@first1"] });
      rig.clock.release();
      rig.work(1);
      rig.work(1);
      await rig.run.fetch();
      const { totals } = rig.run.finished;
      expect(rig.run.events.filter((event) => event.type === "host.paused").length).toBe(1);
      expect(totals.stored).toBe(totals.announced);
    });

    test("finishes what runs when it drains, and takes the waiting jobs back", async () => {
      await using rig = await QueueRig.open(server);
      rig.work(3);
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === 3);
      rig.run.drain();
      const left = () => rig.run.events.filter((event) => event.type === "media.finished").length;
      // 16 were on the queue, four for each of the run's jobs.
      await until(() => left() === 13);
      rig.clock.release();
      await fetched;
      const { totals } = rig.run.finished;
      expect([totals.stored, totals.cancelled]).toEqual([3, totals.announced - 3]);
    });

    test("takes over what a worker that is told to stop had waiting in a pause", async () => {
      await using rig = await QueueRig.open(server, { run: { retries: 2 } });
      rig.sim.set({ rules: ["cdn:throttle:2@first1"] });
      rig.clock.release();
      const first = rig.work(1);
      rig.run.onEvent = (event) => {
        if (event.type !== "host.paused") return;
        first.drain();
        void first.ended.then(() => rig.work(4));
      };
      await rig.run.fetch();
      const { totals } = rig.run.finished;
      expect(totals.stored).toBe(totals.announced);
    });

    test("cancels everything at once when it is told to", async () => {
      await using rig = await QueueRig.open(server);
      rig.work(3);
      const fetched = rig.run.fetch();
      await until(() => rig.clock.held === 3);
      rig.run.cancel();
      const { exitCode } = await fetched;
      const { totals } = rig.run.finished;
      expect(exitCode).toBe(130);
      expect(totals.cancelled).toBe(totals.announced);
    });

    test("says how to start a worker when nobody works", async () => {
      await using rig = await QueueRig.open(server, { settings: {} });
      const fetched = rig.run.fetch();
      await until(() => rig.notices.length > 0);
      rig.run.cancel();
      await fetched;
      expect(rig.notices[0]).toMatchObject({
        level: "warning",
        hint: `Start a worker: acacia worker --redis ${server.url} --queue ${rig.queue} -d DIR`,
      });
    });

    test("holds its largest window in less than 10 MB of Redis", async () => {
      await using own = await startRedis();
      await using folder = await makeTempFolder();
      await using strategy = await openQueueStrategy({ redisUrl: own.url, window: LARGEST_WINDOW });
      const before = await usedMemory(own);
      const cancel = new AbortController();
      const run = Array.fromAsync(
        strategy.run(manyPlans(20_000), {
          jobs: 8,
          transfer: Object.assign(() => Promise.reject(new Error("unused")), {
            recipe: makeRecipe(folder.dir),
          }),
          clock: systemClock,
          draining: new AbortController().signal,
          signal: cancel.signal,
        }),
      );
      const jobs = new Queue("acacia", { connection: own.redis, prefix: PREFIX });
      while ((await jobs.getWaitingCount()) < LARGEST_WINDOW) await Promise.resolve();
      const used = (await usedMemory(own)) - before;
      cancel.abort();
      await run;
      expect(used).toBeLessThan(10_000_000);
    });
  });
});

/** Bytes that Redis keeps: without the buffers of its connections, which come and go with each batch. */
async function usedMemory({ redis }: RedisServer): Promise<number> {
  const info = await redis.info("memory");
  const read = (name: string) => Number(new RegExp(`${name}:(\\d+)`).exec(info)?.[1]);
  return read("used_memory") - read("mem_clients_normal");
}

/** A recipe whose transfer is never run: its settings travel, its tools stay. */
function makeRecipe(archiveDir: string): TransferRecipe {
  return {
    settings: {
      archiveDir,
      bases: { api: "http://api", cdn: "http://cdn", site: "http://site" },
      userAgent: "test",
      proxy: null,
      retries: 0,
      timeouts: { connectMs: 1, idleMs: 1, attemptMs: Number.POSITIVE_INFINITY },
      sizeLimitBytes: null,
      placeholders: [],
    },
    tools: {} as TransferRecipe["tools"],
  };
}

async function* manyPlans(count: number): AsyncGenerator<TransferPlan> {
  for (let item = 0; item < count; item++) {
    yield {
      item,
      media: `media${item}`,
      source: "r/aww",
      url: `https://i.imgur.com/media${item}.jpg`,
      fallbackUrls: [],
      companions: [],
      sizeBytes: 210_000,
    };
  }
}
