import { expect, test } from "bun:test";
import fc from "fast-check";
import { type LayoutOptions, layoutRows, MAX_STRETCH, type Rows } from "./layout.ts";

type Layout = (ratios: number[], options: LayoutOptions) => Rows;

const ratios = fc.array(fc.double({ min: 0.05, max: 12, noNaN: true }), {
  minLength: 1,
  maxLength: 120,
});
const options = fc.record({
  width: fc.integer({ min: 300, max: 2_600 }),
  rowHeight: fc.integer({ min: 78, max: 300 }),
  gap: fc.constantFrom(0, 3, 6),
});

function law(
  layout: Layout,
  holds: (rows: Rows, ratios: number[], options: LayoutOptions) => void,
): void {
  fc.assert(
    fc.property(ratios, options, (list, wish) => holds(layout(list, wish), list, wish)),
    { numRuns: 150 },
  );
}

function everyItemOnceInOrder(rows: Rows, list: number[]): void {
  expect(rows.first[0]).toBe(0);
  expect(rows.first[rows.count]).toBe(list.length);
  for (let row = 0; row < rows.count; row++) {
    expect(rows.first[row + 1]).toBeGreaterThan(rows.first[row] ?? Infinity);
  }
}

function nothingOverlaps(rows: Rows, _: number[], { gap }: LayoutOptions): void {
  for (let row = 0; row < rows.count; row++) {
    const below = rows.top[row + 1] ?? rows.total;
    expect((rows.top[row] ?? 0) + (rows.height[row] ?? 0) + gap).toBeLessThanOrEqual(below);
    for (let item = (rows.first[row] ?? 0) + 1; item < (rows.first[row + 1] ?? 0); item++) {
      const end = (rows.x[item - 1] ?? 0) + (rows.width[item - 1] ?? 0);
      expect(rows.x[item]).toBe(end + gap);
    }
  }
}

function rowsAreEquallyWide(rows: Rows, _: number[], { width, rowHeight }: LayoutOptions): void {
  for (let row = 0; row < rows.count; row++) {
    const last = (rows.first[row + 1] ?? 1) - 1;
    const end = (rows.x[last] ?? 0) + (rows.width[last] ?? 0);
    const isShortEnd = row === rows.count - 1 && rows.height[row] === rowHeight;
    if (!isShortEnd) expect(end).toBe(width);
    expect(end).toBeLessThanOrEqual(width);
  }
}

function noRowGrowsTooHigh(rows: Rows, _: number[], { rowHeight }: LayoutOptions): void {
  const last = rows.count - 1;
  expect(rows.height[last]).toBeLessThanOrEqual(Math.ceil(rowHeight * MAX_STRETCH));
}

test("layoutRows() keeps every item once and in order", () =>
  law(layoutRows, everyItemOnceInOrder));
test("layoutRows() lets nothing overlap and keeps the gap", () => law(layoutRows, nothingOverlaps));
test("layoutRows() makes rows equally wide, but for a short last one", () =>
  law(layoutRows, rowsAreEquallyWide));
test("layoutRows() does not blow up a lonely last row", () => law(layoutRows, noRowGrowsTooHigh));

const seededBugs: readonly [string, Parameters<typeof law>[1], Layout][] = [
  [
    "a row that begins one item late",
    everyItemOnceInOrder,
    (list, wish) => {
      const rows = layoutRows(list, wish);
      return { ...rows, first: rows.first.map((first, row) => (row === 0 ? 1 : first)) };
    },
  ],
  [
    "widths that ignore the gap",
    nothingOverlaps,
    (list, wish) => layoutRows(list, { ...wish, gap: wish.gap + 1 }),
  ],
  [
    "a width that is one px off",
    rowsAreEquallyWide,
    (list, wish) => layoutRows(list, { ...wish, width: wish.width + 1 }),
  ],
  [
    "a last row that always fills",
    noRowGrowsTooHigh,
    (list, wish) => layoutRows(list, { ...wish, flush: true }),
  ],
];

test.each(seededBugs)("the layout's laws notice %s", (_bug, holds, layout) => {
  expect(() => law(layout, holds)).toThrow();
});

test("layoutRows() breaks rows at each segment and leaves room for its head", () => {
  const rows = layoutRows(new Array(12).fill(1.5), {
    width: 1_000,
    rowHeight: 200,
    gap: 6,
    segments: [
      { start: 0, headHeight: 54 },
      { start: 7, headHeight: 44 },
    ],
  });
  expect([...rows.first]).toContain(7);
  expect(rows.top[0]).toBe(54);
  const row = [...rows.first].indexOf(7);
  expect(rows.top[row]).toBe((rows.top[row - 1] ?? 0) + (rows.height[row - 1] ?? 0) + 6 + 44);
});
