import { expect, test } from "bun:test";
import { readWhere } from "@acacia/core/where";
import { chipParts } from "./chip_parts.ts";
import { piecesOf } from "./pieces.ts";

/** Keys in angle brackets, faults in curly ones. */
function look(q: string): string {
  const faults = readWhere(q, { now: 0 }).faults.map(({ span }) => span);
  return piecesOf(q)
    .map((piece) =>
      chipParts(
        piece,
        faults.filter(({ from, to }) => from < piece.to && to > piece.from),
      )
        .map(({ text, isKey, isFault }) => {
          const shown = isKey ? `<${text}>` : text;
          return isFault ? `{${shown}}` : shown;
        })
        .join(""),
    )
    .join(" ");
}

test.each([
  ["cats", "cats"],
  ["type:video", "<type:>video"],
  ["-tag:meme", "<tag:>meme"],
  ["typ:video cats", "{<typ>}<:>video cats"],
  ["cats is:fev", "cats <is:>{fev}"],
  ["(a typ:b)", "(a {typ}:b)"],
])("the parts of %p", (q, shown) => {
  expect(look(q)).toBe(shown);
});
