import { expect, test } from "bun:test";
import { chance } from "./chance.ts";

test("chance() is spread evenly over short texts that are alike", () => {
  const buckets = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) buckets[Math.floor(chance(1, "cut", `m${i}`) * 10)]++;
  expect(Math.min(...buckets)).toBeGreaterThan(850);
  expect(Math.max(...buckets)).toBeLessThan(1150);
});

test("chance() gives the same for the same and other for other seeds and parts", () => {
  expect(chance(1, "a", "b")).toBe(chance(1, "a", "b"));
  expect(chance(1, "a", "b")).not.toBe(chance(2, "a", "b"));
  expect(chance(1, "ab", "c")).not.toBe(chance(1, "a", "bc"));
});
