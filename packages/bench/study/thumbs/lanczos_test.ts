import { describe, expect, test } from "bun:test";
import { type Rgb, scaleByLanczos } from "./lanczos.ts";

/** A picture whose pixels follow from their place. */
function draw(width: number, height: number, colour: (x: number, y: number) => number): Rgb {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    rgb.fill(colour(i % width, Math.floor(i / width)), i * 3, i * 3 + 3);
  }
  return { width, height, rgb };
}

describe("scaleByLanczos()", () => {
  test("keeps an even picture even, to its edges", () => {
    const { rgb } = scaleByLanczos(
      draw(97, 61, () => 200),
      { width: 13, height: 8 },
    );
    expect(new Set(rgb)).toEqual(new Set([200]));
  });

  test("leaves a picture of the same size as it is", () => {
    const picture = draw(20, 12, (x, y) => (x * 37 + y * 91) % 256);
    expect(scaleByLanczos(picture, picture)).toEqual(picture);
  });

  test("keeps everything in its place, in both directions", () => {
    const slope = draw(160, 80, (x, y) => (x + y) / 2);
    const { rgb, width } = scaleByLanczos(slope, { width: 40, height: 20 });
    const at = (x: number, y: number) => rgb[(y * width + x) * 3]!;
    // The middle of the small pixel (20, 10) is (82, 42) of the large one, whose own middle is half a pixel off.
    expect(at(20, 10)).toBeWithin(61, 63);
    expect(at(30, 5)).toBeWithin(71, 73);
  });
});
