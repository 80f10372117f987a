import { expect, test } from "bun:test";
import { chance } from "./chance.ts";

test("chance() is spread evenly over short texts that are alike", () => {
  const drawn = Array.from({ length: 10_000 }, (_, i) =>
    Math.floor(chance(1, "cut", `m${i}`) * 10),
  );
  const sizes = Object.values(Object.groupBy(drawn, String)).map((group) => group?.length ?? 0);
  expect(Math.min(...sizes)).toBeGreaterThan(850);
  expect(Math.max(...sizes)).toBeLessThan(1150);
});

test("chance() gives the same for the same and other for other seeds and parts", () => {
  expect(chance(1, "a", "b")).toBe(chance(1, "a", "b"));
  expect(chance(1, "a", "b")).not.toBe(chance(2, "a", "b"));
  expect(chance(1, "ab", "c")).not.toBe(chance(1, "a", "bc"));
});
