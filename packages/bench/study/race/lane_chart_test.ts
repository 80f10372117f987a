import { expect, test } from "bun:test";
import type { TransferSpan } from "../transfer_spans.ts";
import { laneChart, lanesOf } from "./lane_chart.ts";

function span(slot: number, fromMs: number, more: Partial<TransferSpan> = {}): TransferSpan {
  return { slot, fromMs, toMs: fromMs + 50, attempts: 1, isStored: true, ...more };
}

test("lanesOf() gives each slot a lane, in order", () => {
  const lanes = lanesOf([span(1, 0), span(0, 5), span(1, 60)]);
  expect(lanes.map((lane) => lane.map(({ fromMs }) => fromMs))).toEqual([[5], [0, 60]]);
});

test("lanesOf() lets no two spans of a lane overlap", () => {
  const [lane] = lanesOf([span(0, 0), span(0, 45)]);
  expect(lane?.[0]?.toMs).toBe(45);
});

test("lanesOf() marks what needed a second attempt, and what did not come", () => {
  const [lane] = lanesOf([
    span(0, 0),
    span(0, 60, { attempts: 2 }),
    span(0, 120, { isStored: false }),
  ]);
  expect(lane?.map(({ tone }) => tone)).toEqual(["work", "bad", "bad"]);
});

test("laneChart() names who is done first and last, on the clock of the last", () => {
  const chart = laneChart([
    { runner: { strategy: "sequential", jobs: 1 }, spans: [span(0, 0)], endMs: 5_000 },
    { runner: { strategy: "adaptive", jobs: 64 }, spans: [span(0, 0)], endMs: 500 },
  ]);
  expect(chart.durationMs).toBe(5_000);
  expect(chart.title).toBe(
    "adaptive (up to 64 at once) is done after 0.50 s, sequential (1 at once) after 5.00 s",
  );
});
