import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { lastAtOrBelow, ScrollMap } from "./window.ts";

const HUGE = 40_000_000;

function mapOf(total: number): ScrollMap {
  const map = new ScrollMap();
  map.resize(total, 900, 1);
  return map;
}

describe("ScrollMap", () => {
  test("follows the page pixel by pixel while the grid fits in one", () => {
    const map = mapOf(100_000);
    expect(map.follow(4_321)).toBe(4_321);
    expect(map.shift).toBe(0);
  });
  test("keeps the page within what browsers can scroll, in device pixels", () => {
    const map = new ScrollMap();
    map.resize(HUGE, 900, 2);
    expect(map.spacer).toBe(7_500_000);
  });
  test("moves pixel by pixel in a grid that is too tall, for small steps", () => {
    const map = mapOf(HUGE);
    const before = map.follow(5_000_000);
    expect(map.follow(5_000_120) - before).toBe(120);
  });
  test("reaches the end of a grid that is too tall", () => {
    const map = mapOf(HUGE);
    map.follow(map.spacer - 950);
    expect(map.follow(map.spacer - 900)).toBe(HUGE - 900);
  });
  test("comes back to a place that it jumped to", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: HUGE - 900 }), (top) => {
        const map = mapOf(HUGE);
        map.follow(Math.round(map.jump(top)));
        expect(Math.abs(map.top - top)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test("lastAtOrBelow() finds what a walk from the start finds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 999 })),
      fc.integer({ min: -5, max: 1_005 }),
      (list, wanted) => {
        const values = list.toSorted((a, b) => a - b);
        const walked = Math.max(
          0,
          values.findLastIndex((value) => value <= wanted),
        );
        expect(lastAtOrBelow(values, values.length, wanted)).toBe(walked);
      },
    ),
  );
});
