import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import { systemClock } from "./clock.ts";

const DAY_MS = 86_400_000;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("timeout() waits for weeks, more than one timer of the runtime can", () => {
  using timeout = systemClock.timeout(45 * DAY_MS);
  jest.advanceTimersByTime(44 * DAY_MS);
  expect(timeout.signal.aborted).toBe(false);
  jest.advanceTimersByTime(DAY_MS);
  expect(timeout.signal.reason).toHaveProperty("name", "TimeoutError");
});

test("timeout() never fires once it is disposed, in whichever of its timers", () => {
  const timeout = systemClock.timeout(45 * DAY_MS);
  jest.advanceTimersByTime(40 * DAY_MS);
  timeout[Symbol.dispose]();
  jest.advanceTimersByTime(40 * DAY_MS);
  expect(timeout.signal.aborted).toBe(false);
});

test("sleep() is left at once when its signal aborts", async () => {
  const stop = new AbortController();
  const asleep = systemClock.sleep(45 * DAY_MS, stop.signal);
  stop.abort(new Error("enough"));
  expect(asleep).rejects.toThrow("enough");
});
