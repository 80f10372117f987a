import { describe, expect, test } from "bun:test";
import { readCredits, readRateHeaders, readReset } from "./rate_headers.ts";

const NOW = 1_700_000_000_000;

describe("readRateHeaders()", () => {
  test("reads what an answer of 2023 carries", () => {
    const headers = new Headers({
      "X-RateLimit-ClientLimit": "12500",
      "X-RateLimit-ClientRemaining": "12499",
      "X-RateLimit-ClientReset": "86341",
      "X-RateLimit-UserLimit": "500",
      "X-RateLimit-UserRemaining": "496",
      "X-RateLimit-UserReset": "3047",
    });
    expect(readRateHeaders(headers, NOW)).toEqual({
      userLimit: 500,
      userRemaining: 496,
      userResetAt: NOW + 3_047_000,
      clientLimit: 12_500,
      clientRemaining: 12_499,
      clientResetAt: NOW + 86_341_000,
    });
  });

  test("leaves what is absent null", () => {
    const headers = new Headers({ "X-RateLimit-UserRemaining": "0" });
    expect(readRateHeaders(headers, NOW)).toMatchObject({ userRemaining: 0, userResetAt: null });
  });

  test("knows nothing from an answer without them", () => {
    expect(readRateHeaders(new Headers({ server: "cat factory 1.0" }), NOW)).toBeUndefined();
  });

  test("ignores a figure that is none", () => {
    const headers = new Headers({ "X-RateLimit-UserRemaining": "many" });
    expect(readRateHeaders(headers, NOW)).toBeUndefined();
  });
});

describe("readReset()", () => {
  test.each([
    ["seconds from now", "3600", NOW + 3_600_000],
    ["epoch seconds", "1496449847", 1_496_449_847_000],
    ["the last of the seconds", 999_999_999, NOW + 999_999_999_000],
    ["the first of the epoch seconds", 1_000_000_000, 1_000_000_000_000],
    ["nothing", null, null],
    ["a negative", "-5", null],
  ])("reads %s", (_form, value, at) => {
    expect(readReset(value, NOW)).toBe(at);
  });
});

describe("readCredits()", () => {
  test("reads the answer of /3/credits", () => {
    const data = {
      UserLimit: 500,
      UserRemaining: 496,
      UserReset: 1496449847,
      ClientLimit: 12500,
      ClientRemaining: 12499,
    };
    expect(readCredits({ data, success: true, status: 200 }, NOW)).toEqual({
      userLimit: 500,
      userRemaining: 496,
      userResetAt: 1_496_449_847_000,
      clientLimit: 12_500,
      clientRemaining: 12_499,
      clientResetAt: null,
    });
  });

  test.each([[null], [[]], [{ data: null }], [{ data: {} }]])("knows nothing from %j", (json) => {
    expect(readCredits(json, NOW)).toBeUndefined();
  });
});
