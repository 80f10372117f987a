import { expect, test } from "bun:test";
import { makeCase, makeSpread, ratiosOf } from "./case.ts";

const about = { id: "pool, 8 jobs", series: "pool", role: "acacia", params: { jobs: 8 } } as const;

test("makeCase() keeps each metric's samples in the order of the rounds", () => {
  const { metrics } = makeCase(about, [{ wallMs: 3 }, { wallMs: 1 }, { wallMs: 2 }]);
  expect(metrics.wallMs).toMatchObject({ n: 3, median: 2, min: 1, max: 3, samples: [3, 1, 2] });
});

test("makeCase() tells no metric that a run lacks: its middle would be of other runs", () => {
  const { metrics } = makeCase(about, [{ wallMs: 1, cpuMs: 1 }, { wallMs: 1 }]);
  expect(Object.keys(metrics)).toEqual(["wallMs"]);
});

test("makeSpread() gives an interval around the median, the same each time", () => {
  const samples = [10, 11, 12, 13, 30];
  const { low, median, high } = makeSpread(samples);
  expect(low).toBeGreaterThanOrEqual(10);
  expect(low).toBeLessThanOrEqual(median);
  expect(high).toBeGreaterThanOrEqual(median);
  expect(makeSpread(samples)).toEqual(makeSpread(samples));
});

test("ratiosOf() compares round by round", () => {
  expect(ratiosOf(makeSpread([2, 30]), makeSpread([1, 10]))).toEqual([2, 3]);
});
