import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { makeLayout, openS3Store, sumOutcomes } from "@acacia/core";
import { makeTempFolder } from "@acacia/core/testing";
import { type S3StandIn, startS3 } from "@acacia/sim/s3";
import { QueueRig, type QueueRigOptions } from "./testing/queue_rig.ts";
import { canRunRedis, type RedisServer, startRedis } from "./testing/redis_server.ts";

setDefaultTimeout(90_000);

const env = { S3_ACCESS_KEY_ID: "user", S3_SECRET_ACCESS_KEY: "secret" };

describe.skipIf(!canRunRedis())("queue with a bucket (needs redis-server)", () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  /** A run whose archive is in a bucket, and workers that share no folder with it. */
  async function openRig(options: QueueRigOptions = {}) {
    await using stack = new AsyncDisposableStack();
    const s3 = stack.use(await startS3());
    const home = stack.use(await makeTempFolder());
    const storage = `s3://bucket/imgur?endpoint=${s3.url}`;
    const run = { bucket: { storage, env }, ...options.run };
    const rig = stack.use(await QueueRig.open(server, { ...options, run }));
    rig.clock.release();
    const owned = stack.move();
    return {
      s3,
      rig,
      home: home.dir,
      work(name: string, place = storage) {
        const archiveDir = join(home.dir, name);
        const store = openS3Store(place, makeLayout(archiveDir), { env, copiesBytes: 0 });
        return rig.work(2, { archiveDir, store });
      },
      [Symbol.asyncDispose]: () => owned.disposeAsync(),
    };
  }

  test("a worker puts its files itself: the coordinator has none, and commits every row", async () => {
    await using it = await openRig();
    it.work("one");
    it.work("two");
    const { exitCode } = await it.rig.run.fetch();
    const { totals } = it.rig.run.finished;
    expect([exitCode, totals.announced - sumOutcomes(totals), totals.failed]).toEqual([0, 0, 0]);
    expect(whole(it.s3)).toBe(totals.stored);
    expect(it.s3.requests.filter(({ method }) => method === "PUT")).toHaveLength(totals.stored);
    expect(await filesOf(it.rig.run.archive.layout.blobs)).toEqual([]);
    expect(await filesOf(it.home)).toEqual([]);
  });

  test("a worker that has the folder leaves it to the coordinator to put files", async () => {
    await using it = await openRig();
    it.rig.work(2);
    it.work("one");
    await it.rig.run.fetch();
    const { totals } = it.rig.run.finished;
    expect([totals.stored, whole(it.s3)]).toEqual([totals.announced, totals.announced]);
  });

  test("storage that refuses writes for a while loses nothing", async () => {
    await using it = await openRig();
    it.s3.faults.refuse = { status: 503, code: "SlowDown", times: 6 };
    it.s3.faults.methods = ["PUT"];
    it.work("one");
    const { exitCode } = await it.rig.run.fetch();
    const { totals } = it.rig.run.finished;
    expect([exitCode, totals.stored]).toEqual([0, totals.announced]);
    expect(whole(it.s3)).toBe(totals.stored);
  });

  test("a worker with another bucket than the coordinator's is refused, and its jobs stay", async () => {
    await using it = await openRig();
    const fetched = it.rig.run.fetch();
    const wrong = it.work("one", `s3://bucket/other?endpoint=${it.s3.url}`);
    await expect(wrong.ended).rejects.toMatchObject({
      code: "config",
      hint: expect.stringContaining("s3://bucket/imgur"),
    });
    it.work("two");
    await fetched;
    const { totals } = it.rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });
});

/** Objects whose bytes are what their names say. */
function whole({ buckets }: S3StandIn): number {
  return [...buckets.get("bucket")!.objects.values()].filter(({ key, bytes }) =>
    key.includes(new Bun.CryptoHasher("sha256").update(bytes).digest("hex")),
  ).length;
}

async function filesOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
