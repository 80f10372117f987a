import { expect, test } from "bun:test";
import { printBytes, printCompact, printMonth, printPercent, printTime } from "./quantities.ts";

test.each([
  [0, "0 byte"],
  [208_000, "208 kB"],
  [999_600, "1 MB"],
  [1_650_000, "1.7 MB"],
  [39_900_000_000, "39.9 GB"],
  [2_500_000_000_000, "2.5 TB"],
])("printBytes() writes %d as %s", (bytes, text) => {
  expect(printBytes(bytes)).toBe(text);
});

test.each([
  [-5, "0:00"],
  [22_400, "0:22"],
  [61_000, "1:01"],
  [3_725_000, "1:02:05"],
])("printTime() writes %d ms as %s", (ms, text) => {
  expect(printTime(ms)).toBe(text);
});

test("printMonth() names the month of a bucket, whatever the time zone", () => {
  expect(printMonth("2026-11")).toBe("November 2026");
});

test("printCompact() shortens thousands", () => expect(printCompact(1_234)).toMatch(/^1\.2[kK]$/));

test("printPercent() rounds to whole ones", () => expect(printPercent(0.336)).toBe("34\u202f%"));
