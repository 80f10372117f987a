import { expect, test } from "bun:test";
import { sharpSizeFor } from "./sharp_size.ts";

test.each([
  ["a phone gets 960 px of a large picture", 4000, 900, 960],
  ["a wide window gets 1600 px", 4000, 1400, 1600],
  ["a fine screen gets the original", 4000, 2800, "original"],
  ["a zoomed picture gets the original", 4000, 9000, "original"],
  ["no size is made that the original does not have", 1200, 1100, "original"],
  ["a small picture is its own", 640, 600, "original"],
  ["a picture of just that size is its own", 960, 900, "original"],
] as const)("sharpSizeFor(): %s", (_behaviour, longest, shown, size) => {
  expect(sharpSizeFor(longest, shown)).toBe(size);
});
