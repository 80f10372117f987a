import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { hostname } from "node:os";
import { FakeClock } from "@acacia/core/testing";
import { takeLease } from "./lease.ts";
import { canRunRedis, type RedisServer, startRedis } from "./testing/redis_server.ts";

describe.skipIf(!canRunRedis())("takeLease() (needs redis-server)", () => {
  let server: RedisServer;
  let lastKey = 0;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const clock = new FakeClock();
  const nextKey = () => `lease-${lastKey++}`;
  const take = (key: string, token: string) =>
    takeLease(server.redis, { key, queue: "nightly", token, clock });

  test("gives it to one at a time", async () => {
    const key = nextKey();
    await take(key, "one");
    await expect(take(key, "two")).rejects.toThrow("Cannot use the queue nightly");
  });

  test("gives it to the next when it is given back", async () => {
    const key = nextKey();
    await (await take(key, "one"))[Symbol.asyncDispose]();
    await using _second = await take(key, "two");
    expect(await server.redis.get(key)).toContain("two");
  });

  test("takes it from a coordinator of this machine that is dead", async () => {
    const key = nextKey();
    const child = Bun.spawn(["true"]);
    await child.exited;
    await server.redis.set(
      key,
      JSON.stringify({ token: "x", pid: child.pid, host: hostname(), since: 1 }),
    );
    await using _lease = await take(key, "two");
    expect(await server.redis.get(key)).toContain("two");
  });

  test("leaves it to a coordinator of another machine, whatever its number", async () => {
    const key = nextKey();
    await server.redis.set(
      key,
      JSON.stringify({ token: "x", pid: 1, host: "elsewhere", since: 1 }),
    );
    await expect(take(key, "two")).rejects.toThrow("process 1 on elsewhere");
  });

  test("runs out by itself", async () => {
    const key = nextKey();
    await take(key, "one");
    const lifeMs = await server.redis.pttl(key);
    expect(lifeMs).toBeGreaterThan(0);
    expect(lifeMs).toBeLessThanOrEqual(15_000);
  });

  test("tells its holder when another has it", async () => {
    const key = nextKey();
    const lease = await take(key, "one");
    await server.redis.set(
      key,
      JSON.stringify({ token: "x", pid: 7, host: "elsewhere", since: 1 }),
    );
    await expect(lease.renew()).rejects.toThrow("process 7 on elsewhere");
  });

  test("never gives back what another has", async () => {
    const key = nextKey();
    const lease = await take(key, "one");
    await server.redis.set(key, "another's");
    await lease[Symbol.asyncDispose]();
    expect(await server.redis.get(key)).toBe("another's");
  });
});
