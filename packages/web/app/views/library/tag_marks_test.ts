import { expect, test } from "bun:test";
import { changesOf, rowsOf, tagNameOf } from "./tag_marks.ts";

const HELD = {
  selected: 3,
  tags: [
    { name: "cats", items: 3 },
    { name: "dogs", items: 1 },
  ],
};

test("a tag that all have is ticked, one that some have is neither", () => {
  expect(rowsOf(HELD, new Map()).map(({ checked }) => checked)).toEqual([true, null]);
});

test("what was added stands after what they have", () => {
  const rows = rowsOf(HELD, new Map([["new", true]]));
  expect(rows.map(({ name }) => name)).toEqual(["cats", "dogs", "new"]);
});

test.each([
  ["nothing", [], { give: [], take: [] }],
  ["a tag that some have", [["dogs", true]], { give: ["dogs"], take: [] }],
  ["a tag that all have", [["cats", true]], { give: [], take: [] }],
  ["a tag taken", [["dogs", false]], { give: [], take: ["dogs"] }],
  ["a tag added and unticked again", [["new", false]], { give: [], take: [] }],
  ["a new tag", [["new", true]], { give: ["new"], take: [] }],
] as const)("changesOf() of %s", (_what, marks, changes) => {
  expect(changesOf(HELD, new Map(marks))).toEqual({
    give: [...changes.give],
    take: [...changes.take],
  });
});

test("a tag's name is kept in lower case, its spaces single", () => {
  expect(tagNameOf("  Red   Pandas ")).toBe("red pandas");
});
