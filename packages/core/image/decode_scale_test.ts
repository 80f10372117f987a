import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { chooseDecodeScale, fitInside } from "./decode_scale.ts";

describe("fitInside()", () => {
  test.each([
    [2048, 1044, 128, 65],
    [1044, 2048, 65, 128],
    [50, 30, 50, 30],
    [5000, 1, 128, 1],
  ])("makes %i x %i a thumbnail of %i x %i", (width, height, w, h) => {
    expect(fitInside({ width, height }, 128)).toEqual({ width: w, height: h });
  });
});

describe("chooseDecodeScale()", () => {
  test.each([
    ["that fills its blocks", 2048, 1360, 1],
    ["whose last blocks are half empty", 1228, 1652, 2],
    ["that an eighth would make hardly larger than its thumbnail", 1040, 1040, 2],
    ["that a quarter would turn into another shape", 1279, 745, 4],
    ["smaller than its thumbnail", 100, 80, 8],
  ])("decodes a picture %s (%i x %i) at %i/8", (_which, width, height, eighths) => {
    expect(chooseDecodeScale({ width, height }, 128).eighths).toBe(eighths);
  });

  // Seen failing when the box's free side was the thumbnail's own: an eighth was enough for any box then.
  test("asks for a box that its scale fills, and no smaller scale does", () => {
    const side = fc.integer({ min: 64, max: 12_000 });
    const law = fc.property(side, side, fc.constantFrom(64, 128, 480), (width, height, size) => {
      const { eighths, box } = chooseDecodeScale({ width, height }, size);
      const fills = (n: number) =>
        Math.ceil((width * n) / 8) >= box.width && Math.ceil((height * n) / 8) >= box.height;
      expect(fills(eighths)).toBe(true);
      expect(fills(eighths - 1)).toBe(false);
      const thumb = fitInside({ width, height }, size);
      const long = width >= height ? box.width : box.height;
      expect(long).toBe(Math.max(thumb.width, thumb.height));
    });
    fc.assert(law, { seed: 1 });
  });
});
