import { describe, expect, test } from "bun:test";
import { estimateCost } from "./estimate_cost.ts";

const AWW = { kind: "subreddit", name: "aww" } as const;

describe("estimateCost()", () => {
  test("counts a credit a page, and two an album at worst", () => {
    expect(estimateCost(AWW, { hasClientId: true, limit: 120 })).toMatchObject({
      least: 1,
      most: 2 + 240,
      postsPerCredit: 60,
    });
  });

  test("does not know the worst of a listing without a limit", () => {
    expect(estimateCost(AWW, { hasClientId: true }).most).toBeNull();
  });

  test("knows the worst of a sample, which has an end of its own", () => {
    const random = { kind: "section", name: "random" } as const;
    expect(estimateCost(random, { hasClientId: true }).most).toBe(20 + 120);
  });

  test("counts a credit for each id of a list, up to the limit", () => {
    const list = { kind: "list", ids: ["aBc12", "dEf34", "gHi56"] } as const;
    expect(estimateCost(list, { hasClientId: true, limit: 2 })).toMatchObject({
      least: 2,
      most: 4,
    });
  });

  test.each([
    [{ kind: "album", id: "aBc12" } as const, "no credit: it is read without a Client-ID"],
    [AWW, "nothing: it cannot be listed without a Client-ID"],
  ])("costs nothing without a Client-ID: %j", (source, sentence) => {
    const cost = estimateCost(source, { hasClientId: false });
    expect([cost.least, cost.most, cost.sentence]).toEqual([0, 0, sentence]);
  });
});
