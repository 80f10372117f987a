import { describe, expect, test } from "bun:test";
import type { TransferSpan } from "../../transfer_spans.ts";
import { findSettled, steadyRate, widthOver } from "./width.ts";

/** Lanes that run transfers of 50 ms one after the other, from a time to a time. */
function lanes(count: number, { fromMs, toMs }: { fromMs: number; toMs: number }): TransferSpan[] {
  const spans: TransferSpan[] = [];
  for (let at = fromMs; at < toMs; at += 50) {
    for (let slot = 0; slot < count; slot++) {
      spans.push({ slot, fromMs: at, toMs: at + 50, attempts: 1, isStored: true });
    }
  }
  return spans;
}

describe("widthOver()", () => {
  test("is how many ran at once, from the first transfer on", () => {
    const looks = widthOver(lanes(8, { fromMs: 300, toMs: 2_300 }));
    expect(looks[0]!.atMs).toBe(0);
    expect(looks.every(({ width }) => Math.abs(width - 8) < 1e-9)).toBe(true);
  });

  test("leaves out where a run only ends", () => {
    const late = { slot: 0, fromMs: 950, toMs: 60_000, attempts: 1, isStored: true };
    const looks = widthOver([...lanes(4, { fromMs: 0, toMs: 1_000 }), late]);
    expect(looks.at(-1)!.atMs).toBeLessThan(1_000);
  });

  test("of no transfers is nothing", () => {
    expect(widthOver([])).toEqual([]);
  });
});

describe("findSettled()", () => {
  const grown = [
    ...lanes(4, { fromMs: 0, toMs: 2_000 }),
    ...lanes(32, { fromMs: 2_000, toMs: 12_000 }),
  ];

  test("tells when the final width was reached, less than a third of a window too early", () => {
    const { afterMs, afterFiles, width } = findSettled(grown);
    expect(width).toBeCloseTo(32, 5);
    expect(afterMs).toBeWithin(1_400, 2_001);
    expect(afterFiles).toBeWithin(100, 161);
  });

  test("of a width that never changes is at once", () => {
    expect(findSettled(lanes(8, { fromMs: 0, toMs: 10_000 })).afterMs).toBe(0);
  });

  test("is not before a width that is left again", () => {
    const lost = [...grown, ...lanes(4, { fromMs: 12_000, toMs: 14_000 })];
    const back = [...lost, ...lanes(32, { fromMs: 14_000, toMs: 24_000 })];
    expect(findSettled(back).afterMs).toBeGreaterThan(13_000);
  });
});

test("steadyRate() counts what ended after a moment", () => {
  const spans = lanes(10, { fromMs: 0, toMs: 5_000 });
  expect(steadyRate(spans, 1_000)).toBeWithin(195, 205);
});
