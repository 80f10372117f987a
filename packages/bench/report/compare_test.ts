import { expect, test } from "bun:test";
import { makeFigure } from "../study/figure.ts";
import { sampleCase, sampleResult } from "../testing/sample_result.ts";
import { compareResults } from "./compare.ts";

const wall = (...samples: number[]) =>
  sampleResult({
    cases: [
      sampleCase(
        "pool",
        samples.map((wallMs) => ({ wallMs })),
      ),
    ],
  });
const changeOf = (base: number[], now: number[]) =>
  compareResults(wall(...base), wall(...now)).comparisons[0]!;

test("compareResults() tells faster from slower when the intervals are apart", () => {
  expect(changeOf([100, 101, 102, 103, 104], [50, 51, 52, 53, 54]).change).toBe("better");
  expect(changeOf([50, 51, 52, 53, 54], [100, 101, 102, 103, 104]).change).toBe("worse");
});

test("compareResults() calls it noise where the intervals overlap, whatever the medians say", () => {
  expect(changeOf([100, 110, 120, 130, 140], [105, 125, 135, 145, 150]).change).toBe("noise");
});

test("compareResults() gives the ratio of the medians and where it likely lies", () => {
  const { ratio, interval } = changeOf([100, 100, 100, 100, 110], [200, 200, 200, 200, 220]);
  expect(ratio).toBe(2);
  expect(interval!.low).toBeLessThanOrEqual(2);
  expect(interval!.high).toBeGreaterThanOrEqual(2);
});

test("compareResults() knows which way is good of each metric", () => {
  const rate = (perSecond: number) =>
    sampleResult({ cases: [sampleCase("pool", [{ perSecond }, { perSecond }])] });
  expect(compareResults(rate(10), rate(20)).comparisons[0]!.change).toBe("better");
  expect(compareResults(rate(20), rate(10)).comparisons[0]!.change).toBe("worse");
});

test("compareResults() sorts by how surely each changed", () => {
  const result = (far: number, near: number) =>
    sampleResult({
      cases: [
        sampleCase("still", [{ wallMs: 10 }, { wallMs: 12 }]),
        sampleCase("near", [{ wallMs: near }, { wallMs: near + 1 }]),
        sampleCase("far", [{ wallMs: far }, { wallMs: far + 1 }]),
      ],
    });
  const { comparisons } = compareResults(result(10, 10), result(90, 20));
  expect(comparisons.map(({ base }) => base.what)).toEqual(["far", "near", "still"]);
});

test("compareResults() holds figures beside each other too, and says what only one has", () => {
  const figure = (name: string, value: number) =>
    makeFigure(name, [value], { unit: "count", statistic: "max", target: { atMost: 0 } });
  const { comparisons, gone, added } = compareResults(
    sampleResult({ figures: [figure("asked again", 0), figure("old", 1)] }),
    sampleResult({ figures: [figure("asked again", 3), figure("new", 1)] }),
  );
  expect(comparisons).toMatchObject([{ change: "worse", ratio: undefined, interval: undefined }]);
  expect([...gone, ...added].map(({ what }) => what)).toEqual(["old", "new"]);
});
