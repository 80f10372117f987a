import { expect, test } from "bun:test";
import fc from "fast-check";
import { drawBar } from "./bar.ts";

const PLAIN = (text: string) => text;

function bar(shares: readonly number[], whole: number, columns = 10): string {
  return drawBar(
    shares.map((share) => ({ share, dress: PLAIN })),
    { whole, columns, rest: PLAIN },
  );
}

test.each([
  ["nothing", [0], 10, "──────────"],
  ["a half", [5], 10, "━━━━━─────"],
  ["half a column", [55], 100, "━━━━━╸────"],
  ["all", [10], 10, "━━━━━━━━━━"],
  ["a little, which still shows", [1], 1000, "━─────────"],
  ["an unknown whole", [5], 0, "──────────"],
  ["more than the whole", [50], 10, "━━━━━━━━━━"],
])("drawBar() draws %s", (_what, shares, whole, expected) => {
  expect(bar(shares, whole)).toBe(expected);
});

test("drawBar() puts its parts side by side", () => {
  const text = drawBar(
    [
      { share: 3, dress: (part) => part.replaceAll("━", "a") },
      { share: 2, dress: (part) => part.replaceAll("━", "b") },
    ],
    { whole: 10, columns: 10, rest: PLAIN },
  );
  expect(text).toBe("aaabb─────");
});

test("drawBar() is always as wide as asked", () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }),
      fc.nat(3000),
      fc.integer({ min: 1, max: 60 }),
      (shares, whole, columns) => Bun.stringWidth(bar(shares, whole, columns)) === columns,
    ),
  );
});
