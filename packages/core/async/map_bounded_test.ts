import { expect, test } from "bun:test";
import { mapBounded } from "./map_bounded.ts";

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield n;
}

async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

test("mapBounded() gives a result for each item", async () => {
  const results = await Array.fromAsync(mapBounded(numbers(5), async (n) => n * n, { limit: 2 }));
  expect(results.sort((a, b) => a - b)).toEqual([0, 1, 4, 9, 16]);
});

test("mapBounded() follows a limit that changes", async () => {
  let limit = 1;
  let running = 0;
  const seen: number[] = [];
  const work = async (n: number) => {
    running += 1;
    seen.push(running);
    await turn();
    running -= 1;
    if (n === 9) limit = 4;
    if (n === 29) limit = 2;
  };
  for await (const _ of mapBounded(numbers(60), work, { limit: () => limit })) await turn();
  expect([Math.max(...seen.slice(0, 9)), Math.max(...seen), Math.max(...seen.slice(-15))]).toEqual([
    1, 4, 2,
  ]);
});

test("mapBounded() throws the first error, after what else ran was yielded", async () => {
  const results: number[] = [];
  const work = async (n: number) => {
    if (n === 2) throw new Error("broken");
    return n;
  };
  const run = async () => {
    for await (const n of mapBounded(numbers(9), work, { limit: 1 })) results.push(n);
  };
  await expect(run()).rejects.toThrow("broken");
  expect(results).toEqual([0, 1]);
});
