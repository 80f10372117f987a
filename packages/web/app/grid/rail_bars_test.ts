import { expect, test } from "bun:test";
import fc from "fast-check";
import { RailBars, type RailPlace } from "./rail_bars.ts";

const PIECES = [
  { key: "2026-11:~b", count: 512 },
  { key: "2026-11:b~", count: 88 },
  { key: "2026-10", count: 40 },
  { key: "none:~c", count: 512 },
  { key: "none:c~", count: 10 },
];

test("RailBars has one bar for a month, however many pieces it has", () => {
  expect(new RailBars(PIECES).bars.map(({ label, count }) => [label, count])).toEqual([
    ["2026-11", 600],
    ["2026-10", 40],
    ["none", 522],
  ]);
});

test("RailBars has a bar for each piece of an order that is not by date", () => {
  const pieces = [
    { key: "~a", count: 512 },
    { key: "a~b", count: 512 },
  ];
  expect(new RailBars(pieces).bars).toHaveLength(2);
});

test("RailBars of nothing has no bars, and its only place is the start", () => {
  const rail = new RailBars([]);
  expect([
    rail.bars,
    rail.toBar({ index: 3, within: 0.5 }),
    rail.toPiece({ index: 0, within: 1 }),
  ]).toEqual([[], { index: 0, within: 0 }, { index: 0, within: 0 }]);
});

const pieces = fc
  .array(
    fc.record({ month: fc.integer({ min: 1, max: 9 }), count: fc.integer({ min: 1, max: 600 }) }),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((list) =>
    list
      .toSorted((a, b) => b.month - a.month)
      .map(({ month, count }, at) => ({ key: `2026-0${month}:${at}~`, count })),
  );

/** The law: from a piece to its bar and back is where one was. */
function returns(toBar: (rail: RailBars, place: RailPlace) => RailPlace) {
  return fc.property(pieces, fc.nat(), fc.integer({ min: 1, max: 9 }), (list, at, tenth) => {
    const rail = new RailBars(list);
    const place = { index: at % list.length, within: tenth / 10 };
    const back = rail.toPiece(toBar(rail, place));
    return back.index === place.index && Math.abs(back.within - place.within) < 1e-6;
  });
}

test("RailBars leads from a piece to its bar and back", () => {
  fc.assert(returns((rail, place) => rail.toBar(place)));
});

test("RailBars: the law catches a way that forgets the pieces before", () => {
  const forgetful = (rail: RailBars, place: RailPlace) => ({
    ...rail.toBar(place),
    within: place.within,
  });
  expect(() => fc.assert(returns(forgetful), { seed: 1, numRuns: 1_000 })).toThrow();
});
