import { expect, test } from "bun:test";
import { AcaciaError } from "../errors.ts";
import { readNetworkError } from "./fault.ts";

const running = new AbortController().signal;

test.each([
  ["ENOTFOUND", "network.dns"],
  ["EAI_AGAIN", "network.dns"],
  ["ECONNREFUSED", "network.connect"],
  ["EHOSTUNREACH", "network.connect"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "network.connect"],
  ["CERT_HAS_EXPIRED", "network.connect"],
  ["ERR_PROXY_TUNNEL", "network.connect"],
  ["ETIMEDOUT", "network.timeout"],
  ["ECONNRESET", "network.reset"],
  ["EPIPE", "network.reset"],
] as const)("readNetworkError() reads %s as %s", (code, reason) => {
  const error = Object.assign(new TypeError("fetch failed"), { code });
  expect(readNetworkError(error, running).reason).toBe(reason);
});

test("readNetworkError() reads a failed look-up, whatever its code", () => {
  const error = Object.assign(new TypeError("no answer"), {
    code: "ESERVFAIL",
    syscall: "getaddrinfo",
  });
  expect(readNetworkError(error, running).reason).toBe("network.dns");
});

test("readNetworkError() reads a time-out", () => {
  const error = new DOMException("No answer within 9 ms", "TimeoutError");
  expect(readNetworkError(error, running)).toMatchObject({
    reason: "network.timeout",
    detail: "No answer within 9 ms",
  });
});

test("readNetworkError() takes every error of a cancelled run for the cancel", () => {
  const error = Object.assign(new TypeError("fetch failed"), { code: "ECONNRESET" });
  expect(readNetworkError(error, AbortSignal.abort()).reason).toBe("stopped.user");
});

test("readNetworkError() tells a limit of the user's from the user", () => {
  const limit = AbortSignal.abort(new AcaciaError("limit", "Cannot go on: the deadline is over"));
  expect(readNetworkError(new TypeError("fetch failed"), limit).reason).toBe("stopped.limit");
});
