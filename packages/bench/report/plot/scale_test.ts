import { expect, test } from "bun:test";
import { makeScale, printTick } from "./scale.ts";

const RANGE = [0, 100] as const;

test("makeScale() begins at nothing when lengths are compared, and ends on a round tick", () => {
  const { at, ticks } = makeScale("linear", [37, 82], { range: RANGE, ticks: 5, fromZero: true });
  expect(ticks).toEqual([0, 20, 40, 60, 80, 100]);
  expect([at(0), at(50), at(100)]).toEqual([0, 50, 100]);
});

test("makeScale() gives each factor the same length on a logarithmic axis", () => {
  const { at } = makeScale("log", [1, 8, 64], { range: RANGE, ticks: 4 });
  expect([at(1), at(8), at(64)]).toEqual([0, 50, 100]);
});

test.each([
  ["no values", "linear", []],
  ["one value", "linear", [5]],
  ["nothing but zeros", "linear", [0, 0]],
  ["nothing that has a logarithm", "log", [0, -3]],
  ["one value on a logarithm", "log", [7]],
  ["the smallest number", "linear", [5e-324]],
  ["the smallest number on a logarithm", "log", [5e-324]],
  ["what is no number", "linear", [Number.NaN, Number.POSITIVE_INFINITY, 3]],
] as const)("makeScale() draws %s", (_what, kind, values) => {
  const { at, ticks } = makeScale(kind, values, { range: RANGE, ticks: 5, fromZero: true });
  expect(at(1)).toBeFinite();
  expect(ticks.length).toBeLessThan(30);
});

test.each([
  [0.25, "0.25"],
  [1500, "1,500"],
  [20_000, "20k"],
  [1_500_000, "1.5M"],
])("printTick() writes %d as %s", (value, text) => {
  expect(printTick(value)).toBe(text);
});
