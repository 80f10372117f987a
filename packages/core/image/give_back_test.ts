import { expect, test } from "bun:test";
import { giveBack } from "./give_back.ts";

test("giveBack() frees bytes that are all of their buffer", () => {
  const bytes = new Uint8Array(1000).fill(7);
  giveBack(bytes);
  expect(bytes).toHaveLength(0);
  giveBack(bytes);
});

test("giveBack() leaves bytes alone that share a buffer with others", () => {
  const all = new Uint8Array(1000).fill(7);
  giveBack(all.subarray(10, 20));
  giveBack(Buffer.from("pooled"));
  expect(all[15]).toBe(7);
  expect(Buffer.from("whole").toString()).toBe("whole");
});
