import { expect, test } from "bun:test";
import type { BarChart } from "../chart.ts";
import { makePalette } from "../palette.ts";
import { drawBars } from "./bars.ts";

function wordsBeside(told: { unit: string; value: number; text?: string }): string {
  const { unit, ...row } = told;
  const chart: BarChart = {
    kind: "bars",
    id: "wall",
    title: "The pool is ahead",
    unit,
    rows: [{ name: "pool", role: "acacia", low: row.value, high: row.value, ...row }],
  };
  const { text } = drawBars(chart, { width: 720, palette: makePalette([chart]) });
  const words = /<text class="bar__value"[^>]*>(.*?)<\/text>/.exec(text)?.[1] ?? "";
  return words.replace(/<tspan[^>]*>/, " | ").replace("</tspan>", "");
}

test.each([
  ["the value alone", { unit: "s", value: 4.1 }, "4.10 s"],
  ["a factor beside it", { unit: "s", value: 4.1, text: "4.7 ×" }, "4.10 s | 4.7 ×"],
  [
    "a factor that is near the value by chance",
    { unit: "s", value: 1, text: "1.0 ×" },
    "1.00 s | 1.0 ×",
  ],
  [
    "a text that tells the value itself, once",
    { unit: "s", value: 4.1, text: "4.1 s, 4.7 ×" },
    "4.1 s, 4.7 ×",
  ],
  [
    "a text that is the value, rounded, exactly",
    { unit: "ms", value: 1.6, text: "2 ms" },
    "1.60 ms",
  ],
  ["a text that is the value, exactly", { unit: "×", value: 1.39, text: "1.4 ×" }, "1.39 ×"],
])("drawBars() writes %s", (_what, row, words) => {
  expect(wordsBeside(row)).toBe(words);
});

test("drawBars() gives each bar a length in proportion to its value", () => {
  const row = (name: string, value: number) => {
    return { name, role: "peer" as const, value, low: value, high: value };
  };
  const chart: BarChart = {
    kind: "bars",
    id: "wall",
    title: "b takes twice as long",
    unit: "s",
    rows: [row("a", 1), row("b", 2)],
  };
  const { text } = drawBars(chart, { width: 720, palette: makePalette([chart]) });
  const bars = [...text.matchAll(/class="bar" d="M([\d.]+) [\d.]+H([\d.]+)/g)];
  const [a = 0, b = 0] = bars.map(([, from, to]) => Number(to) - Number(from));
  expect(b / a).toBeCloseTo(2, 2);
});
