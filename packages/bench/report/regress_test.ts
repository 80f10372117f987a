import { expect, test } from "bun:test";
import type { CaseResult, Metrics } from "../study/case.ts";
import { makeFigure } from "../study/figure.ts";
import { sampleCase, sampleResult } from "../testing/sample_result.ts";
import { findRegressions, type RegressOptions } from "./regress.ts";

const FAST = [100, 101, 102, 103, 104];
const SLOW = [150, 151, 152, 153, 154];

function regress(
  [base, now]: readonly [Metrics[], Metrics[]],
  { about, ...options }: RegressOptions & { about?: Partial<CaseResult> } = {},
) {
  const result = (runs: Metrics[]) => sampleResult({ cases: [sampleCase("pool", runs, about)] });
  return findRegressions(result(base), result(now), options).map(({ kind }) => kind);
}
const wall = (samples: number[]) => samples.map((wallMs) => ({ wallMs }));
const rate = (samples: number[]) => samples.map((perSecond) => ({ perSecond }));

test.each([
  ["finds a time whose interval lies above", wall(FAST), wall(SLOW), ["worse"]],
  ["lets a time pass that became shorter", wall(SLOW), wall(FAST), []],
  ["finds a rate whose interval lies below", rate(SLOW), rate(FAST), ["worse"]],
  ["lets a rate pass that grew", rate(FAST), rate(SLOW), []],
  ["lets noise pass", wall(FAST), wall([99, 103, 104, 104, 170]), []],
  ["finds a count that is another, up", [{ requests: 500 }], [{ requests: 501 }], ["exact"]],
  ["finds a count that is another, down", [{ requests: 500 }], [{ requests: 499 }], ["exact"]],
  ["lets the same count pass", [{ requests: 500 }], [{ requests: 500 }], []],
  [
    "finds a metric that is no longer measured",
    [{ wallMs: 1, cpuMs: 1 }],
    [{ wallMs: 1 }],
    ["gone"],
  ],
])("findRegressions() %s", (_behaviour, base, now, kinds) => {
  expect(regress([base, now])).toEqual(kinds as never);
});

test("findRegressions() leaves peers and ceilings out: they change without us", () => {
  for (const role of ["peer", "ceiling"] as const) {
    expect(regress([wall(FAST), wall(SLOW)], { about: { role } })).toEqual([]);
  }
});

test("findRegressions() looks at nothing but exact counts when told so", () => {
  const runs = (wallMs: number, requests: number) => [{ wallMs, requests }];
  expect(regress([runs(1, 5), runs(9, 5)], { isExactOnly: true })).toEqual([]);
  expect(regress([runs(1, 5), runs(9, 6)], { isExactOnly: true })).toEqual(["exact"]);
});

test("findRegressions() finds a target that was kept and is missed, though the intervals overlap", () => {
  const result = (most: number) =>
    sampleResult({
      figures: [
        makeFigure("memory", [90, most], { unit: "MB", statistic: "max", target: { atMost: 100 } }),
      ],
    });
  expect(findRegressions(result(99), result(101))).toMatchObject([{ kind: "missed" }]);
  expect(findRegressions(result(101), result(101))).toEqual([]);
});
