import { expect, test } from "bun:test";
import { Tap } from "./tap.ts";

async function* numbers(count: number, onClose?: () => void): AsyncGenerator<number> {
  try {
    for (let n = 0; n < count; n++) yield n;
  } finally {
    onClose?.();
  }
}

test("Tap gives each item to one taker, in the order asked", async () => {
  const tap = new Tap(numbers(3));
  const taken = await Promise.all([tap.take(), tap.take(), tap.take(), tap.take()]);
  expect(taken.map((next) => next?.item)).toEqual([0, 1, 2, undefined]);
});

test("Tap pulls one at a time", async () => {
  let pulling = 0;
  let most = 0;
  const source = {
    [Symbol.asyncIterator]: () => ({
      async next() {
        pulling += 1;
        most = Math.max(most, pulling);
        await Promise.resolve();
        pulling -= 1;
        return { done: false, value: 1 } as const;
      },
    }),
  };
  const tap = new Tap(source);
  await Promise.all([tap.take(), tap.take(), tap.take()]);
  expect(most).toBe(1);
});

test("Tap takes nothing new once a signal has aborted", async () => {
  const stop = new AbortController();
  const tap = new Tap(numbers(9), [stop.signal]);
  await tap.take();
  stop.abort();
  expect(await tap.take()).toBeUndefined();
});

test("Tap gives out the item of a pull that was under way when the signal aborted", async () => {
  const stop = new AbortController();
  const tap = new Tap(numbers(9), [stop.signal]);
  const taken = tap.take();
  await Promise.resolve();
  stop.abort();
  expect(await taken).toEqual({ item: 0 });
});

test("Tap lets the source clean up when it is closed", async () => {
  let isClosed = false;
  const tap = new Tap(numbers(9, () => (isClosed = true)));
  await tap.take();
  await tap.close();
  expect(isClosed).toBe(true);
});

test("Tap gives nothing once it is closed", async () => {
  const tap = new Tap(numbers(9));
  await tap.close();
  expect(await tap.take()).toBeUndefined();
});

test("Tap throws what the source throws, to one taker only", async () => {
  async function* broken(): AsyncGenerator<number> {
    yield 0;
    throw new Error("broken");
  }
  const tap = new Tap(broken());
  const taken = await Promise.allSettled([tap.take(), tap.take(), tap.take()]);
  expect(taken.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});
