import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { AcaciaError } from "../errors.ts";
import { parseDuration, printDuration } from "./duration.ts";

type Printer = (ms: number) => string;

const spans = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 10 * 86_400_000 }),
  fc.integer({ min: 0, max: 2 ** 52 }),
);

describe("parseDuration()", () => {
  test.each([
    ["0", 0],
    ["30", 30_000],
    ["0.5", 500],
    ["250ms", 250],
    ["1.5s", 1500],
    ["30s", 30_000],
    ["2m", 120_000],
    ["2m5s", 125_000],
    ["1h30m", 5_400_000],
    ["1h 30m", 5_400_000],
    ["30d", 2_592_000_000],
    ["2w", 1_209_600_000],
    ["1w1d1h1m1s1ms", 694_861_001],
  ])("reads %p", (text, ms) => expect(parseDuration(text)).toBe(ms));

  test.each(["", " ", "s", "-1s", "1x", "1s1m", "1s1s", "1e3", "tomorrow", "999999999999w"])(
    "refuses %p",
    (text) => expect(() => parseDuration(text)).toThrow(AcaciaError),
  );

  test("refuses a megabyte of digits", () =>
    expect(() => parseDuration("1".repeat(1e6))).toThrow(AcaciaError));

  test("refuses with the code of a usage error", () =>
    expect(() => parseDuration("soon")).toThrow(expect.objectContaining({ code: "usage" })));
});

describe("printDuration()", () => {
  test.each([
    [0, "0ms"],
    [999, "999ms"],
    [1000, "1s"],
    [4240, "4.2s"],
    [59_949, "59.9s"],
    [59_950, "1m"],
    [125_000, "2m5s"],
    [3_599_600, "1h"],
    [5_400_000, "1h30m"],
    [86_390_000, "1d"],
    [273_600_000, "3d4h"],
  ])("prints %p", (ms, text) => expect(printDuration(ms)).toBe(text));

  test("is read back within a twentieth", () => assertReadsBack(printDuration));

  test("fails its law when the smaller unit is rounded on its own", () => {
    const broken: Printer = (ms) => `${Math.floor(ms / 60_000)}m`;
    expect(() => assertReadsBack(broken)).toThrow();
  });
});

function assertReadsBack(print: Printer): void {
  fc.assert(
    fc.property(spans, (ms) => {
      const read = parseDuration(print(ms));
      expect(Math.abs(read - ms)).toBeLessThanOrEqual(ms / 20);
      expect(print(read)).toBe(print(ms));
    }),
  );
}
