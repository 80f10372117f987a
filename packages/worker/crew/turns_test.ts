import { expect, test } from "bun:test";
import { Turns } from "./turns.ts";

test("Turns lets different keys in at once", async () => {
  const turns = new Turns();
  using _a = await turns.take("a");
  using _b = await turns.take("b");
});

test("Turns lets the same key in one after the other, in the order asked", async () => {
  const turns = new Turns();
  const log: string[] = [];
  const work = async (name: string) => {
    using _turn = await turns.take("a");
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
  };
  await Promise.all([work("1"), work("2"), work("3")]);
  expect(log).toEqual(["1", "2", "3"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});

test("Turns lets a key in again when nobody has it", async () => {
  const turns = new Turns();
  (await turns.take("a"))[Symbol.dispose]();
  using _again = await turns.take("a");
});
