import { describe, expect, test } from "bun:test";
import type { Failure } from "./_failures.ts";
import { nextAttempt } from "./_next_attempt.ts";
import type { Refusal } from "./refusal.ts";

function refused(kind: Refusal["kind"], retryAfterMs?: number): Failure {
  const message = "no";
  return {
    refusal: retryAfterMs === undefined ? { kind, message } : { kind, message, retryAfterMs },
  };
}

function waitAfter(failure: Failure, attempt = 0, patient = true): number | undefined {
  return nextAttempt(failure, { attempt, retries: 4, patient, random: () => 0.5 });
}

const NETWORK: Failure = { network: "no connection", cause: undefined };

describe("nextAttempt()", () => {
  test.each([
    ["a connection that broke", NETWORK, 0, 250],
    ["the fourth that broke", NETWORK, 3, 2_000],
    ["a failing server", refused("server"), 1, 500],
    ["a failing server that asks for longer", refused("server", 9_000), 0, 9_000],
    ["a failing server that asks for an hour", refused("server", 3_600_000), 0, 120_000],
    ["a page of HTML", refused("html"), 0, 250],
    ["a throttle, whose pause is the gate's", refused("throttled"), 7, 0],
    ["over capacity, whose pause is the gate's", refused("capacity"), 3, 0],
    ["a first block by the edge", refused("forbidden"), 0, 0],
  ] as const)("goes on after %s", (_what, failure, attempt, waitMs) => {
    expect(waitAfter(failure, attempt)).toBe(waitMs);
  });

  test.each([
    ["as many failures as there are retries", NETWORK, 4],
    ["twice as many throttles", refused("throttled"), 8],
    ["as many times over capacity", refused("capacity"), 4],
    ["a second block by the edge", refused("forbidden"), 1],
    ["a throttle of an hour", refused("throttled", 3_600_000), 0],
    ["a refused Client-ID", refused("auth"), 0],
    ["an odd refusal", refused("other"), 0],
    ["an answer of no use", { unusable: "too large" }, 0],
  ] as const)("gives up after %s", (_what, failure, attempt) => {
    expect(waitAfter(failure, attempt)).toBeUndefined();
  });

  test.each(["throttled", "capacity", "forbidden"] as const)(
    "waits for no pause when the caller is impatient: %s",
    (kind) => {
      expect(waitAfter(refused(kind), 0, false)).toBeUndefined();
    },
  );

  test("never waits longer than half a minute of its own accord", () => {
    const facts = { attempt: 30, retries: 99, patient: true, random: () => 0.999 };
    expect(nextAttempt(NETWORK, facts)).toBeLessThan(30_000);
  });
});
