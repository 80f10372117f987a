import { describe, expect, test } from "bun:test";
import type { RunEvent } from "@acacia/core";
import { checkWidth, eventMetrics } from "./own_way.ts";
import { chooseSettings } from "./profile/measure_profiles.ts";

describe("checkWidth()", () => {
  test("takes a run that kept its width", () => {
    expect(() => checkWidth({ peakInFlight: 8 }, 8)).not.toThrow();
  });

  test("refuses one that had more in flight than asked for", () => {
    expect(() => checkWidth({ peakInFlight: 9 }, 8)).toThrow("9 requests were in flight");
  });
});

describe("eventMetrics()", () => {
  const events = [
    { type: "run.started", t: 1_200 },
    { type: "media.finished", t: 1_300 },
    { type: "media.finished", t: 1_400 },
    { type: "run.finished", t: 2_200 },
  ] as unknown as RunEvent[];

  test("tells the first picture from the start of the process, and the run by itself", () => {
    expect(eventMetrics({ startedAt: 1_000 }, events)).toEqual({ firstMs: 300, runMs: 1_000 });
  });

  test("refuses a run without its end", () => {
    expect(() => eventMetrics({ startedAt: 0 }, events.slice(0, -1))).toThrow("not whole");
  });
});

describe("chooseSettings()", () => {
  test.each([
    [{ 4: 80, 8: 160, 16: 300, 32: 290 }, 16, [8, 16, 32]],
    [{ 8: 160, 16: 310, 32: 20 }, 16, [8, 16]],
    [{ 32: 300, 64: 500, 128: 700 }, 128, [64, 128]],
    [{ 4: 12 }, 4, [4]],
  ] as const)("of %j takes %d and its neighbours", (rates, best, beside) => {
    const byWidth = new Map(Object.entries(rates).map(([width, rate]) => [Number(width), rate]));
    expect(chooseSettings(byWidth)).toEqual({ best, beside: [...beside] });
  });
});
