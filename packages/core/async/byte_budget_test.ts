import { expect, test } from "bun:test";
import { ByteBudget } from "./byte_budget.ts";

const never = new AbortController().signal;

/** Lets promise chains run. */
async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

test("ByteBudget lets in what there is room for", async () => {
  const budget = new ByteBudget(100);
  await budget.acquire(60, never);
  await budget.acquire(40, never);
  expect(budget.heldBytes).toBe(100);
});

test("ByteBudget lets the others wait, in the order of coming", async () => {
  const budget = new ByteBudget(100);
  const first = await budget.acquire(90, never);
  const order: string[] = [];
  void budget.acquire(50, never).then(() => order.push("large"));
  void budget.acquire(5, never).then(() => order.push("small"));
  await turn();
  expect(order).toEqual([]);
  first[Symbol.dispose]();
  await turn();
  expect(order).toEqual(["large", "small"]);
});

test("ByteBudget counts more than everything as everything", async () => {
  const budget = new ByteBudget(100);
  await budget.acquire(1_000, never);
  expect(budget.heldBytes).toBe(100);
});

test("ByteBudget rejects who waits when its signal aborts, and lets the next in", async () => {
  const budget = new ByteBudget(100);
  await budget.acquire(90, never);
  const leaver = new AbortController();
  const left = budget.acquire(50, leaver.signal);
  const next = budget.acquire(10, never);
  leaver.abort(new Error("stop"));
  await expect(left).rejects.toThrow("stop");
  await next;
  expect(budget.heldBytes).toBe(100);
});

test("ByteBudget gives bytes back when they are disposed", async () => {
  const budget = new ByteBudget(100);
  {
    using _held = await budget.acquire(70, never);
  }
  expect(budget.heldBytes).toBe(0);
});
