import { expect, test } from "bun:test";
import { makeFigure } from "../study/figure.ts";
import { isKept } from "../study/study.ts";
import { printResult } from "./figures.ts";

const machine = {
  cpu: "A chip",
  cores: 2,
  memoryBytes: 24e9,
  system: "Linux 6",
  load: 0.5,
  versions: { bun: "1.4.5" },
  commit: "0123456789ab",
  at: "2026-11-24T00:00:00.000Z",
};

function print(...figures: ReturnType<typeof makeFigure>[]): string {
  return printResult({ study: "smoke", machine, seconds: 61.2, figures, missing: [] });
}

test("printResult() marks what keeps its target and what misses it", () => {
  const text = print(
    makeFigure("start", [90, 100, 200], {
      unit: "ms",
      statistic: "median",
      target: { atMost: 120 },
    }),
    makeFigure("memory", [150, 210], { unit: "MB", statistic: "max", target: { atMost: 200 } }),
  );
  expect(text).toMatch(/^start +≤ 120 ms +median 100 ms +90 – 200 +3 +pass$/m);
  expect(text).toMatch(/^memory +≤ 200 MB +max 210 MB +150 – 210 +2 +MISS$/m);
});

test("printResult() judges nothing without a target", () => {
  expect(print(makeFigure("list", [80], { unit: "ms", statistic: "median" }))).not.toMatch(
    /pass|MISS/,
  );
});

test("printResult() says where and with what it was measured", () => {
  const text = print(
    makeFigure("a", [1], { unit: "x", statistic: "median", note: "on a quiet day" }),
  );
  expect(text).toContain("a: on a quiet day\n");
  expect(text).toContain(
    "smoke, 61 s. 2 × A chip, 24.0 GB, Linux 6; bun 1.4.5; commit 0123456789ab; load 0.5",
  );
});

test("makeFigure() takes the statistic that was asked for", () => {
  const samples = Array.from({ length: 101 }, (_, index) => index);
  const take = (statistic: "median" | "max" | "p99") =>
    makeFigure("a", samples, { unit: "ms", statistic }).value;
  expect([take("median"), take("p99"), take("max")]).toEqual([50, 99, 100]);
});

test("makeFigure() keeps few samples whole and of many only what they come to", () => {
  const many = Array.from({ length: 1000 }, () => 1);
  expect(makeFigure("a", [1, 2], { unit: "ms", statistic: "max" }).samples).toEqual([1, 2]);
  expect(makeFigure("a", many, { unit: "ms", statistic: "max" }).samples).toBeUndefined();
});

test.each([
  ["at most", { atMost: 1 }, [true, true, false]],
  ["at least", { atLeast: 1 }, [false, true, true]],
] as const)("isKept() of %s lets a figure be just its target", (_what, target, verdicts) => {
  const figure = (value: number) =>
    makeFigure("a", [value], { unit: "count", statistic: "max", target });
  expect([0, 1, 2].map((value) => isKept(figure(value)))).toEqual([...verdicts]);
});

test("printResult() shows a least value as such", () => {
  const text = print(
    makeFigure("faster", [2, 2.5, 3], { unit: "x", statistic: "median", target: { atLeast: 2 } }),
  );
  expect(text).toMatch(/^faster +≥ 2.00 × +median 2.50 × .* pass$/m);
});
