import { expect, test } from "bun:test";
import { findExamples, findUndocumented } from "./check_docs.ts";

test("findUndocumented() names what has no doc comment", () => {
  const source =
    "/** Kept. */\nexport function kept() {}\n\nexport const bare = 1;\nconst inner = 2;\n";
  expect(findUndocumented(source)).toEqual(["bare"]);
});

test("findUndocumented() lets a type share the comment of its value", () => {
  const source = '/** Names. */\nexport const NAMES = ["a"] as const;\nexport type NAMES = "a";\n';
  expect(findUndocumented(source)).toEqual([]);
});

test("findExamples() gives the code without the comment's stars", () => {
  const source =
    "/**\n * Adds.\n *\n * @example\n * ```ts\n * add(1, 2);\n * add(3, 4);\n * ```\n */\n";
  expect(findExamples("a.ts", source)).toEqual([
    { file: "a.ts", line: 4, code: "add(1, 2);\nadd(3, 4);" },
  ]);
});
