import { expect, test } from "bun:test";
import { readRetryAfter } from "./retry_after.ts";

const NOW = Date.parse("2025-01-08T10:00:00Z");

test.each([
  ["seconds", "7", 7_000],
  ["seconds with blanks", " 30 ", 30_000],
  ["a date to come", "Wed, 08 Jan 2025 10:01:00 GMT", 60_000],
  ["a date gone by", "Wed, 08 Jan 2025 09:00:00 GMT", undefined],
  ["the edge's 0", "0", undefined],
  ["a negative number", "-3", undefined],
  ["no words", "soon", undefined],
  ["nothing", "", undefined],
  ["no header", null, undefined],
] as const)("readRetryAfter() reads %s", (_what, value, waitMs) => {
  expect(readRetryAfter(value, NOW)).toBe(waitMs);
});
