import { expect, test } from "bun:test";
import { type CaseResult, makeCase, type Role } from "../case.ts";
import { isKept } from "../study.ts";
import { webChart, webFigures } from "./web_report.ts";

function caseOf(series: string, role: Role, perSecond: number): CaseResult {
  const about = { id: `thumbnails, ${series}`, series, role, params: {} };
  return makeCase(about, [{ perSecond, p99Ms: 1 }]);
}

const CASES = [caseOf("Acacia", "acacia", 60_000), caseOf("nginx", "peer", 75_000)];

test("`webFigures()` misses its target when nginx is ahead", () => {
  const [figure] = webFigures(CASES);
  expect(figure).toMatchObject({
    name: "thumbnails over HTTP, times as fast as nginx",
    value: 0.8,
  });
  expect(isKept(figure!)).toBe(false);
});

test("`webChart()` says so too", () => {
  expect(webChart(CASES)?.title).toBe(
    "The gallery answers 60,000 thumbnails a second: 0.80 times nginx",
  );
  expect(webChart([])).toBeNull();
});
