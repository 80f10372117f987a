import { expect, test } from "bun:test";
import { AcaciaError, type TransferPlan } from "@acacia/core";
import { FakeClock } from "@acacia/core/testing";
import { Desk, windowOf } from "./desk.ts";
import type { Ended } from "./jobs.ts";

const plan = (item: number): TransferPlan => ({
  item,
  media: `m${item}`,
  source: "hot",
  url: "http://cdn/m.jpg",
  fallbackUrls: [],
  companions: [],
  sizeBytes: null,
});

function gone(item: number, slot = 0): Ended {
  const facts = { startedAt: 5, ms: 7, attempts: 1, bytes: 0, slot };
  return {
    type: "result",
    plan: plan(item),
    result: { ...facts, verdict: "refused", outcome: "removed", reason: "gone.404" },
  };
}

test("Desk ends an item with what its worker tells, under its own plan", async () => {
  const desk = new Desk(new FakeClock());
  const end = desk.wait(plan(3));
  void desk.apply({ worker: "a", ended: [gone(3)] });
  expect(await end).toMatchObject({ plan: plan(3), outcome: "removed", ms: 7 });
});

test("Desk drops a result that it has, and one that it does not wait for", async () => {
  const desk = new Desk(new FakeClock());
  const end = desk.wait(plan(3));
  void desk.apply({ worker: "a", ended: [gone(3), gone(3), gone(9)] });
  await end;
  expect(desk.size).toBe(0);
});

test("Desk gives each lane of each worker a number of its own", async () => {
  const desk = new Desk(new FakeClock());
  const lanes = [desk.lane("a", 0), desk.lane("b", 0), desk.lane("a", 1), desk.lane("a", 0)];
  expect(lanes).toEqual([0, 1, 2, 0]);
});

test("Desk forgets a result only once its rows are written", async () => {
  const desk = new Desk(new FakeClock());
  const end = desk.wait(plan(3));
  let isForgotten = false;
  const applied = desk.apply({ worker: "a", ended: [gone(3)] }).then(() => {
    isForgotten = true;
  });
  await end;
  expect(isForgotten).toBe(false);
  desk.noteCommitted(plan(3));
  await applied;
});

test("Desk keeps a result of an earlier coordinator until its item is planned", async () => {
  const desk = new Desk(new FakeClock());
  const applied = desk.apply({ worker: "a", ended: [gone(3)] }, false);
  expect(desk.early.length).toBe(1);
  expect(await desk.wait({ ...plan(3), item: 8 })).toMatchObject({
    plan: { item: 8 },
    outcome: "removed",
  });
  desk.noteCommitted(plan(3));
  await applied;
  expect([desk.early.length, desk.size]).toEqual([0, 0]);
});

test("Desk fails an item with what its worker failed with", async () => {
  const desk = new Desk(new FakeClock());
  const end = desk.wait(plan(0));
  const failure = { code: "disk", message: "Cannot write: full", hint: "Free space" } as const;
  await desk.apply({ worker: "a", ended: [{ type: "failure", plan: plan(0), failure }] });
  await expect(end).rejects.toMatchObject(failure);
});

test("Desk fails everything, also what comes later, once nothing can come", async () => {
  const desk = new Desk(new FakeClock());
  const end = desk.wait(plan(0));
  desk.fail(new AcaciaError("network", "Cannot reach Redis"));
  await expect(end).rejects.toThrow("Cannot reach Redis");
  await expect(desk.wait(plan(1))).rejects.toThrow("Cannot reach Redis");
});

test("Desk cancels everything, also what comes later", async () => {
  const desk = new Desk(new FakeClock());
  const end = desk.wait(plan(0));
  desk.refuseAll({ outcome: "cancelled", reason: "stopped.user" });
  expect(await end).toMatchObject({ outcome: "cancelled" });
  expect(await desk.wait(plan(1))).toMatchObject({ outcome: "cancelled" });
});

test("Desk gives up an item that Redis loses again and again", async () => {
  const desk = new Desk(new FakeClock());
  const end = desk.wait(plan(0));
  const again = [1, 2, 3].map(() => desk.takeLost().length);
  expect(again).toEqual([1, 1, 0]);
  expect(await end).toMatchObject({ outcome: "failed", reason: "worker.crashed" });
});

test.each([
  [0, 4],
  [8, 32],
  [1_000, 4_000],
  [9_999, 8_000],
])("windowOf() for %d transfers at once is %d", (places, window) => {
  expect(windowOf(places)).toBe(window);
});
