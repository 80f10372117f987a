import { expect, test } from "bun:test";
import { printerOf, printQuantity, scaleOf } from "./amounts.ts";

test.each([
  [29.232, "ms", "29.2 ms"],
  [0.0042, "ms", "0.0042 ms"],
  [4_100, "ms", "4.10 s"],
  [116_846_592, "bytes", "117 MB"],
  [1.1257, "x", "1.13 ×"],
  [1, "x", "1.00 ×"],
  [0.941, "share", "0.94"],
  [12_345, "count", "12,345"],
  [1_234, "count", "1234"],
  [45_321.7, "per s", "45,322 per s"],
  [0.98765, "ssim", "0.9877"],
  [0, "count", "0"],
] as const)("printQuantity() writes %d %s as %s", (value, unit, text) => {
  expect(printQuantity(value, unit)).toBe(text);
});

test("scaleOf() writes a column in one unit with as many digits as its largest needs", () => {
  const { unit, print } = scaleOf("ms", [900, 19_400]);
  expect([unit, print(900), print(19_400)]).toEqual(["s", "0.9", "19.4"]);
});

test("printerOf() leaves something of a value that is small beside the largest", () => {
  const print = printerOf([507, 119, 0.483, 0, 2.2]);
  expect([507, 119.4, 0.483, 0, 2.2].map(print)).toEqual(["507", "119", "0.48", "0", "2.2"]);
});
