import { expect, test } from "bun:test";
import { type CaseResult, makeCase } from "../case.ts";
import { cpuChart, cpuFigures, heldChart } from "./cpu_report.ts";
import { checkResults, PIECES } from "./measure_ways.ts";
import type { Work } from "./piece.ts";
import type { WayName } from "./ways.ts";

function caseOf(work: Work, series: WayName, wallMs: readonly number[]): CaseResult {
  const about = { id: `${work}, ${series}`, series, role: "acacia", params: { work } } as const;
  return makeCase(
    about,
    wallMs.map((ms) => ({ wallMs: ms, longestMs: ms / 10 })),
  );
}

const CASES = [
  caseOf("computing", "sequential", [1000, 2000, 1000]),
  caseOf("computing", "async", [1000, 2000, 1000]),
  caseOf("computing", "threads", [500, 1000, 500]),
];

test("`cpuChart()` says what the figures say, and compares within a round", () => {
  const chart = cpuChart(CASES);
  expect(chart?.title).toBe("An event loop makes computing 1.0 times as fast, Workers 2.0");
  expect(chart?.rows.map(({ name, text }) => `${name} ${text}`)).toEqual([
    "computing: async 1.0 ×",
    "computing: threads 2.0 ×",
  ]);
});

test("`cpuChart()` shows nothing when nothing was measured", () => {
  expect(cpuChart([])).toBeNull();
  expect(heldChart([])).toBeNull();
  expect(cpuFigures([])).toEqual([]);
});

test("`heldChart()` names the longest and the shortest", () => {
  expect(heldChart(CASES)?.title).toContain("computing, threads for 50 ms");
});

test.each([
  ["a piece that is missing", PIECES - 1, "same"],
  ["a piece that came to something else", PIECES, "other"],
] as const)("`checkResults()` refuses %s", (_what, count, last) => {
  const results = Array.from({ length: count }, () => "same").with(-1, last);
  expect(() => checkResults(results, "same")).toThrow("Cannot take the run as a sample");
});
