import { expect, test } from "bun:test";
import { daysLeft } from "./trash_days.ts";

const DAY_MS = 86_400_000;

test.each([
  [0, 30],
  [1, 30],
  [DAY_MS, 29],
  [29.5 * DAY_MS, 1],
  [30 * DAY_MS, 0],
  [90 * DAY_MS, 0],
])("after %p ms in the trash %p days are left", (ms, days) => {
  expect(daysLeft(1_000, 1_000 + ms)).toBe(days);
});
