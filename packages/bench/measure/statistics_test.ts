import { expect, test } from "bun:test";
import fc from "fast-check";
import { bootstrapInterval, makeRandom, median, quantile, summarize } from "./statistics.ts";

const samples = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
});

test.each([
  ["of one is that one", [7], 7],
  ["of an odd number is the one in the middle", [9, 1, 5], 5],
  ["of an even number is the mean of the two in the middle", [4, 1, 3, 2], 2.5],
  ["is not moved by one that took very long", [1, 2, 3, 4, 9_000], 3],
])("median() %s", (_behaviour, values, middle) => {
  expect(median(values)).toBe(middle);
});

test.each([
  [0, 1],
  [0.25, 2],
  [0.99, 4.96],
  [1, 5],
])("quantile() at %p of 1 to 5 is %p", (share, value) => {
  expect(quantile([5, 3, 1, 4, 2], share)).toBeCloseTo(value, 10);
});

test("quantile() leaves the samples in their order", () => {
  const values = [3, 1, 2];
  quantile(values, 0.5);
  expect(values).toEqual([3, 1, 2]);
});

test.each([
  ["no samples", [], 0.5],
  ["a sample that is no number", [1, Number.NaN], 0.5],
  ["a share above 1", [1], 1.5],
  ["a share that is no number", [1], Number.NaN],
])("quantile() refuses %s", (_what, values, share) => {
  expect(() => quantile(values, share)).toThrow(/^Cannot /);
});

test("summarize() tells count, median and both ends", () => {
  expect(summarize([4, 1, 9])).toEqual({ n: 3, median: 4, min: 1, max: 9 });
});

/** A quantile grows with its share, and stays between the ends. */
function growsWithShare(of: typeof quantile) {
  return fc.property(samples, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
    const [low, here, high] = [of(values, 0), of(values, share), of(values, 1)];
    return low <= here && here <= high && of(values, share / 2) <= here;
  });
}

test("quantile() grows with its share, between the smallest and the largest", () => {
  fc.assert(growsWithShare(quantile));
});

test("quantile(): the law catches one that forgets to sort", () => {
  const unsorted = (values: readonly number[], share: number) =>
    values[Math.round((values.length - 1) * share)]!;
  expect(() => fc.assert(growsWithShare(unsorted), { seed: 1, numRuns: 1_000 })).toThrow();
});

test("bootstrapInterval() holds the median of the samples", () => {
  fc.assert(
    fc.property(samples, (values) => {
      const { low, high } = bootstrapInterval(values, { rounds: 200 });
      return low <= median(values) && median(values) <= high;
    }),
    { numRuns: 30 },
  );
});

test("bootstrapInterval() of equal samples is no wider than a point", () => {
  expect(bootstrapInterval([4, 4, 4, 4, 4])).toEqual({ low: 4, high: 4 });
});

test("bootstrapInterval() narrows with the number of samples", () => {
  const random = makeRandom(7);
  const many = Array.from({ length: 200 }, () => random());
  const width = (values: readonly number[]) => {
    const { low, high } = bootstrapInterval(values);
    return high - low;
  };
  expect(width(many)).toBeLessThan(width(many.slice(0, 8)) / 2);
});

test("bootstrapInterval() covers the true median about as often as its level says", () => {
  const random = makeRandom(3);
  let covered = 0;
  for (let study = 0; study < 200; study++) {
    const { low, high } = bootstrapInterval(
      Array.from({ length: 15 }, () => random()),
      { random, rounds: 300, level: 0.9 },
    );
    if (low <= 0.5 && 0.5 <= high) covered += 1;
  }
  expect(covered / 200).toBeWithin(0.82, 0.99);
});

test("bootstrapInterval() gives the same interval for the same samples", () => {
  expect(bootstrapInterval([3, 1, 4, 1, 5])).toEqual(bootstrapInterval([3, 1, 4, 1, 5]));
});

test("makeRandom() repeats with its seed and differs without", () => {
  const draw = (seed: number) => Array.from({ length: 3 }, makeRandom(seed));
  expect(draw(5)).toEqual(draw(5));
  expect(draw(5)).not.toEqual(draw(6));
});
