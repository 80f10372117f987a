import { expect, test } from "bun:test";
import fc from "fast-check";
import { Channel } from "./channel.ts";

/** Lets promise chains run. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

/** Sends items and tells which of them were let in. */
function sendAll(channel: Channel<number>, sizes: readonly number[]): number[] {
  const letIn: number[] = [];
  sizes.forEach((bytes, item) => {
    void channel.send(item, bytes).then((isTaken) => isTaken && letIn.push(item));
  });
  return letIn;
}

test("Channel hands items over in order", async () => {
  const channel = new Channel<number>({ maxItems: 10 });
  for (const item of [1, 2, 3]) void channel.send(item);
  channel.close();
  expect(await Array.fromAsync(channel)).toEqual([1, 2, 3]);
});

test("Channel lets senders wait when it holds enough items", async () => {
  const channel = new Channel<number>({ maxItems: 2 });
  const letIn = sendAll(channel, [1, 1, 1, 1]);
  await turn();
  expect(letIn).toEqual([0, 1]);
});

test("Channel lets senders wait when it holds enough bytes", async () => {
  const channel = new Channel<number>({ maxItems: 100, maxBytes: 10 });
  const letIn = sendAll(channel, [6, 4, 1]);
  await turn();
  expect(letIn).toEqual([0, 1]);
});

test("Channel lets an item in that is larger than everything, when nothing else is there", async () => {
  const channel = new Channel<number>({ maxItems: 100, maxBytes: 10 });
  const letIn = sendAll(channel, [50, 1]);
  await turn();
  expect(letIn).toEqual([0]);
});

test("Channel lets the next sender in when an item is taken", async () => {
  const channel = new Channel<number>({ maxItems: 1 });
  const letIn = sendAll(channel, [1, 1]);
  await channel[Symbol.asyncIterator]().next();
  await turn();
  expect(letIn).toEqual([0, 1]);
});

test("Channel lets the receiver wait for an item", async () => {
  const channel = new Channel<string>({ maxItems: 1 });
  const received = channel[Symbol.asyncIterator]().next();
  void channel.send("late");
  expect(await received).toEqual({ done: false, value: "late" });
});

test("Channel gives what waited to be sent before it ends", async () => {
  const channel = new Channel<number>({ maxItems: 1 });
  sendAll(channel, [1, 1, 1]);
  channel.close();
  expect(await Array.fromAsync(channel)).toEqual([0, 1, 2]);
});

test("Channel throws the error that it was closed with, after what it held", async () => {
  const channel = new Channel<number>({ maxItems: 5 });
  sendAll(channel, [1, 1]);
  channel.close(new Error("broken"));
  const received: number[] = [];
  const receive = async () => {
    for await (const item of channel) received.push(item);
  };
  await expect(receive()).rejects.toThrow("broken");
  expect(received).toEqual([0, 1]);
});

test("Channel throws even an error that is undefined", async () => {
  const channel = new Channel<number>({ maxItems: 5 });
  channel.close(undefined);
  const threw = await Array.fromAsync(channel).then(
    () => false,
    () => true,
  );
  expect(threw).toBe(true);
});

test("Channel tells senders when the receiver has left", async () => {
  const channel = new Channel<number>({ maxItems: 1 });
  const first = channel.send(1);
  const second = channel.send(2);
  channel.cancel();
  expect([await first, await second, await channel.send(3)]).toEqual([true, false, false]);
});

const sizes = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 40 });
const bounds = fc.record({
  maxItems: fc.integer({ min: 1, max: 5 }),
  maxBytes: fc.integer({ min: 1, max: 30 }),
});

/** Whatever is sent, what is let in and not yet taken stays within the bounds, and all of it comes in order. */
function boundedLaw(make: (options: { maxItems: number; maxBytes: number }) => Channel<number>) {
  return fc.asyncProperty(sizes, bounds, async (given, { maxItems, maxBytes }) => {
    const channel = make({ maxItems, maxBytes });
    const letIn = sendAll(channel, given);
    channel.close();
    const received: number[] = [];
    await turn();
    for await (const item of channel) {
      received.push(item);
      await turn();
      const held = letIn.slice(received.length);
      const heldBytes = held.reduce((sum, index) => sum + given[index]!, 0);
      if (held.length > maxItems || (heldBytes > maxBytes && held.length > 1)) return false;
    }
    return received.join() === given.map((_, index) => index).join();
  });
}

test("Channel never holds more than its bounds, and loses nothing", async () => {
  await fc.assert(
    boundedLaw((options) => new Channel(options)),
    { numRuns: 50 },
  );
});

test("Channel's law catches one that does not count bytes", async () => {
  const careless = ({ maxItems }: { maxItems: number }) => new Channel<number>({ maxItems });
  await expect(fc.assert(boundedLaw(careless), { seed: 1, numRuns: 1_000 })).rejects.toThrow();
});
