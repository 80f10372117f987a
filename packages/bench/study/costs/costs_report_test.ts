import { expect, test } from "bun:test";
import { makeCase } from "../case.ts";
import { costsCharts, costsFigures } from "./costs_report.ts";

const CASES = [
  makeCase({ id: "thread", series: "thread", role: "acacia", params: {} }, [
    { startMs: 50, addedBytes: 14e6, p50Ms: 0.018 },
  ]),
  makeCase({ id: "process", series: "process", role: "acacia", params: {} }, [
    { startMs: 60, addedBytes: 53e6, p50Ms: 0.023 },
  ]),
  makeCase({ id: "process, 1 MB", series: "process", role: "acacia", params: {} }, [{ p50Ms: 1 }]),
];

test("`costsCharts()` names the least and the most, whoever it is", () => {
  expect(costsCharts(CASES).map(({ title }) => title)).toEqual([
    "Thread takes 50 ms to start, process 60 ms",
    "Thread takes 14 MB of memory, process 53 MB",
    "Thread takes 18 µs there and back, process, 1 MB 1000 µs",
  ]);
  expect(costsCharts([])).toEqual([]);
});

test("`costsFigures()` tells of each case what was measured of it", () => {
  expect(costsFigures(CASES).map(({ name, value }) => `${name} ${value}`)).toContain(
    "process: memory of one more 53",
  );
  expect(costsFigures(CASES)).toHaveLength(7);
});
