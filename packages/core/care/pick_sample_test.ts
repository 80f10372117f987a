import { expect, test } from "bun:test";
import fc from "fast-check";
import { parseSample } from "../text/sample.ts";
import { pickSample } from "./pick_sample.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

/** As many distinct places as were asked for, all of them within the whole. */
function picksDistinctPlaces(pick: typeof pickSample) {
  return fc.property(fc.nat(200), fc.integer({ min: 1, max: 250 }), seeds, (total, count, seed) => {
    const picked = [...pick({ count }, { total, seed })];
    const inside = picked.every((place) => Number.isInteger(place) && place >= 0 && place < total);
    return inside && picked.length === Math.min(count, total);
  });
}

test("pickSample() gives as many distinct places as were asked for", () => {
  fc.assert(picksDistinctPlaces(pickSample));
});

test("pickSample(): the law catches a draw that may pick a place twice", () => {
  const careless: typeof pickSample = (sample, { total, seed }) => {
    const picks = "count" in sample ? sample.count : 0;
    return new Set(Array.from({ length: Math.min(picks, total) }, (_, i) => (i * seed) % total));
  };
  expect(() => fc.assert(picksDistinctPlaces(careless), { seed: 1 })).toThrow();
});

test("pickSample() picks each place about equally often", () => {
  const hits = new Array<number>(10).fill(0);
  for (let seed = 0; seed < 4_000; seed++) {
    for (const place of pickSample({ count: 3 }, { total: 10, seed })) hits[place]! += 1;
  }
  expect(Math.min(...hits)).toBeGreaterThan(1_050);
  expect(Math.max(...hits)).toBeLessThan(1_350);
});

test.each([
  ["5%", 1_000, 50],
  ["0.05%", 1_000, 1],
  ["100%", 7, 7],
  ["12", 1_000, 12],
])("parseSample() and pickSample(): %s of %d is %d", (text, total, count) => {
  expect(pickSample(parseSample(text), { total, seed: 1 }).size).toBe(count);
});

test.each(["", "0", "0%", "101%", "-5", "5 %", "half", "1e3"])(
  "parseSample() refuses '%s'",
  (text) => {
    expect(() => parseSample(text)).toThrow();
  },
);
