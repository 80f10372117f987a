import { expect, test } from "bun:test";
import fc from "fast-check";
import { findDifference } from "./difference.ts";

const pixels = (...values: number[]) => Uint8ClampedArray.from(values);

test("findDifference() marks the pixels that differ, the more the fuller", () => {
  const left = pixels(0, 0, 0, 255, 100, 100, 100, 255, 0, 0, 0, 255);
  const right = pixels(0, 0, 0, 255, 100, 120, 100, 255, 255, 255, 255, 255);
  const { mask, share } = findDifference(left, right);
  expect([mask[3], mask[7], mask[11]]).toEqual([0, 40, 255]);
  expect(share).toBeCloseTo(2 / 3);
});

test("findDifference() takes what compression does for no difference", () => {
  expect(findDifference(pixels(50, 50, 50, 255), pixels(56, 44, 60, 255)).share).toBe(0);
});

test("findDifference() of nothing is none", () => {
  expect(findDifference(pixels(), pixels()).share).toBe(0);
});

// Seen failing without the absolute value: what is darker on the right was no difference.
test("findDifference() is the same from both sides", () => {
  const image = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(image, image, (one, other) => {
      const [left, right] = [Uint8ClampedArray.from(one), Uint8ClampedArray.from(other)];
      expect(findDifference(left, right)).toEqual(findDifference(right, left));
    }),
  );
});
