import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { HostPause, type PausingObservation, TokenBucket } from "@acacia/core";
import { describeHostGate, FakeClock } from "@acacia/core/testing";
import fc from "fast-check";
import { PAUSE_SCRIPT } from "./limit_scripts.ts";
import {
  openRedisLimits,
  openRedisRate,
  openSharedGate,
  type SharedLimits,
} from "./shared_limiter.ts";
import { canRunRedis, type RedisServer, startRedis } from "./testing/redis_server.ts";

/** What Redis keeps, kept here: by the rules that core has for one machine. */
function keepLimits(clock: FakeClock, perSecond?: number): SharedLimits {
  const pause = new HostPause();
  const bucket =
    perSecond === undefined ? undefined : new TokenBucket({ perSecond }, clock.monotonic());
  return {
    async ask(token) {
      const at = clock.monotonic();
      if (pause.isOn(at)) return { pausedMs: pause.until - at, waitMs: 0 };
      if (!token || !bucket) return { pausedMs: 0, waitMs: 0 };
      bucket.take(1, at);
      return { pausedMs: 0, waitMs: bucket.waitMs(0, at) };
    },
    async pause(observation) {
      const at = clock.monotonic();
      const before = pause.until;
      pause.note(observation, at);
      return { ms: pause.until - at, isLonger: pause.until > before };
    },
  };
}

describeHostGate("shared", ({ clock, width, perSecond }) =>
  openSharedGate({ limits: keepLimits(clock, perSecond), clock, width }),
);

describe("openSharedGate()", () => {
  test("lets nobody in on one machine while another has paused the host", async () => {
    const clock = new FakeClock();
    const limits = keepLimits(clock);
    const [here, there] = [1, 2].map(() => openSharedGate({ limits, clock, width: 4 }));
    there!.note({ kind: "throttled" });
    let isIn = false;
    void here!.enter(new AbortController().signal).then(() => {
      isIn = true;
    });
    await clock.advance(999);
    expect(isIn).toBe(false);
    await clock.advance(1);
    expect(isIn).toBe(true);
  });

  test("shares so many requests a second between machines", async () => {
    const clock = new FakeClock();
    const limits = keepLimits(clock, 2);
    let entered = 0;
    for (let machine = 0; machine < 3; machine++) {
      const gate = openSharedGate({ limits, clock, width: 100 });
      for (let n = 0; n < 10; n++) {
        void gate.enter(new AbortController().signal).then(() => {
          entered += 1;
        });
      }
    }
    await clock.advance(3_000);
    expect(entered).toBe(8);
  });

  test("waits again when a pause begins while the token comes", async () => {
    const clock = new FakeClock();
    const limits = keepLimits(clock, 1);
    const gate = openSharedGate({ limits, clock, width: 4 });
    let entered = 0;
    for (let n = 0; n < 2; n++) {
      void gate.enter(new AbortController().signal).then(() => {
        entered += 1;
      });
    }
    await clock.advance(500);
    await limits.pause({ kind: "throttled" });
    await clock.advance(999);
    expect(entered).toBe(1);
  });

  test("tells of a pause only when it became longer", async () => {
    const clock = new FakeClock();
    const told: string[] = [];
    const gate = openSharedGate({
      limits: keepLimits(clock),
      clock,
      width: 1,
      onPause: (kind) => told.push(kind),
    });
    for (const kind of ["throttled", "throttled", "capacity"] as const) gate.note({ kind });
    await clock.advance(0);
    expect(told).toEqual(["throttled", "capacity"]);
  });
});

describe.skipIf(!canRunRedis())("limits in Redis (needs redis-server)", () => {
  let server: RedisServer;
  let lastHost = 0;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  const nextHost = () => `host-${lastHost++}`;

  type Step = { observation: PausingObservation; afterMs: number };
  const steps = fc.array(
    fc.record({
      observation: fc.oneof(
        fc.record({ kind: fc.constantFrom("throttled", "capacity") }),
        fc.record({
          kind: fc.constantFrom("throttled", "capacity"),
          retryAfterMs: fc.integer({ min: 0, max: 5_000_000 }),
        }),
      ) as fc.Arbitrary<PausingObservation>,
      afterMs: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 700_000 })),
    }),
    { minLength: 1, maxLength: 12 },
  );

  /** Both rules told of the same refusals: the script must pause as long as core's rule. */
  async function follow(script: string, path: readonly Step[]): Promise<boolean> {
    const rule = new HostPause();
    const key = `law:${nextHost()}`;
    let at = 1_000_000;
    for (const { observation, afterMs } of path) {
      at += afterMs;
      rule.note(observation, at);
      const { kind, retryAfterMs = 0 } = observation;
      const answer = await server.redis.eval(script, 1, key, kind, retryAfterMs, at);
      if ((answer as [number])[0] !== rule.until - at) return false;
    }
    return true;
  }

  test("pause a host as core's rule does", async () => {
    await fc.assert(
      fc.asyncProperty(steps, (path) => follow(PAUSE_SCRIPT, path)),
      { numRuns: 60 },
    );
  });

  test("pause a host as core's rule does: a script that never doubles is found out", async () => {
    const broken = PAUSE_SCRIPT.replace("last * 2", "last");
    const law = fc.asyncProperty(steps, (path) => follow(broken, path));
    expect((await fc.check(law, { seed: 1, numRuns: 200 })).failed).toBe(true);
  });

  test("tell all machines of a pause that one has met", async () => {
    const options = { host: nextHost(), perSecond: null };
    const other = server.redis.duplicate();
    await openRedisLimits(server.redis, options).pause({ kind: "capacity" });
    const { pausedMs } = await openRedisLimits(other, options).ask(true);
    other.disconnect();
    expect(pausedMs).toBeGreaterThan(110_000);
    expect(pausedMs).toBeLessThanOrEqual(120_000);
  });

  test("take no token during a pause", async () => {
    const limits = openRedisLimits(server.redis, { host: nextHost(), perSecond: 1 });
    await limits.pause({ kind: "throttled" });
    for (let n = 0; n < 5; n++) expect((await limits.ask(true)).waitMs).toBe(0);
  });

  test("pause one host and not another", async () => {
    const [one, two] = [1, 2].map(() =>
      openRedisLimits(server.redis, { host: nextHost(), perSecond: null }),
    );
    await one!.pause({ kind: "throttled" });
    expect(await two!.ask(true)).toEqual({ pausedMs: 0, waitMs: 0 });
  });

  test("give each that comes a later token, whichever machine it is", async () => {
    const options = { host: nextHost(), perSecond: 0.01 };
    const limits = [1, 2].map(() => openRedisLimits(server.redis, options));
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) waits.push((await limits[n % 2]!.ask(true)).waitMs);
    // One had gathered, then one each 100 s.
    expect(waits.map((ms) => Math.round(ms / 100_000))).toEqual([0, 1, 2, 3]);
  });

  test("keep no key longer than it says something", async () => {
    const host = nextHost();
    const limits = openRedisLimits(server.redis, { host, perSecond: 10 });
    await limits.ask(true);
    await limits.pause({ kind: "throttled" });
    const keys = await server.redis.keys(`*.${host}`);
    const lives = await Promise.all(keys.slice(0, 9).map((key) => server.redis.pttl(key)));
    expect(lives.length).toBe(2);
    expect(lives.every((ms) => ms > 0 && ms < 200_000)).toBe(true);
  });

  test("count the bytes of all machines for one rate", async () => {
    const clock = new FakeClock();
    const options = { host: nextHost(), bytesPerSecond: 1_000, clock };
    const rates = [1, 2].map(() => openRedisRate(server.redis, options));
    const { signal } = new AbortController();
    await rates[0]!.take(100, signal);
    const second = rates[1]!.take(10_000, signal);
    let isEven = false;
    void second.then(() => {
      isEven = true;
    });
    while (clock.waiting === 0) await new Promise<void>((resolve) => setImmediate(resolve));
    await clock.advance(9_000);
    expect(isEven).toBe(false);
    await clock.advance(1_100);
    expect(isEven).toBe(true);
  });

  test("stop waiting when told to", async () => {
    const limits = openRedisLimits(server.redis, { host: nextHost(), perSecond: null });
    const gate = openSharedGate({ limits, clock: new FakeClock(), width: 1 });
    await limits.pause({ kind: "capacity" });
    const stop = new AbortController();
    const entered = gate.enter(stop.signal);
    stop.abort(new Error("stop"));
    await expect(entered).rejects.toThrow("stop");
  });
});
