import { expect, test } from "bun:test";
import { merge } from "./merge.ts";

async function* letters(text: string, onClose?: () => void): AsyncGenerator<string> {
  try {
    yield* text;
  } finally {
    onClose?.();
  }
}

test("merge() gives every item, each source in its own order", async () => {
  const items = await Array.fromAsync(merge([letters("abc"), letters("XYZ")]));
  expect([
    items.filter((item) => item < "a").join(""),
    items.filter((item) => item >= "a").join(""),
  ]).toEqual(["XYZ", "abc"]);
});

test("merge() does not let a long source hold up a short one", async () => {
  const items = await Array.fromAsync(merge([letters("aaaaaaaaaaaaaaaa"), letters("XY")]));
  expect(items.indexOf("Y")).toBeLessThan(6);
});

test("merge() gives nothing for no source", async () => {
  expect(await Array.fromAsync(merge([]))).toEqual([]);
});

test("merge() throws what a source throws, and ends the others", async () => {
  async function* broken(): AsyncGenerator<string> {
    yield "x";
    throw new Error("broken");
  }
  let isClosed = false;
  const endless = letters("a".repeat(1_000), () => (isClosed = true));
  await expect(Array.fromAsync(merge([endless, broken()]))).rejects.toThrow("broken");
  expect(isClosed).toBe(true);
});

test("merge() ends its sources when the consumer leaves", async () => {
  let closed = 0;
  const sources = [letters("abc", () => closed++), letters("XYZ", () => closed++)];
  for await (const _ of merge(sources)) break;
  expect(closed).toBe(2);
});
