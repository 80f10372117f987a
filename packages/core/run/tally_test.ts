import { expect, test } from "bun:test";
import fc from "fast-check";
import { makeTotals, OUTCOMES, sumOutcomes } from "../outcomes.ts";
import { type Ended, Tally } from "./tally.ts";

const ended = fc.record({
  source: fc.constantFrom("r/aww", "hot", "a/aBc12De"),
  outcome: fc.constantFrom(...OUTCOMES),
  storedBytes: fc.nat(1000),
});

/** The law of contract §5, on any tally-like thing. */
function sumsAddUp(make: () => Pick<Tally, "announce" | "end" | "totals" | "sources" | "missing">) {
  return fc.property(fc.array(ended), (ends) => {
    const tally = make();
    for (const end of ends) {
      tally.announce(end.source, 1);
      tally.end(end as Ended);
    }
    const perSource = tally.sources.reduce((sum, source) => sum + source.announced, 0);
    return (
      tally.missing === 0 &&
      sumOutcomes(tally.totals) === tally.totals.announced &&
      perSource === ends.length
    );
  });
}

test("Tally keeps announced = the sum of the outcomes, per source and in all", () => {
  fc.assert(sumsAddUp(() => new Tally()));
});

test("Tally: the law catches a tally that forgets filtered items", () => {
  class Forgetful extends Tally {
    override end(end: Ended): void {
      if (end.outcome !== "filtered") super.end(end);
    }
  }
  expect(() =>
    fc.assert(
      sumsAddUp(() => new Forgetful()),
      { seed: 1, numRuns: 1_000 },
    ),
  ).toThrow();
});

test("Tally says how many announced items have not ended", () => {
  const tally = new Tally();
  tally.announce("hot", 3);
  tally.end({ source: "hot", outcome: "stored", storedBytes: 7 });
  expect(tally.missing).toBe(2);
});

test("Tally lists a source that delivered nothing", () => {
  const tally = new Tally();
  tally.open("r/empty");
  expect(tally.sources).toEqual([{ source: "r/empty", short: 0, ...makeTotals() }]);
});
