import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { AcaciaError } from "../errors.ts";
import { REASONS, type Reason } from "../outcomes.ts";
import { type Fault, fault } from "./fault.ts";
import { nextWait, type Tries } from "./next_wait.ts";

const FIRST: Tries = {
  failures: 1,
  retries: 4,
  triedReferer: false,
  triedFresh: false,
  random: 0.5,
};
const LAST: Tries = { ...FIRST, failures: 5, triedReferer: true, triedFresh: true };

describe("nextWait() after the first fault", () => {
  test.each([
    ["a server error is tried again", fault("http.5xx"), { kind: "retry", afterMs: 250 }],
    ["a broken connection is tried again", fault("network.reset"), { kind: "retry", afterMs: 250 }],
    ["a time-out is tried again", fault("network.timeout"), { kind: "retry", afterMs: 250 }],
    [
      "a name without an address is tried again",
      fault("network.dns"),
      { kind: "retry", afterMs: 250 },
    ],
    ["no connection is tried again", fault("network.connect"), { kind: "retry", afterMs: 250 }],
    ["a short body is tried again", fault("length.mismatch"), { kind: "retry", afterMs: 250 }],
    ["wrong bytes are tried again", fault("checksum.mismatch"), { kind: "retry", afterMs: 250 }],
    ["a missing end is tried again", fault("body.cut"), { kind: "retry", afterMs: 250 }],
    ["an empty file is tried again", fault("type.empty"), { kind: "retry", afterMs: 250 }],
    ["408 is tried again", fault("http.4xx", { status: 408 }), { kind: "retry", afterMs: 250 }],
    [
      "5xx with Retry-After waits that long",
      fault("http.5xx", { retryAfterMs: 7_000 }),
      { kind: "retry", afterMs: 7_000 },
    ],
    ["429 stops the host", fault("http.429"), { kind: "stop_host" }],
    ["over capacity stops the host", fault("capacity"), { kind: "stop_host" }],
    [
      "over capacity with a 403 stops the host",
      fault("capacity", { status: 403 }),
      { kind: "stop_host" },
    ],
    [
      "403 is tried with Imgur's Referer",
      fault("http.4xx", { status: 403 }),
      { kind: "retry", afterMs: 0, using: "referer", isFree: true },
    ],
    [
      "a page is tried with Imgur's Referer",
      fault("html"),
      { kind: "retry", afterMs: 0, using: "referer", isFree: true },
    ],
    [
      "a connection that closed unanswered is tried afresh",
      fault("network.reset", { isBeforeAnswer: true }),
      { kind: "retry", afterMs: 0, using: "fresh_connection", isFree: true },
    ],
    [
      "a part that will not go on is tried from the start",
      fault("length.mismatch", { isStalePart: true }),
      { kind: "retry", afterMs: 0, isFree: true },
    ],
    [
      "404 gives up",
      fault("gone.404"),
      { kind: "give_up", outcome: "removed", reason: "gone.404" },
    ],
    [
      "410 gives up",
      fault("gone.410"),
      { kind: "give_up", outcome: "removed", reason: "gone.410" },
    ],
    [
      "the removed picture gives up",
      fault("gone.placeholder"),
      { kind: "give_up", outcome: "removed", reason: "gone.placeholder" },
    ],
    [
      "the region picture gives up",
      fault("placeholder.region"),
      { kind: "give_up", outcome: "region_blocked", reason: "placeholder.region" },
    ],
    [
      "unknown bytes give up",
      fault("type.unknown"),
      { kind: "give_up", outcome: "rejected", reason: "type.unknown" },
    ],
    [
      "too large gives up",
      fault("size.limit"),
      { kind: "give_up", outcome: "rejected", reason: "size.limit" },
    ],
    [
      "a foreign host gives up",
      fault("host.foreign"),
      { kind: "give_up", outcome: "rejected", reason: "host.foreign" },
    ],
    [
      "a circle gives up",
      fault("redirect.loop"),
      { kind: "give_up", outcome: "rejected", reason: "redirect.loop" },
    ],
    [
      "400 gives up",
      fault("http.4xx", { status: 400 }),
      { kind: "give_up", outcome: "failed", reason: "http.4xx" },
    ],
    [
      "a cancel gives up",
      fault("stopped.user"),
      { kind: "give_up", outcome: "cancelled", reason: "stopped.user" },
    ],
    [
      "a host that closed to the run gives up",
      fault("stopped.host"),
      { kind: "give_up", outcome: "cancelled", reason: "stopped.host" },
    ],
    [
      "a Retry-After of hours gives up",
      fault("http.5xx", { retryAfterMs: 7_200_000 }),
      { kind: "give_up", outcome: "failed", reason: "http.5xx" },
    ],
    [
      "a missing end of proven bytes gives up",
      fault("body.cut", { isProven: true }),
      { kind: "give_up", outcome: "rejected", reason: "body.cut" },
    ],
  ] as const)("%s", (_rule, met, verdict) => {
    expect(nextWait(met, FIRST)).toEqual(verdict);
  });

  test("what was thrown stops the run", () => {
    const error = new AcaciaError("disk", "Cannot write: no space left");
    expect(nextWait(fault("unexpected", { error }), FIRST)).toEqual({ kind: "stop_run", error });
  });
});

describe("nextWait() after the last retry", () => {
  test.each([
    ["http.5xx", "failed"],
    ["http.429", "failed"],
    ["capacity", "failed"],
    ["network.timeout", "failed"],
    ["length.mismatch", "failed"],
    ["checksum.mismatch", "rejected"],
    ["body.cut", "rejected"],
    ["type.empty", "rejected"],
    ["html", "rejected"],
  ] as const)("gives up %s as %s", (reason, outcome) => {
    expect(nextWait(fault(reason), LAST)).toEqual({ kind: "give_up", outcome, reason });
  });
});

describe("nextWait() waits", () => {
  test.each([1, 2, 3, 4, 8, 30])("less than twice as long as before, failure %d", (failures) => {
    const tries = { ...FIRST, failures, retries: 99, random: 0.999_999 };
    const verdict = nextWait(fault("http.5xx"), tries);
    expect(verdict).toEqual({
      kind: "retry",
      afterMs: Math.min(30_000, 500 * 2 ** (failures - 1)),
    });
  });

  test("never so short that it hammers the host", () => {
    expect(nextWait(fault("http.5xx"), { ...FIRST, random: 0 })).toEqual({
      kind: "retry",
      afterMs: 50,
    });
  });
});

const reasons = fc.constantFrom(...(Object.keys(REASONS) as Reason[]));
const faults: fc.Arbitrary<Fault> = fc.record(
  {
    kind: fc.constant("fault" as const),
    reason: reasons,
    status: fc.constantFrom(200, 403, 404, 408, 429, 500),
    isBeforeAnswer: fc.boolean(),
  },
  { requiredKeys: ["kind", "reason"] },
);

/** However the faults fall, an address is tried a bounded number of times: once, the retries, and each free try once. */
function endsLaw(decide: typeof nextWait) {
  return fc.property(
    fc.infiniteStream(faults),
    fc.integer({ min: 0, max: 9 }),
    (stream, retries) => {
      let tries: Tries = { ...FIRST, failures: 0, retries };
      for (let asked = 1; asked <= 1 + retries + 2; asked++) {
        const failures = tries.failures + 1;
        const verdict = decide(stream.next().value!, { ...tries, failures });
        if (verdict.kind === "give_up" || verdict.kind === "stop_run") return true;
        const isFree = verdict.kind === "retry" && verdict.isFree === true;
        const using = verdict.kind === "retry" ? verdict.using : undefined;
        tries = {
          ...tries,
          failures: isFree ? failures - 1 : failures,
          triedReferer: tries.triedReferer || using === "referer",
          triedFresh: tries.triedFresh || using === "fresh_connection",
        };
      }
      return false;
    },
  );
}

test("nextWait() ends after so many tries, whatever happens", () => {
  fc.assert(endsLaw(nextWait));
});

test("nextWait()'s law catches a rule that never tires", () => {
  const tireless: typeof nextWait = (met, tries) => nextWait(met, { ...tries, failures: 0 });
  expect(() => fc.assert(endsLaw(tireless), { seed: 1, numRuns: 1_000 })).toThrow();
});
