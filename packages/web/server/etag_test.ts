import { expect, test } from "bun:test";
import { isKnown } from "./etag.ts";

test.each([
  ["the same", '"a"', true],
  ["one of several", '"b", "a"', true],
  ["a weak one", 'W/"a"', true],
  ["any", "*", true],
  ["another", '"b"', false],
  ["one without quotes", "a", false],
  ["a part of it", '"a', false],
  ["an empty one", "", false],
  ["none", undefined, false],
])("isKnown() of %s", (_which, header, expected) => {
  expect(isKnown(header, '"a"')).toBe(expected);
});
