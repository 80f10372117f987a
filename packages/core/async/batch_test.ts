import { expect, test } from "bun:test";
import { FakeClock } from "../testing/fake_clock.ts";
import { batch } from "./batch.ts";
import { Channel } from "./channel.ts";

async function* numbers(count: number): AsyncGenerator<number> {
  for (let n = 0; n < count; n++) yield n;
}

test("batch() fills batches", async () => {
  const batches = await Array.fromAsync(batch(numbers(7), { clock: new FakeClock(), maxItems: 3 }));
  expect(batches).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
});

test("batch() gives nothing for nothing", async () => {
  expect(await Array.fromAsync(batch(numbers(0), { clock: new FakeClock() }))).toEqual([]);
});

test("batch() waits for others no longer than the first item may", async () => {
  const clock = new FakeClock();
  const source = new Channel<string>({ maxItems: 9 });
  const batches = batch(source, { clock, maxMs: 20 });
  const first = batches.next();
  void source.send("a");
  await clock.advance(15);
  void source.send("b");
  await clock.advance(5);
  expect((await first).value).toEqual(["a", "b"]);
  source.close();
  await batches.return();
});

test("batch() hands the very first batch over sooner when told so", async () => {
  const clock = new FakeClock();
  const source = new Channel<string>({ maxItems: 9 });
  const batches = batch(source, { clock, maxMs: 60, firstMs: 20 });
  const ages: number[] = [];
  for (const item of ["a", "b"]) {
    const begun = clock.monotonic();
    const next = batches.next().then(() => ages.push(clock.monotonic() - begun));
    void source.send(item);
    for (let ms = 0; ms < 80; ms += 20) await clock.advance(20);
    await next;
  }
  expect(ages).toEqual([20, 60]);
  source.close();
  await batches.return();
});

test("batch() hands a batch over as soon as it is full", async () => {
  const clock = new FakeClock();
  const source = new Channel<string>({ maxItems: 9 });
  const batches = batch(source, { clock, maxItems: 2 });
  void source.send("a");
  void source.send("b");
  expect((await batches.next()).value).toEqual(["a", "b"]);
  source.close();
  await batches.return();
});

test("batch() reads on while the consumer works, and no further than the next batch", async () => {
  let pulled = 0;
  const counted = async function* () {
    for await (const n of numbers(100)) {
      pulled += 1;
      yield n;
    }
  };
  const clock = new FakeClock();
  const batches = batch(counted(), { clock, maxItems: 5 });
  await batches.next();
  await clock.advance(1_000);
  expect(pulled).toBe(10);
  await batches.return();
});

test("batch() hands over what came before the source threw", async () => {
  const broken = async function* () {
    yield 1;
    throw new Error("broken");
  };
  const batches = batch(broken(), { clock: new FakeClock() });
  expect((await batches.next()).value).toEqual([1]);
  await expect(batches.next()).rejects.toThrow("broken");
});

test("batch() lets the source clean up when the consumer leaves", async () => {
  let isClosed = false;
  const source = async function* () {
    try {
      yield* numbers(100);
    } finally {
      isClosed = true;
    }
  };
  for await (const _ of batch(source(), { clock: new FakeClock(), maxItems: 5 })) break;
  expect(isClosed).toBe(true);
});

test("batch() leaves no timer behind", async () => {
  const clock = new FakeClock();
  await Array.fromAsync(batch(numbers(7), { clock, maxItems: 3 }));
  expect(clock.waiting).toBe(0);
});
