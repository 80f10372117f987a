import { expect, test } from "bun:test";
import fc from "fast-check";
import { KINDS, kindOf, withKind, withoutLast } from "./kinds.ts";

test.each([
  ["", "all"],
  ["cats type:video score:>5", "video"],
  ["type:photo", "photo"],
  ["type:unknown", ""],
  ["-type:gif", ""],
  ["(type:gif OR cats)", ""],
  ["cats OR type:gif", ""],
] as const)("kindOf() reads %p as %p", (q, kind) => {
  expect(kindOf(q)).toBe(kind);
});

test("withKind() changes the kind and keeps the other words", () => {
  const words = fc.array(fc.constantFrom("cats", "score:>5", "tag:meme", "r:aww"), {
    maxLength: 4,
  });
  fc.assert(
    fc.property(
      words,
      fc.constantFrom(...KINDS),
      fc.constantFrom(...KINDS),
      (list, before, after) => {
        const q = withKind(withKind(list.join(" "), before), after);
        expect(kindOf(q)).toBe(after);
        expect(q.split(" ").filter((word) => word !== "" && !word.startsWith("type:"))).toEqual(
          list,
        );
      },
    ),
  );
});

test.each([
  ["cats type:video", "cats"],
  ['cats "exact words"', "cats"],
  ["cats (a OR b)", "cats"],
  ["cats", ""],
  ["cats (a (b OR c))", "cats"],
])("withoutLast() shortens %p to %p", (q, rest) => {
  expect(withoutLast(q)).toBe(rest);
});

test("withKind() leaves what is in brackets as it is", () => {
  expect(withKind("(cats OR type:gif)", "photo")).toBe("type:photo (cats OR type:gif)");
  expect(withKind("cats OR type:gif", "photo")).toBe("type:photo (cats OR type:gif)");
});
