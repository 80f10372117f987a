import { describe, expect, test } from "bun:test";
import { Bandwidth, parseLatency } from "./pace.ts";

const SPREAD = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);

describe("parseLatency()", () => {
  test("a number is the same for every request", () => {
    expect(SPREAD.every((random) => parseLatency("50")(random) === 50)).toBe(true);
  });

  test("a range is uniform between its ends", () => {
    const latency = parseLatency("20-80");
    expect([latency(0), latency(0.5), latency(1)]).toEqual([20, 50, 80]);
  });

  test("a lognormal law has its median in the middle and a longer tail above", () => {
    const latency = parseLatency("lognormal:50,0.5");
    expect(latency(0.5)).toBeCloseTo(50, 6);
    expect(latency(0.975)).toBeCloseTo(50 * Math.exp(0.5 * 1.95996), 2);
    expect(latency(0.025)).toBeCloseTo(50 / Math.exp(0.5 * 1.95996), 2);
  });

  test("a lognormal law only grows, across the seams of its approximation too", () => {
    const values = SPREAD.map(parseLatency("lognormal:50,1"));
    expect(values.every((value, i) => i === 0 || value >= (values[i - 1] as number))).toBe(true);
  });

  test.each(["", "fast", "-5", "50-", "lognormal:50", "5ms"])("refuses %p", (text) => {
    expect(() => parseLatency(text)).toThrow("Cannot read the latency");
  });
});

describe("Bandwidth.reserve()", () => {
  test("lets bytes pass one after the other at the rate", () => {
    const bandwidth = new Bandwidth(1000);
    expect([
      bandwidth.reserve(500, 0),
      bandwidth.reserve(500, 0),
      bandwidth.reserve(250, 900),
    ]).toEqual([500, 1000, 350]);
  });

  test("saves nothing up while nobody sends", () => {
    const bandwidth = new Bandwidth(1000);
    bandwidth.reserve(1000, 0);
    expect(bandwidth.reserve(1000, 60_000)).toBe(1000);
  });

  test("without a limit nobody waits", () => {
    expect(new Bandwidth(0).reserve(1e9, 0)).toBe(0);
  });
});
