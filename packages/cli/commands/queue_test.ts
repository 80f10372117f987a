import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { canRunRedis, type RedisServer, startRedis, until } from "@acacia/worker/testing";
import { QueueCli } from "../testing/queue_rig.ts";

setDefaultTimeout(120_000);

const STAY = ["fetch", "hot", "--strategy", "queue", "--local-workers", "0", "--no-thumbs"];
const WORKER = ["worker", "-j", "3"];

describe.skipIf(!canRunRedis())("many machines (needs redis-server)", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis({ appendonly: "yes", appendfsync: "always" });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("fetch --detach leaves its work on the queue, and collect has its end", async () => {
    await using rig = await QueueCli.open(server);
    rig.clock.release();
    const left = await rig.fetch("fetch", "hot", "--detach");
    expect([left.exitCode, left.totals.cancelled]).toEqual([0, left.totals.announced]);
    expect(await rig.status()).toMatchObject({
      waiting: left.totals.announced,
      left: true,
      coordinator: null,
    });
    rig.spawn(...WORKER);
    await rig.until(({ waiting, active }) => waiting + active === 0);
    rig.sim.resetStats();
    const { exitCode, totals } = await rig.fetch("collect");
    expect([exitCode, totals.announced]).toEqual([0, left.totals.announced]);
    expect(await rig.checkSound()).toBe(totals.stored + totals.duplicate);
    // Neither listed nor fetched again.
    const { api, cdn } = rig.sim.stats().roles;
    expect([api.requests, cdn.requests]).toEqual([0, 0]);
    expect(await rig.status()).toMatchObject({ waiting: 0, results: 0, left: false });
  });

  test("a coordinator that is killed loses nothing: the same fetch goes on from there", async () => {
    await using rig = await QueueCli.open(server);
    const coordinator = rig.spawn(...STAY);
    rig.spawn(...WORKER);
    await until(() => rig.clock.held === 3);
    rig.clock.release(2);
    await until(() => rig.clock.held === 3);
    await coordinator.kill();
    rig.clock.release();
    await rig.until(({ waiting, active, results }) => waiting + active === 0 && results > 0);
    rig.sim.resetStats();
    const { exitCode, totals } = await rig.fetch(...STAY);
    expect([exitCode, rig.sim.stats().roles.cdn.requests]).toEqual([0, 0]);
    expect(totals.stored + totals.duplicate + totals.known).toBe(totals.announced);
    expect(await rig.checkSound()).toBe(totals.announced);
  });

  test("collect ends the run of a coordinator that was killed", async () => {
    await using rig = await QueueCli.open(server);
    const coordinator = rig.spawn(...STAY);
    rig.spawn(...WORKER);
    await until(() => rig.clock.held === 3);
    await coordinator.kill();
    rig.clock.release();
    await rig.until(({ waiting, active, results }) => waiting + active === 0 && results > 0);
    const { exitCode, totals } = await rig.fetch("collect");
    expect([exitCode, totals.stored + totals.duplicate]).toEqual([0, totals.announced]);
    expect(await rig.checkSound()).toBe(totals.announced);
  });

  test("collect that is stopped with Ctrl-C leaves the rest for the next one", async () => {
    await using rig = await QueueCli.open(server);
    const { announced } = (await rig.fetch("fetch", "hot", "--detach")).totals;
    const first = rig.spawn("collect", "--local-workers", "0", "--no-thumbs");
    await rig.until(({ coordinator }) => coordinator !== null);
    expect(await first.interrupt()).toBe(130);
    expect(await rig.status()).toMatchObject({ waiting: announced, left: true, coordinator: null });
    rig.clock.release();
    rig.spawn(...WORKER);
    const { exitCode, totals } = await rig.fetch("collect");
    expect([exitCode, totals.announced, await rig.checkSound()]).toEqual([0, announced, announced]);
  });

  test("a worker that is killed in the middle of transfers loses none", async () => {
    await using rig = await QueueCli.open(server);
    const fetched = rig.fetch(...STAY);
    const first = rig.spawn(...WORKER);
    await until(() => rig.clock.held === 3);
    await first.kill();
    rig.clock.release();
    rig.spawn(...WORKER);
    const { exitCode, totals } = await fetched;
    expect([exitCode, totals.stored + totals.duplicate]).toEqual([0, totals.announced]);
    expect(await rig.checkSound()).toBe(totals.announced);
  });

  test("Redis may be killed and come back with what it had written", async () => {
    await using rig = await QueueCli.open(server);
    const coordinator = rig.spawn(...STAY);
    rig.spawn(...WORKER);
    await until(() => rig.clock.held === 3);
    await server.kill();
    await server.restart();
    rig.clock.release();
    expect(await coordinator.exited).toBe(0);
    const totals = await rig.totals();
    expect(totals.stored + totals.duplicate).toBe(totals.announced);
    expect(await rig.checkSound()).toBe(totals.announced);
  });

  test("two archives share one Redis by the names of their queues", async () => {
    await using one = await QueueCli.open(server);
    await using two = await QueueCli.open(server);
    const fetched = [one, two].map((rig) => {
      rig.clock.release();
      rig.spawn(...WORKER);
      return rig.fetch(...STAY);
    });
    for (const [n, rig] of [one, two].entries()) {
      const { exitCode, totals } = await fetched[n]!;
      expect([exitCode, await rig.checkSound()]).toEqual([0, totals.announced]);
    }
  });

  test("a worker of another version is refused, and the jobs are kept", async () => {
    await using rig = await QueueCli.open(server);
    const left = await rig.fetch("fetch", "hot", "--detach");
    const key = `acacia:${rig.queue}.run`;
    const record = (await server.redis.get(key))!;
    await server.redis.set(key, JSON.stringify({ ...JSON.parse(record), protocol: 99 }));
    const other = rig.spawn(...WORKER);
    expect([await other.exited, await other.err]).toEqual([
      2,
      expect.stringContaining("protocol 99"),
    ]);
    expect((await rig.status()).waiting).toBe(left.totals.announced);
    await server.redis.set(key, record);
    rig.clock.release();
    rig.spawn(...WORKER);
    const { totals } = await rig.fetch("collect");
    expect(await rig.checkSound()).toBe(totals.announced);
  });

  test("fetch refuses a queue that a detached run is on, also from another archive", async () => {
    await using rig = await QueueCli.open(server);
    await rig.fetch("fetch", "hot", "--detach");
    for (const more of [[], ["-d", "other"]]) {
      const { exitCode, err } = await rig.run(...STAY, ...more);
      expect([exitCode, err]).toEqual([2, expect.stringContaining("acacia collect")]);
    }
  });

  test("fetch --detach refuses a strategy that works in its own process", async () => {
    await using rig = await QueueCli.open(server);
    const { exitCode, err } = await rig.run("fetch", "hot", "--detach", "--strategy", "pool");
    expect([exitCode, err]).toEqual([2, expect.stringContaining("--strategy queue --detach")]);
  });

  test("queue pause holds workers back until resume, and status says since when", async () => {
    await using rig = await QueueCli.open(server);
    rig.clock.release();
    await rig.fetch("fetch", "hot", "--detach");
    await rig.run("queue", "pause");
    rig.spawn(...WORKER);
    const { waiting, pausedSince } = await rig.until(({ workers }) => workers.length > 0);
    expect([waiting > 0, pausedSince]).toEqual([true, expect.any(Number)]);
    await rig.run("queue", "resume");
    const { workers } = await rig.until((facts) => facts.waiting + facts.active === 0);
    expect(workers).toMatchObject([{ workers: 1, jobs: 3 }]);
  });

  test("queue drain takes jobs off when no run gives them, and the queue is free again", async () => {
    await using rig = await QueueCli.open(server);
    const { totals } = await rig.fetch("fetch", "hot", "--detach");
    const { out } = await rig.run("queue", "drain");
    expect(out).toStartWith(`Took ${totals.announced} jobs off.`);
    const end = await rig.run("collect");
    expect([end.exitCode, end.err]).toEqual([7, expect.stringContaining("Cannot collect")]);
  });

  test("queue drain leaves the jobs of a run that is there", async () => {
    await using rig = await QueueCli.open(server);
    rig.spawn(...STAY);
    await rig.until(({ waiting }) => waiting > 0);
    const { exitCode, err } = await rig.run("queue", "drain");
    expect([exitCode, err]).toEqual([2, expect.stringContaining("gives it its jobs")]);
  });

  test("queue retry-failed has a job done again that killed its workers", async () => {
    await using rig = await QueueCli.open(server);
    await rig.fetch("fetch", "hot", "--detach", "--limit", "1");
    for (let died = 0; died < 2; died++) {
      const worker = rig.spawn(...WORKER);
      await until(() => rig.clock.held === died + 1);
      await worker.kill();
    }
    rig.spawn(...WORKER);
    await rig.until(({ failed }) => failed === 1);
    rig.clock.release();
    expect((await rig.run("queue", "retry-failed")).out).toStartWith("Put 1 failed jobs back.");
    const { totals } = await rig.fetch("collect");
    expect([totals.announced, await rig.checkSound()]).toEqual([1, 1]);
  });
});
