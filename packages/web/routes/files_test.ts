import { expect, test } from "bun:test";
import { readRange } from "./files.ts";

test.each([
  ["no header is the whole file", null, undefined],
  ["a range", "bytes=10-19", { from: 10, to: 20 }],
  ["an open range", "bytes=90-", { from: 90, to: 100 }],
  ["the last bytes", "bytes=-10", { from: 90, to: 100 }],
  ["more last bytes than there are", "bytes=-1000", { from: 0, to: 100 }],
  ["an end beyond the file", "bytes=50-1000", { from: 50, to: 100 }],
  ["a start beyond the file", "bytes=100-", "unsatisfiable"],
  ["the last zero bytes", "bytes=-0", "unsatisfiable"],
  ["an end before the start", "bytes=20-10", "unsatisfiable"],
  ["several ranges are the whole file", "bytes=0-1,5-6", undefined],
  ["another unit is the whole file", "pages=1-2", undefined],
  ["a number too large to count is the whole file", `bytes=${"9".repeat(40)}-`, undefined],
])("readRange(): %s", (_what, header, expected) => {
  expect(readRange(header, 100)).toEqual(expected as never);
});
