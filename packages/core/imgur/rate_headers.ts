import type { CreditFacts } from "../limit/credits.ts";
import { isRecord } from "./_record.ts";

/** Below this a reset is seconds from now, above it epoch seconds (docs/imgur.md §3). */
const EPOCH_FROM = 1_000_000_000;

/**
 * Reads the `X-RateLimit-*` headers, whose reset came as epoch seconds in 2017 and as seconds from now since
 * 2023. Many answers carry none of them.
 * @param headers Of any answer of the API.
 * @param nowMs Epoch ms.
 * @returns undefined when there is none.
 *
 * @example
 * ```ts
 * import { readRateHeaders } from "@acacia/core";
 * const headers = new Headers({ "X-RateLimit-UserRemaining": "496", "X-RateLimit-UserReset": "3047" });
 * console.assert(readRateHeaders(headers, 1_000)?.userResetAt === 3_048_000);
 * ```
 */
export function readRateHeaders(headers: Headers, nowMs: number): CreditFacts | undefined {
  const facts: CreditFacts = {
    userLimit: readCount(headers.get("x-ratelimit-userlimit")),
    userRemaining: readCount(headers.get("x-ratelimit-userremaining")),
    userResetAt: readReset(headers.get("x-ratelimit-userreset"), nowMs),
    clientLimit: readCount(headers.get("x-ratelimit-clientlimit")),
    clientRemaining: readCount(headers.get("x-ratelimit-clientremaining")),
    clientResetAt: readReset(headers.get("x-ratelimit-clientreset"), nowMs),
  };
  return Object.values(facts).some((value) => value !== null) ? facts : undefined;
}

/**
 * Epoch ms of a reset in either form.
 * @param value Epoch seconds, or seconds from now; a number or its text.
 */
export function readReset(value: unknown, nowMs: number): number | null {
  const seconds = readCount(value);
  if (seconds === null) return null;
  return seconds < EPOCH_FROM ? nowMs + seconds * 1000 : seconds * 1000;
}

/**
 * Reads an answer of `/3/credits`, which has the same figures as the headers, less the end of the day.
 * @param json The whole answer.
 * @param nowMs Epoch ms.
 * @returns undefined when it holds none of them.
 */
export function readCredits(json: unknown, nowMs: number): CreditFacts | undefined {
  const data = isRecord(json) && isRecord(json.data) ? json.data : {};
  const facts: CreditFacts = {
    userLimit: readCount(data.UserLimit),
    userRemaining: readCount(data.UserRemaining),
    userResetAt: readReset(data.UserReset, nowMs),
    clientLimit: readCount(data.ClientLimit),
    clientRemaining: readCount(data.ClientRemaining),
    clientResetAt: null,
  };
  return Object.values(facts).some((value) => value !== null) ? facts : undefined;
}

function readCount(value: unknown): number | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim();
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}
