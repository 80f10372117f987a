import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { AcaciaError } from "../errors.ts";
import { parseSize, printSize } from "./size.ts";

type Printer = (bytes: number) => string;

const sizes = fc.oneof(
  fc.integer({ min: 0, max: 2_000_000 }),
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  fc
    .tuple(fc.integer({ min: 0, max: 14 }), fc.integer({ min: -2, max: 2 }))
    .map(([power, step]) => Math.max(0, 10 ** power + step)),
);

describe("parseSize()", () => {
  test.each([
    ["0", 0],
    ["700", 700],
    ["700B", 700],
    ["500k", 500_000],
    ["500 kB", 500_000],
    ["2M", 2_000_000],
    ["2m", 2_000_000],
    ["2.1 MB", 2_100_000],
    ["1KiB", 1024],
    ["1.5GiB", 1_610_612_736],
    ["1T", 1_000_000_000_000],
    [" 3k ", 3000],
  ])("reads %p", (text, bytes) => expect(parseSize(text)).toBe(bytes));

  test.each(["", "k", "many", "-1", "1e3", "1.2.3", "2X", "2 0", "9".repeat(17), "99999P"])(
    "refuses %p",
    (text) => expect(() => parseSize(text)).toThrow(AcaciaError),
  );

  test("refuses a megabyte of digits", () =>
    expect(() => parseSize("1".repeat(1e6))).toThrow(AcaciaError));

  test("names the text and what would be right", () => {
    const error = catchError(() => parseSize("many"));
    expect([error.code, error.message, error.hint]).toEqual([
      "usage",
      "Cannot read the size 'many': it is no number of bytes",
      "Give a size such as 700, 500k, 2M or 1.5GiB",
    ]);
  });
});

describe("printSize()", () => {
  test.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1.0 kB"],
    [34_641, "34.6 kB"],
    [210_000, "210 kB"],
    [999_499, "999 kB"],
    [999_500, "1.0 MB"],
    [2_099_999, "2.1 MB"],
    [1_610_612_736, "1.6 GB"],
  ])("prints %p", (bytes, text) => expect(printSize(bytes)).toBe(text));

  test("is read back within a twentieth", () => assertReadsBack(printSize));

  test("fails its law when the unit grows without the amount shrinking", () => {
    const broken: Printer = (bytes) => (bytes < 1000 ? `${bytes} B` : `${bytes} kB`);
    expect(() => assertReadsBack(broken)).toThrow();
  });

  test("never prints four digits before the point", () =>
    fc.assert(fc.property(sizes, (bytes) => !/\d{4}/.test(printSize(bytes)))));
});

function assertReadsBack(print: Printer): void {
  fc.assert(
    fc.property(sizes, (bytes) => {
      const read = parseSize(print(bytes));
      expect(Math.abs(read - bytes)).toBeLessThanOrEqual(bytes / 20);
      expect(print(read)).toBe(print(bytes));
    }),
  );
}

function catchError(run: () => unknown): AcaciaError {
  try {
    run();
  } catch (error) {
    if (error instanceof AcaciaError) return error;
  }
  throw new Error("Nothing was thrown");
}
