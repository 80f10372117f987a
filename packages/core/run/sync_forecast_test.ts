import { expect, test } from "bun:test";
import { NO_CREDIT_FACTS } from "../limit/credits.ts";
import { forecastSync } from "./sync_forecast.ts";

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;
const facts = (userRemaining: number) => ({
  ...NO_CREDIT_FACTS,
  userLimit: 500,
  userRemaining,
  userResetAt: NOW + HOUR / 2,
});

test.each([
  [
    "needs one run more when it is nearly done",
    { postsLeft: 10, posts: 60 },
    400,
    { runs: 1, waitMs: 0 },
  ],
  ["counts runs of this run's size", { postsLeft: 180, posts: 60 }, 400, { runs: 3, waitMs: 0 }],
  [
    "waits for the reset when the hour is used up",
    { postsLeft: 180, posts: 60 },
    0,
    { runs: 3, waitMs: HOUR / 2 },
  ],
  [
    "waits an hour more for each hour's credits",
    { postsLeft: 720, posts: 60 },
    0,
    { runs: 12, waitMs: 2.5 * HOUR },
  ],
])("forecastSync() %s", (_what, progress, left, forecast) => {
  expect(forecastSync(progress, 100, { facts: facts(left), now: NOW })).toEqual(forecast);
});

test("forecastSync() knows no time while Imgur has told nothing of credits", () => {
  const credits = { facts: NO_CREDIT_FACTS, now: NOW };
  expect(forecastSync({ postsLeft: 60, posts: 60 }, 1, credits)).toEqual({ runs: 1, waitMs: null });
});

test("forecastSync() tells nothing of a listing whose length nobody knows", () => {
  const credits = { facts: facts(400), now: NOW };
  expect(forecastSync({ postsLeft: null, posts: 60 }, 1, credits)).toBeUndefined();
});
