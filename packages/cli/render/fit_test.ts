import { expect, test } from "bun:test";
import { cutText, fitFigure, fitText } from "./fit.ts";

test.each([
  ["a text that fits", "cat", 5, "cat"],
  ["a long one, with an ellipsis", "caterpillar", 5, "cate…"],
  ["wide characters by their width", "猫猫猫猫", 5, "猫猫…"],
  ["before a wide character that fits in half", "ab🆎cd", 4, "ab…"],
  ["before one that stands at the very end", "a猫猫猫", 5, "a猫…"],
  ["before a wide one at the beginning", "🆎cd", 2, "…"],
  ["to nothing", "cat", 0, ""],
  ["to one column", "cat", 1, "…"],
])("cutText() cuts %s", (_what, text, columns, expected) => {
  expect(cutText(text, columns)).toBe(expected);
});

test("cutText() counts no columns for colours, and ends them", () => {
  const cut = cutText("\x1b[31mcaterpillar\x1b[39m", 5);
  expect([Bun.stringWidth(cut), Bun.stripANSI(cut), cut.includes("\x1b[39m")]).toEqual([
    5,
    "cate…",
    true,
  ]);
});

test("fitText() fills at the right, fitFigure() at the left", () => {
  expect([fitText("猫", 4), fitFigure("12 kB", 7)]).toEqual(["猫  ", "  12 kB"]);
});
