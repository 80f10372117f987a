import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { Queue } from "bullmq";
import { PREFIX, RUN_RECORD } from "./jobs.ts";
import { QueueRig } from "./testing/queue_rig.ts";
import { canRunRedis, type RedisServer, startRedis } from "./testing/redis_server.ts";

setDefaultTimeout(20_000);

describe.skipIf(!canRunRedis())("queue, left on purpose (needs redis-server)", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function leave(rig: QueueRig) {
    const { exitCode } = await rig.run.fetch();
    await rig.strategy[Symbol.asyncDispose]();
    const jobs = new Queue(rig.queue, { connection: server.redis, prefix: PREFIX });
    const record = JSON.parse((await server.redis.get(`${PREFIX}:${rig.queue}.run`))!);
    const { left } = RUN_RECORD.parse(record);
    return { exitCode, left, waiting: await jobs.getWaitingCount() };
  }

  test("holds all that there is to do", async () => {
    await using rig = await QueueRig.open(server, { settings: { way: "leave" } });
    const end = await leave(rig);
    const { totals } = rig.run.finished;
    expect(end).toEqual({ exitCode: 0, left: { isWhole: true }, waiting: totals.announced });
    expect(totals.cancelled).toBe(totals.announced);
  });

  test("holds its window and no more, and every item that was listed still has an end", async () => {
    await using rig = await QueueRig.open(server, { settings: { way: "leave", window: 5 } });
    const end = await leave(rig);
    const { totals } = rig.run.finished;
    expect(end).toEqual({ exitCode: 0, left: { isWhole: false }, waiting: 5 });
    expect([totals.announced > 5, totals.cancelled]).toEqual([true, totals.announced]);
    expect(rig.notices.at(-1)).toMatchObject({
      level: "info",
      message: `5 items are on the queue ${rig.queue}; there was no room for all`,
    });
  });
});
