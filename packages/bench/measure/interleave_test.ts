import { expect, test } from "bun:test";
import { interleave } from "./interleave.ts";

/** Cases that write their names down; each sample takes `ms` of a clock that only they move. */
function rig(names: readonly string[], ms = 10) {
  const order: string[] = [];
  let nowMs = 0;
  return {
    order,
    clock: { monotonic: () => nowMs },
    cases: names.map((name) => ({
      name,
      async run(round: number) {
        nowMs += ms;
        order.push(`${name}${round}`);
        return round;
      },
    })),
  };
}

test("interleave() takes the cases in turn, beginning with another each round", async () => {
  const { cases, order } = rig(["a", "b", "c"]);
  await interleave(cases, { rounds: 3 });
  expect(order).toEqual(["a0", "b0", "c0", "b1", "c1", "a1", "c2", "a2", "b2"]);
});

test("interleave() gives each case as many samples", async () => {
  const { cases } = rig(["a", "b"]);
  const samples = await interleave(cases, { rounds: 4 });
  expect([...samples].map(([name, { length }]) => [name, length])).toEqual([
    ["a", 4],
    ["b", 4],
  ]);
});

test("interleave() does not count warm-ups", async () => {
  const { cases, order } = rig(["a"]);
  const samples = await interleave(cases, { rounds: 1, warmUps: 2 });
  expect(order).toEqual(["a-1", "a-2", "a0"]);
  expect(samples.get("a")).toEqual([0]);
});

test("interleave() begins no round that is unlikely to end in time", async () => {
  const { cases, clock } = rig(["a", "b"]);
  const samples = await interleave(cases, { rounds: 9, minRounds: 1, budgetMs: 70, clock });
  expect(samples.get("a")).toHaveLength(3);
});

test("interleave() takes the least number of rounds however long they last", async () => {
  const { cases, clock } = rig(["a"], 1_000);
  const samples = await interleave(cases, { rounds: 9, minRounds: 3, budgetMs: 1, clock });
  expect(samples.get("a")).toHaveLength(3);
});

test("interleave() ends with the first run that is no valid sample", async () => {
  const broken = { name: "b", run: () => Promise.reject(new Error("no sample")) };
  await expect(interleave([broken], { rounds: 2 })).rejects.toThrow("no sample");
});
