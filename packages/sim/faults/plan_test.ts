import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type Choice, FaultPlan } from "./plan.ts";

const CDN: Choice = { role: "cdn", path: "/a.png", mediaId: "a", inFlight: 1 };
const API: Choice = { role: "api", path: "/3/credits", mediaId: undefined, inFlight: 1 };

function names(plan: FaultPlan, choices: readonly Choice[]): (string | null)[] {
  return choices.map((choice) => plan.choose(choice)?.name ?? null);
}

function repeat(choice: Choice, count: number): Choice[] {
  return Array.from({ length: count }, () => choice);
}

describe("FaultPlan.choose()", () => {
  test("goes through a script entry by entry, then lets everything pass", () => {
    const plan = new FaultPlan(1, { rules: [], faults: { a: ["cut", "ok", "gone"] } });
    expect(names(plan, repeat(CDN, 5))).toEqual(["cut", null, "gone", null, null]);
  });

  test("keeps an entry with a star", () => {
    const plan = new FaultPlan(1, { rules: [], faults: { a: ["ok", "cut*"] } });
    expect(names(plan, repeat(CDN, 4))).toEqual([null, "cut", "cut", "cut"]);
  });

  test("finds a script by path, too", () => {
    const plan = new FaultPlan(1, { rules: [], faults: { "/3/credits": ["gone"] } });
    expect(names(plan, [CDN, API])).toEqual([null, "gone"]);
  });

  test("an ok in a script keeps rules off", () => {
    const plan = new FaultPlan(1, { rules: ["cut"], faults: { a: ["ok"] } });
    expect(names(plan, repeat(CDN, 2))).toEqual([null, "cut"]);
  });

  test("counts the requests of the rule's own role", () => {
    const plan = new FaultPlan(1, { rules: ["cdn:cut@first2"], faults: {} });
    expect(names(plan, [API, CDN, API, CDN, CDN])).toEqual([null, "cut", null, "cut", null]);
  });

  test.each([
    ["after2", [null, null, "cut", "cut", "cut", "cut"]],
    ["every3", [null, null, "cut", null, null, "cut"]],
  ])("@%s", (when, expected) => {
    const plan = new FaultPlan(1, { rules: [`cut@${when}`], faults: {} });
    expect(names(plan, repeat(CDN, 6))).toEqual(expected);
  });

  test("@above looks at what is in flight", () => {
    const plan = new FaultPlan(1, { rules: ["throttle@above2"], faults: {} });
    const choices = [1, 2, 3].map((inFlight) => ({ ...CDN, inFlight }));
    expect(names(plan, choices)).toEqual([null, null, "throttle"]);
  });

  test("the first rule that bites wins", () => {
    const plan = new FaultPlan(1, { rules: ["cut@first1", "gone"], faults: {} });
    expect(names(plan, repeat(CDN, 2))).toEqual(["cut", "gone"]);
  });

  test("a share bites about as often as it says", () => {
    const plan = new FaultPlan(1, { rules: ["cut@0.2"], faults: {} });
    const choices = Array.from({ length: 2000 }, (_, i) => ({ ...CDN, mediaId: `m${i}` }));
    const bitten = names(plan, choices).filter((name) => name === "cut").length;
    expect(bitten / 2000).toBeCloseTo(0.2, 1);
  });

  test("refuses a script with an unknown fault", () => {
    expect(() => new FaultPlan(1, { rules: [], faults: { a: ["cutt"] } })).toThrow(
      "Cannot set the fault 'cutt'",
    );
  });
});

/** The law: what a media meets does not depend on the order in which media are asked for. */
function orderDoesNotMatter(choose: (plan: FaultPlan, choice: Choice) => boolean): void {
  const media = fc.array(fc.string({ minLength: 1, maxLength: 7 }), {
    minLength: 2,
    maxLength: 20,
  });
  fc.assert(
    fc.property(media, fc.integer(), (ids, seed) => {
      const fates = (order: readonly string[]) => {
        const plan = new FaultPlan(seed, { rules: ["cut@0.5"], faults: {} });
        const met = order.map((id) => [id, choose(plan, { ...CDN, mediaId: id })] as const);
        return met.toSorted().map(String);
      };
      const distinct = [...new Set(ids)];
      expect(fates(distinct.toReversed())).toEqual(fates(distinct));
    }),
  );
}

describe("a share by seed", () => {
  test("does not depend on the order of requests", () => {
    orderDoesNotMatter((plan, choice) => plan.choose(choice) !== null);
  });

  test("the law is broken by a plan that counts all requests together", () => {
    const seen = new WeakMap<FaultPlan, number>();
    const counting = (plan: FaultPlan, choice: Choice) => {
      const nth = (seen.get(plan) ?? 0) + 1;
      seen.set(plan, nth);
      return plan.choose({ ...choice, mediaId: `${nth}` }) !== null;
    };
    expect(() => orderDoesNotMatter(counting)).toThrow();
  });
});
