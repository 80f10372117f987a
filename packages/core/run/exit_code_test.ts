import { expect, test } from "bun:test";
import { ERROR_CODES } from "../errors.ts";
import type { Outcome, Reason } from "../outcomes.ts";
import { EXIT_CODES, exitCodeOf, type RunCircumstances } from "./exit_code.ts";
import { Tally } from "./tally.ts";

const CALM: RunCircumstances = { limitReached: false, errors: [], errorOnNoTransfer: false };

function tallyOf(...ends: (Outcome | readonly [Outcome, Reason])[]): Tally {
  const tally = new Tally();
  tally.open("hot");
  for (const end of ends) {
    tally.announce("hot", 1);
    const [outcome, reason] = typeof end === "string" ? [end] : end;
    tally.end({ source: "hot", outcome, storedBytes: 0, ...(reason ? { reason } : {}) });
  }
  return tally;
}

test.each([
  ["all stored is 0", tallyOf("stored", "known"), {}, 0],
  [
    "removed, filtered and region-blocked among successes stay 0",
    tallyOf("stored", "removed", "filtered", "region_blocked"),
    {},
    0,
  ],
  ["a failed item is 3", tallyOf("stored", ["failed", "network.reset"]), {}, 3],
  ["a rejected item is 3", tallyOf("stored", ["rejected", "html"]), {}, 3],
  ["nothing but region-blocked is 3", tallyOf("region_blocked", "region_blocked"), {}, 3],
  ["nothing but removed is 3", tallyOf("removed", "filtered"), {}, 3],
  ["nothing but filtered is 0", tallyOf("filtered"), {}, 0],
  ["nothing announced is 7", tallyOf(), {}, 7],
  ["items that ended in 429 are 5", tallyOf("stored", ["failed", "http.429"]), {}, 5],
  ["nothing but network failures is 6", tallyOf(["failed", "network.connect"]), {}, 6],
  ["a missing Client-ID is 4", tallyOf(), { errors: ["client_id.missing"] }, 4],
  ["one missing address among successes is 3", tallyOf("stored"), { errors: ["not_found"] }, 3],
  ["nothing under the only address is 7", tallyOf(), { errors: ["not_found"] }, 7],
  ["a host that refuses the run is 5", tallyOf("stored", "cancelled"), { hostRefuses: true }, 5],
  ["a limit is 8, before 3", tallyOf("stored", ["failed", "http.5xx"]), { limitReached: true }, 8],
  [
    "Ctrl-C is 130, before all else",
    tallyOf("cancelled"),
    { stoppedBy: 130, errors: ["disk"] },
    130,
  ],
  [
    "a full disk is 1, before 8",
    tallyOf(["failed", "disk"]),
    { errors: ["disk"], limitReached: true },
    1,
  ],
  ["nothing new is 0", tallyOf("known"), {}, 0],
  ["nothing new is 9 when asked for", tallyOf("known"), { errorOnNoTransfer: true }, 9],
] as const)("exitCodeOf(): %s", (_behaviour, tally, met, code) => {
  expect(exitCodeOf(tally, { ...CALM, ...met })).toBe(code);
});

test("exitCodeOf() is 3 when a source came back short", () => {
  const tally = tallyOf("stored");
  tally.shorten("hot", 12);
  expect(exitCodeOf(tally, CALM)).toBe(3);
});

test("EXIT_CODES has a code for each error", () => {
  expect(Object.keys(EXIT_CODES).sort()).toEqual([...ERROR_CODES].sort());
});
