import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { makeTempFolder } from "@acacia/core/testing";
import { type Job, Queue } from "bullmq";
import { until } from "../testing/held_clock.ts";
import { childrenOf } from "../testing/proc.ts";
import { PREFIX, RESULT_OPTIONS } from "./jobs.ts";
import { openQueueStrategy } from "./strategy.ts";
import { nextQueue, QueueRig, TEST_PACE } from "./testing/queue_rig.ts";
import { canRunRedis, type RedisServer, startRedis } from "./testing/redis_server.ts";

setDefaultTimeout(90_000);

describe.skipIf(!canRunRedis())("queue, when things go wrong (needs redis-server)", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  function openQueue(rig: QueueRig, suffix = "", { redis }: RedisServer = server): Queue {
    const queue = new Queue(`${rig.queue}${suffix}`, { connection: redis, prefix: PREFIX });
    return queue.on("error", () => undefined);
  }

  /** Waits until jobs wait on a queue. */
  async function untilJobs(queue: Queue): Promise<Job[]> {
    for (;;) {
      const jobs = await queue.getWaiting();
      if (jobs.length > 0) return jobs;
    }
  }

  test("loses no item of a worker that is killed in the middle of transfers", async () => {
    await using rig = await QueueRig.open(server);
    const first = rig.spawn(3);
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 3);
    first.kill();
    rig.spawn(3);
    await until(() => rig.clock.held === 6);
    rig.clock.release();
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("starts a local worker again that is killed", async () => {
    await using rig = await QueueRig.open(server, { settings: { localWorkers: 1 } });
    const before = new Set(childrenOf(process.pid));
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 4);
    for (const pid of childrenOf(process.pid)) if (!before.has(pid)) process.kill(pid, "SIGKILL");
    await until(() => rig.clock.held === 8);
    rig.clock.release();
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("ends with an error when no local worker can be started", async () => {
    await using rig = await QueueRig.open(server, {
      settings: { localWorkers: 2 },
      program: { command: [process.execPath, "-e", "throw new TypeError('no tools')"] },
    });
    const { error } = await rig.run.fetch();
    expect(error).toMatchObject({
      code: "worker",
      message: "Cannot start a worker: TypeError: no tools",
      hint: expect.stringContaining("acacia worker"),
    });
  });

  test("gives an item up whose workers died twice", async () => {
    await using rig = await QueueRig.open(server, { run: { limit: 1 } });
    const fetched = rig.run.fetch();
    for (const held of [1, 2]) {
      const worker = rig.spawn(1);
      await until(() => rig.clock.held === held);
      worker.kill();
    }
    rig.work(1);
    await fetched;
    expect(rig.run.events.filter((event) => event.type === "media.finished")).toMatchObject([
      { outcome: "failed", reason: "worker.crashed" },
    ]);
  });

  test("counts a result once that comes again and again", async () => {
    await using rig = await QueueRig.open(server, { settings: { window: 4 } });
    const results = openQueue(rig, ".results");
    const fetched = rig.run.fetch();
    const [job] = await untilJobs(openQueue(rig));
    const { run, plan } = job!.data;
    const facts = { startedAt: 1, ms: 1, attempts: 1, bytes: 0, slot: 0 };
    const result = { ...facts, verdict: "refused", outcome: "removed", reason: "gone.404" };
    const ended = [{ type: "result", plan, result }];
    const again = { name: "results", data: { run, worker: "w", ended }, opts: RESULT_OPTIONS };
    await results.addBulk([again, again, again]);
    rig.clock.release();
    rig.work(4);
    await fetched;
    const { totals } = rig.run.finished;
    expect([totals.removed, totals.stored]).toEqual([1, totals.announced - 1]);
  });

  test("drops results of another run", async () => {
    await using rig = await QueueRig.open(server);
    const failure = { code: "disk", message: "Cannot write: full" };
    const plan = { item: 0, media: "m", source: "hot", url: "http://cdn/m.jpg", sizeBytes: null };
    const companions: string[] = [];
    const ended = [{ type: "failure", plan: { ...plan, fallbackUrls: [], companions }, failure }];
    await openQueue(rig, ".results").add("results", { run: "other", worker: "w", ended });
    rig.clock.release();
    rig.work(4);
    const { exitCode } = await rig.run.fetch();
    expect(exitCode).toBe(0);
  });

  test("refuses an item whose job cannot be read, and goes on", async () => {
    await using rig = await QueueRig.open(server);
    const jobs = openQueue(rig);
    const fetched = rig.run.fetch();
    const [job] = await untilJobs(jobs);
    await job!.updateData({ run: job!.data.run, plan: { url: 7 } });
    rig.clock.release();
    rig.work(4);
    await fetched;
    const { totals } = rig.run.finished;
    expect([totals.failed, totals.stored]).toEqual([1, totals.announced - 1]);
  });

  test("puts back what Redis has lost", async () => {
    await using rig = await QueueRig.open(server);
    const fetched = rig.run.fetch();
    await untilJobs(openQueue(rig));
    await openQueue(rig).obliterate({ force: true });
    rig.clock.release();
    rig.work(4);
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("goes on when Redis is killed and comes back with what it had written", async () => {
    await using own = await startRedis({ appendonly: "yes", appendfsync: "always" });
    await using rig = await QueueRig.open(own);
    rig.work(4);
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 4);
    await own.kill();
    await own.restart();
    rig.clock.release();
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("goes on when Redis is killed and comes back with nothing", async () => {
    await using own = await startRedis();
    await using rig = await QueueRig.open(own);
    rig.work(4);
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 4);
    await own.kill();
    await own.restart();
    rig.clock.release();
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("ends with a network error when Redis stays away", async () => {
    await using own = await startRedis();
    await using rig = await QueueRig.open(own, {
      settings: { pace: { ...TEST_PACE, patienceMs: 200 } },
    });
    const fetched = rig.run.fetch();
    await untilJobs(openQueue(rig, "", own));
    await own.kill();
    const { error } = await fetched;
    expect(error).toMatchObject({ code: "network", message: expect.stringContaining("127.0.0.1") });
  });

  test("refuses a second coordinator of the same queue, and says who has it", async () => {
    const given = { redisUrl: server.url, queue: nextQueue() };
    await using _first = await openQueueStrategy(given);
    await expect(openQueueStrategy(given)).rejects.toMatchObject({
      code: "usage",
      message: expect.stringContaining(`process ${process.pid}`),
      hint: expect.stringContaining("--queue"),
    });
  });

  test("lets two coordinators with queues of their own work side by side", async () => {
    await using one = await QueueRig.open(server);
    await using two = await QueueRig.open(server);
    for (const rig of [one, two]) {
      rig.clock.release();
      rig.work(2);
    }
    await Promise.all([one.run.fetch(), two.run.fetch()]);
    for (const { run } of [one, two]) {
      expect(run.finished.totals.stored).toBe(run.finished.totals.announced);
    }
  });

  test("refuses a Redis that may throw jobs away, with the command that helps", async () => {
    await using own = await startRedis({ "maxmemory-policy": "allkeys-lru" });
    await expect(openQueueStrategy({ redisUrl: own.url })).rejects.toMatchObject({
      code: "config",
      hint: "Set it with `redis-cli config set maxmemory-policy noeviction`",
    });
  });

  test("asks for the password of a Redis that wants one, and never prints it", async () => {
    await using own = await startRedis({ requirepass: "secret-1" });
    const url = own.url.replace("//", "//:secret-2@");
    const error = await openQueueStrategy({ redisUrl: url }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "config" });
    expect(String(error)).not.toContain("secret");
  });

  test("says that there is no Redis", async () => {
    const gone = await startRedis();
    await gone[Symbol.asyncDispose]();
    await expect(openQueueStrategy({ redisUrl: gone.url })).rejects.toMatchObject({
      code: "network",
      message: expect.stringContaining("Cannot reach Redis"),
    });
  });

  test("lets a worker that is told to stop finish what it does", async () => {
    await using rig = await QueueRig.open(server);
    const worker = rig.work(2);
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 2);
    worker.drain();
    rig.clock.release();
    await worker.ended;
    expect(rig.sim.stats().roles.cdn.requests).toBe(2);
    rig.work(4);
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("gives back at once what a worker drops that is told to", async () => {
    await using rig = await QueueRig.open(server);
    const worker = rig.work(2);
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 2);
    worker.drop();
    await worker.ended;
    expect(await openQueue(rig).getActiveCount()).toBe(0);
    rig.clock.release();
    rig.work(4);
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("ends a worker that has another archive, and gives its job to others", async () => {
    await using folder = await makeTempFolder();
    await using rig = await QueueRig.open(server);
    rig.clock.release();
    const wrong = rig.work(2, { archiveDir: folder.dir });
    const fetched = rig.run.fetch();
    await expect(wrong.ended).rejects.toMatchObject({
      code: "config",
      message: expect.stringContaining("is not the archive of its coordinator"),
    });
    rig.work(2);
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("ends a worker of another version, and keeps its job", async () => {
    await using rig = await QueueRig.open(server, { settings: { pace: { watchMs: 60_000 } } });
    const fetched = rig.run.fetch();
    await untilJobs(openQueue(rig));
    const key = `${PREFIX}:${rig.queue}.run`;
    const record = (await server.redis.get(key))!;
    await server.redis.set(key, JSON.stringify({ ...JSON.parse(record), protocol: 99 }));
    const other = rig.work(2);
    await expect(other.ended).rejects.toMatchObject({
      code: "config",
      message: expect.stringContaining("protocol 99"),
    });
    await server.redis.set(key, record);
    rig.clock.release();
    rig.work(2);
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });
});
