import { expect, test } from "bun:test";
import { makeTotals } from "@acacia/core/outcomes";
import type { RunDetail } from "../../../routes/run_schemas.ts";
import { compareFacts, compareSpeed, haveSameSources } from "./compare_runs.ts";
import { niceTop } from "./figures.ts";

function run(id: number, facts: Partial<RunDetail> & { stored?: number } = {}): RunDetail {
  const { stored = 100, ...rest } = facts;
  return {
    ...{ id, command: "fetch", state: "finished", startedAt: 0, finishedAt: 1, strategy: "pool" },
    ...{ jobs: "8", targets: ["r/aww"], exitCode: 0, bytesPerSecond: 0, eta: null, version: "1" },
    ...{ host: "here", settings: {}, seconds: 10, sources: [], reasons: [], notices: [] },
    ...{ credits: null, lastRow: 0, recentFrom: 0, canStop: false },
    totals: { ...makeTotals(), announced: stored, stored },
    ...rest,
  };
}

test.each([
  [
    "the faster one first, whichever was named first",
    [run(1), run(2, { stored: 250 })],
    "Run 2 was 2.5 × as fast as run 1: 25.0 against 10.0 files a second.",
  ],
  ["equal speeds", [run(1), run(2)], "Run 1 and run 2 were equally fast: 10.0 files a second."],
  [
    "one that moved nothing",
    [run(1), run(2, { stored: 0 })],
    "Run 1 and run 2 cannot be compared by speed: run 2 moved no files.",
  ],
  [
    "one that is not over",
    [run(1), run(2, { state: "running", seconds: null })],
    "Run 2 is not over: speeds are compared once it is.",
  ],
] as const)("compareSpeed() says of %s", (_what, [a, b], sentence) => {
  expect(compareSpeed(a, b)).toBe(sentence);
});

test("compareFacts() marks what differs, with each setting that either was given", () => {
  const facts = compareFacts(
    run(1, { settings: { jobs: 8, max_size: 5 } }),
    run(2, { jobs: "16", settings: { jobs: 16, where: "type:gif" } }),
  );
  expect(facts.filter(({ differs }) => differs)).toEqual([
    { name: "Slots", a: "8", b: "16", differs: true },
    { name: "--max-size", a: "5", b: "default", differs: true },
    { name: "--where", a: "default", b: "type:gif", differs: true },
  ]);
});

test("haveSameSources() does not mind the order", () => {
  const both = ["hot", "r/aww"];
  expect(haveSameSources(run(1, { targets: both }), run(2, { targets: ["r/aww", "hot"] }))).toBe(
    true,
  );
  expect(haveSameSources(run(1), run(2, { targets: both }))).toBe(false);
});

test.each([
  [0, 1],
  [0.9, 1],
  [1, 2],
  [4.7, 10],
  [17.1, 20],
  [480, 1_000],
])("a peak of %d is drawn below %d", (peak, top) => {
  expect(niceTop(peak)).toBe(top);
});
