import { describe, expect, test } from "bun:test";
import type { Rgb } from "./lanczos.ts";
import { psnrOf, ssimOf } from "./similarity.ts";

const noise = (seed: number, by = 0): Rgb => ({
  width: 24,
  height: 16,
  rgb: Uint8Array.from({ length: 24 * 16 * 3 }, (_, i) => ((i * seed) % 200) + by),
});

describe("psnrOf()", () => {
  test("of a difference of one everywhere is 48 dB", () => {
    expect(psnrOf(noise(7), noise(7, 1))).toBeCloseTo(48.13, 2);
  });
  test("of the same picture is 99", () => {
    expect(psnrOf(noise(7), noise(7))).toBe(99);
  });
  test("refuses pictures of different sizes", () => {
    const other = { ...noise(7), width: 16, height: 24 };
    expect(() => psnrOf(noise(7), other)).toThrow("16 x 24");
  });
});

describe("ssimOf()", () => {
  test("is 1 for the same, hardly less when it is a little brighter, and near 0 for another", () => {
    expect(ssimOf(noise(7), noise(7))).toBeCloseTo(1, 9);
    expect(ssimOf(noise(7), noise(7, 5))).toBeGreaterThan(0.97);
    expect(ssimOf(noise(7), noise(131))).toBeLessThan(0.5);
  });
});
