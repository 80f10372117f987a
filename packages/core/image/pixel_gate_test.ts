import { expect, test } from "bun:test";
import { PixelGate } from "./pixel_gate.ts";

async function enterAll(gate: PixelGate, sizes: readonly number[]) {
  const inside: { index: number; turn: Disposable }[] = [];
  for (const [index, pixels] of sizes.entries()) {
    void gate.enter(pixels).then((turn) => inside.push({ index, turn }));
  }
  await Promise.resolve();
  return inside;
}
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("PixelGate lets pictures in together while they fit", async () => {
  const inside = await enterAll(new PixelGate(100), [40, 60, 1]);
  await settle();
  expect(inside.map(({ index }) => index)).toEqual([0, 1]);
});

test("PixelGate keeps the order: small ones do not pass a large one", async () => {
  const inside = await enterAll(new PixelGate(100), [60, 90, 5]);
  await settle();
  expect(inside.map(({ index }) => index)).toEqual([0]);
  inside[0]?.turn[Symbol.dispose]();
  await settle();
  expect(inside.map(({ index }) => index)).toEqual([0, 1, 2]);
});

test("PixelGate lets one that is larger than all pass alone", async () => {
  const inside = await enterAll(new PixelGate(100), [500, 1]);
  await settle();
  expect(inside.map(({ index }) => index)).toEqual([0]);
});
