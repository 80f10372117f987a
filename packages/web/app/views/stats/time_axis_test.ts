import { expect, test } from "bun:test";
import { fillDays, fillMonths } from "./time_axis.ts";

test("fillMonths() has every month between, over the turn of years", () => {
  const months = fillMonths(["2026-02", "2024-11"]);
  expect([months[0], months[1], months[2], months.at(-1), months.length]).toEqual([
    "2024-11",
    "2024-12",
    "2025-01",
    "2026-02",
    16,
  ]);
});

test("fillMonths() gives a lone month the year before it", () => {
  const months = fillMonths(["2026-11"]);
  expect([months[0], months.at(-1), months.length]).toEqual(["2025-12", "2026-11", 12]);
});

test("fillDays() has every day between, and two weeks at least", () => {
  expect(fillDays(["2026-11-24"])).toHaveLength(14);
  const days = fillDays(["2026-10-30", "2026-11-24", "2026-11-02"]);
  expect([days[0], days[2], days.at(-1), days.length]).toEqual([
    "2026-10-30",
    "2026-11-01",
    "2026-11-24",
    26,
  ]);
});
