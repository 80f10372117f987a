import { expect, test } from "bun:test";
import { Gatherer } from "./gatherer.ts";

/** A gatherer whose writing ends when the test says. */
function open(maxItems = 3) {
  const groups: number[][] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const gatherer = new Gatherer<number>({
    maxItems,
    write(items) {
      groups.push([...items]);
      const end = Promise.withResolvers<void>();
      ends.push(end);
      return end.promise;
    },
  });
  return { gatherer, groups, ends };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("Gatherer writes what comes in one turn together", async () => {
  const { gatherer, groups } = open();
  for (const n of [1, 2]) void gatherer.add(n);
  await turn();
  expect(groups).toEqual([[1, 2]]);
});

test("Gatherer gathers what comes while it writes, in groups of its size", async () => {
  const { gatherer, groups, ends } = open(3);
  void gatherer.add(1);
  await turn();
  for (const n of [2, 3, 4, 5]) void gatherer.add(n);
  ends[0]!.resolve();
  await turn();
  ends[1]!.resolve();
  await turn();
  expect(groups).toEqual([[1], [2, 3, 4], [5]]);
});

test("Gatherer resolves only when the item is written", async () => {
  const { gatherer, ends } = open();
  let isWritten = false;
  void gatherer.add(1).then(() => {
    isWritten = true;
  });
  await turn();
  expect(isWritten).toBe(false);
  ends[0]!.resolve();
  await turn();
  expect(isWritten).toBe(true);
});

test("Gatherer fails those of a group that could not be written, and goes on", async () => {
  const { gatherer, groups, ends } = open();
  const first = gatherer.add(1);
  await turn();
  const second = gatherer.add(2);
  ends[0]!.reject(new Error("no room"));
  await expect(first).rejects.toThrow("no room");
  await turn();
  ends[1]!.resolve();
  await second;
  expect(groups).toEqual([[1], [2]]);
});
