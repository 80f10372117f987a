import { describe, expect, test } from "bun:test";
import { FakeClock } from "../testing/fake_clock.ts";
import { CreditBudget } from "./credits.ts";

const HOUR = 3_600_000;

function makeBudget(maxCredits?: number) {
  const clock = new FakeClock();
  const budget = new CreditBudget({ clock, ...(maxCredits === undefined ? {} : { maxCredits }) });
  return { clock, budget };
}

describe("CreditBudget", () => {
  test("allows everything while nothing is known", () => {
    expect(makeBudget().budget.canSpend(10_000)).toBe(true);
  });

  test("stops at the user's own cap", () => {
    const { budget } = makeBudget(2);
    budget.spend();
    budget.spend();
    expect(budget.findStop()).toEqual({ by: "cap", resetAt: null });
  });

  test("counts down between two answers that tell", () => {
    const { budget } = makeBudget();
    budget.note({ userRemaining: 3 });
    budget.spend(2);
    expect(budget.facts.userRemaining).toBe(1);
  });

  test("stops when this address's hour is used up", () => {
    const { budget, clock } = makeBudget();
    const userResetAt = clock.now() + HOUR;
    budget.note({ userRemaining: 0, userResetAt });
    expect(budget.findStop()).toEqual({ by: "user", resetAt: userResetAt });
  });

  test("stops when the Client-ID's day is used up", () => {
    const { budget, clock } = makeBudget();
    const clientResetAt = clock.now() + 24 * HOUR;
    budget.note({ userRemaining: 400, clientRemaining: 0, clientResetAt });
    expect(budget.findStop()).toEqual({ by: "client", resetAt: clientResetAt });
  });

  test("goes on when the hour is over", async () => {
    const { budget, clock } = makeBudget();
    budget.note({ userRemaining: 0, userResetAt: clock.now() + HOUR });
    await clock.advance(HOUR);
    expect(budget.canSpend()).toBe(true);
  });

  test("is not stopped for ever by a limit without an end", () => {
    const { budget } = makeBudget();
    budget.note({ userRemaining: 0 });
    expect(budget.canSpend()).toBe(true);
  });

  test("keeps what an answer leaves out", () => {
    const { budget } = makeBudget();
    budget.note({ clientRemaining: 9 });
    budget.note({ userRemaining: 5, clientRemaining: null });
    expect(budget.facts).toMatchObject({ userRemaining: 5, clientRemaining: 9 });
  });

  test.each([
    ["the hour", { userRemaining: 5, clientRemaining: 90 }, 100, 5],
    ["the day", { userRemaining: 50, clientRemaining: 9 }, 100, 9],
    ["the cap", { userRemaining: 50, clientRemaining: 90 }, 7, 7],
  ])("estimates by the least of what is left: %s", (_least, facts, cap, available) => {
    const { budget } = makeBudget(cap);
    budget.note(facts);
    expect(budget.estimate(8)).toEqual({ credits: 8, available, fits: available >= 8 });
  });

  test("takes an estimate for possible while nothing is known", () => {
    expect(makeBudget().budget.estimate(61)).toEqual({ credits: 61, available: null, fits: true });
  });
});
