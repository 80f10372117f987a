import { expect, test } from "bun:test";
import { type CaseResult, type Metrics, makeCase, type Role } from "../case.ts";
import { isKept } from "../study.ts";
import { linearity, queueCharts, queueFigures } from "./queue_report.ts";

function noOp(series: string, role: Role, perSecond: number): CaseResult {
  return makeCase({ id: `no-op: ${series}`, series, role, params: {} }, [{ perSecond }]);
}

function workers(count: number, runMs: number): CaseResult {
  const series = `queue, ${count} worker${count === 1 ? "" : "s"} far away`;
  const runs: Metrics[] = [{ runMs }];
  return makeCase({ id: series, series, role: "acacia", params: { files: 100 * count } }, runs);
}

const CASES = [
  noOp("Acacia's jobs on BullMQ", "acacia", 9_000),
  noOp("bare BullMQ", "ceiling", 12_000),
  noOp("RQ, SimpleWorker", "peer", 300),
  workers(1, 1_000),
  workers(8, 1_250),
];

test("`queueFigures()` keeps and misses targets by what was measured", () => {
  const kept = queueFigures(CASES).map((figure) => [figure.name, figure.value, isKept(figure)]);
  expect(kept).toEqual([
    ["jobs that do nothing, times as fast as bare BullMQ", 0.75, false],
    ["jobs that do nothing, times as fast as RQ, SimpleWorker", 30, true],
    ["8 workers, share of 8 times one", 0.8, false],
  ]);
});

test("`linearity()` counts files a second inside the run", () => {
  expect(linearity(CASES).map(({ workers, rate }) => [workers, rate.median])).toEqual([
    [1, 100],
    [8, 640],
  ]);
});

test("`queueCharts()` says what the figures say", () => {
  expect(queueCharts(CASES).map(({ title }) => title)).toEqual([
    "9,000 jobs a second that do nothing: 0.75 times bare BullMQ, 30 times RQ, SimpleWorker",
    "8 workers fetch 6.4 times as many files a second as one",
  ]);
  expect(queueCharts([])).toEqual([]);
});
