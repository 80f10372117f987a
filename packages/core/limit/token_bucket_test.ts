import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { FakeClock } from "../testing/fake_clock.ts";
import { openByteRate, TokenBucket } from "./token_bucket.ts";

/** Takes a token as soon as it is there, and tells when. */
function takeTimes(bucket: Pick<TokenBucket, "waitMs" | "take">, count: number): number[] {
  let at = 0;
  return Array.from({ length: count }, () => {
    at += bucket.waitMs(1, at);
    bucket.take(1, at);
    return at;
  });
}

/** How many of the times lie in the fullest window of a second. */
function mostInASecond(times: readonly number[]): number {
  return Math.max(
    ...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length),
  );
}

describe("TokenBucket", () => {
  test("gives what had gathered at once, then one at a time", () => {
    expect(takeTimes(new TokenBucket({ perSecond: 2 }, 0), 5)).toEqual([0, 0, 500, 1_000, 1_500]);
  });

  test("gives less than one a second", () => {
    expect(takeTimes(new TokenBucket({ perSecond: 0.5 }, 0), 3)).toEqual([0, 2_000, 4_000]);
  });

  test("goes into debt, which is waited for", () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 10 }, 0);
    bucket.take(30, 0);
    expect(bucket.waitMs(0, 0)).toBe(2_000);
  });

  test("does not gather more than its burst", () => {
    const bucket = new TokenBucket({ perSecond: 10, burst: 5 }, 0);
    bucket.take(5, 0);
    expect(bucket.waitMs(5, 1_000_000)).toBe(0);
    bucket.take(5, 1_000_000);
    expect(bucket.waitMs(1, 1_000_000)).toBe(100);
  });

  const rates = fc.integer({ min: 1, max: 50 });
  const inNoSecond = (make: (perSecond: number) => Pick<TokenBucket, "waitMs" | "take">) =>
    fc.property(rates, (perSecond) => {
      // What had gathered, and what comes within the second.
      return mostInASecond(takeTimes(make(perSecond), perSecond * 4)) <= perSecond * 2;
    });

  test("never gives more in a second than its burst and a second's worth", () => {
    fc.assert(inNoSecond((perSecond) => new TokenBucket({ perSecond }, 0)));
  });

  test("is caught by that law when it forgets to take", () => {
    const leaky = (perSecond: number) => {
      const bucket = new TokenBucket({ perSecond }, 0);
      return { waitMs: bucket.waitMs.bind(bucket), take: () => undefined };
    };
    expect(() => fc.assert(inNoSecond(leaky), { seed: 1, numRuns: 1_000 })).toThrow();
  });
});

describe("openByteRate()", () => {
  const never = new AbortController().signal;

  test("lets so many bytes through in a second", async () => {
    const clock = new FakeClock(0);
    const rate = openByteRate(1_000, clock);
    let bytes = 0;
    const read = async () => {
      for (;;) {
        await rate.take(100, never);
        bytes += 100;
      }
    };
    for (let i = 0; i < 3; i++) void read();
    await clock.advance(10_000);
    expect(Math.abs(bytes - 10_000)).toBeLessThanOrEqual(400);
  });

  test("rejects when the signal aborts", async () => {
    const clock = new FakeClock(0);
    const controller = new AbortController();
    const taken = openByteRate(10, clock).take(1_000, controller.signal);
    controller.abort(new Error("stop"));
    await expect(taken).rejects.toThrow("stop");
  });
});
