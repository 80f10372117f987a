import { expect, test } from "bun:test";
import fc from "fast-check";
import { cutToFit, spreadLabels, widthOf } from "./labels.ts";

const ROOM = { gap: 10, from: 0, to: 200 };

test("spreadLabels() leaves labels where they are when they do not meet", () => {
  expect(spreadLabels([150, 20, 80], ROOM)).toEqual([150, 20, 80]);
});

test("spreadLabels() moves two that meet to both sides alike", () => {
  expect(spreadLabels([100, 104], ROOM)).toEqual([97, 107]);
});

test("spreadLabels() stays within its ends", () => {
  expect(spreadLabels([0, 0, 200, 200], ROOM)).toEqual([0, 10, 190, 200]);
});

test("spreadLabels() keeps the order, and the gap, of any labels", () => {
  // Shown failing on: levels that are dropped in place of merged.
  const wanted = fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { maxLength: 15 });
  fc.assert(
    fc.property(wanted, (places) => {
      const spread = spreadLabels(places, ROOM);
      const order = places.map((_, index) => index).sort((a, b) => places[a]! - places[b]!);
      for (const [rank, index] of order.entries()) {
        if (rank === 0) continue;
        expect(spread[index]! - spread[order[rank - 1]!]!).toBeGreaterThanOrEqual(10 - 1e-6);
      }
    }),
  );
});

test("cutToFit() cuts what is too long, by its width on screen", () => {
  expect(cutToFit("short", 100)).toBe("short");
  const cut = cutToFit("a name that goes on and on", 80);
  expect(cut).toEndWith("…");
  expect(widthOf(cut)).toBeLessThanOrEqual(80);
});
