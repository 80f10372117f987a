import { expect, test } from "bun:test";
import { printTable } from "./table.ts";

test("printTable() makes each column as wide as its widest cell", () => {
  const columns = [{ heading: "what" }, { heading: "ms", align: "right" }] as const;
  expect(
    printTable(columns, [
      ["start", "7"],
      ["x", "1234"],
    ]),
  ).toBe(["what     ms", "-----  ----", "start     7", "x      1234", ""].join("\n"));
});

test("printTable() leaves no spaces at the end of a line", () => {
  const text = printTable(
    [{ heading: "a" }, { heading: "b" }],
    [
      ["long", ""],
      ["s", "t"],
    ],
  );
  expect(text).not.toMatch(/ $/m);
});

test("printTable() measures columns by what is seen, not by code units", () => {
  const [, , wide, plain] = printTable(
    [{ heading: "n" }, { heading: "v" }],
    [
      ["写真", "1"],
      ["abcd", "2"],
    ],
  ).split("\n");
  expect(Bun.stringWidth(wide ?? "")).toBe(Bun.stringWidth(plain ?? ""));
});

test("printTable() without rows is headings and a rule", () => {
  expect(printTable([{ heading: "a" }], [])).toBe("a\n-\n");
});
