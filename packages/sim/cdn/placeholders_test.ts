import { describe, expect, test } from "bun:test";
import { makePlaceholders } from "./placeholders.ts";
import { encodePng } from "./png.ts";

describe("makePlaceholders() (docs/imgur.md §4.5)", () => {
  test.each([
    ["removed", 503, 161, 81],
    ["region", 34_641, 336, 478],
  ] as const)(
    "%s: %d bytes, %d×%d, a picture that decodes",
    async (...[name, size, width, height]) => {
      const { bytes, sha256, md5 } = makePlaceholders()[name];
      expect(await new Bun.Image(bytes).metadata()).toMatchObject({ width, height, format: "png" });
      expect(await new Bun.Image(bytes).jpeg().bytes()).not.toBeEmpty();
      expect([bytes.length, sha256.length, md5.length]).toEqual([size, 64, 32]);
    },
  );

  test("are the same every time", () => {
    expect(makePlaceholders().removed.md5).toBe(makePlaceholders().removed.md5);
  });
});

test("encodePng() refuses a size that the picture does not fit in", () => {
  const picture = { width: 8, height: 8, palette: ["#000000"], pixels: new Uint8Array(64) };
  expect(() => encodePng(picture, 40)).toThrow("Cannot draw a PNG of 40 bytes");
});
