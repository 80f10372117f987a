import { describe, expect, test } from "bun:test";
import type { Member } from "./duplicates_api.ts";
import { factsOf, reasonsOf } from "./facts.ts";
import { makeMember } from "./testing/make_group.ts";

describe("factsOf()", () => {
  test("has the facts of both, and leaves out what neither has", () => {
    const facts = factsOf(
      makeMember(1),
      makeMember(2, { width: 800, height: 500, favorite: true }),
    );
    expect(facts).toContainEqual({
      name: "duplicates.fact.pixels",
      left: "1,600 × 1,000",
      right: "800 × 500",
    });
    expect(facts).toContainEqual({
      name: "duplicates.fact.favorite",
      left: "none",
      right: "yes",
    });
    const names = facts.map(({ name }) => name);
    expect(names).not.toContain("duplicates.fact.length");
    expect(names).not.toContain("duplicates.fact.tags");
  });
});

describe("reasonsOf()", () => {
  const older = { postedAt: Date.UTC(2019, 0, 1) };
  test.each<[string, Parameters<typeof reasonsOf>[0], Partial<Member>, Partial<Member>, string[]]>([
    [
      "says how many times the pixels, and what else holds",
      { reason: "pixels" },
      { width: 1600, height: 1500, ...older },
      { width: 1000, height: 1000 },
      ["2.4 × the pixels", "the older post"],
    ],
    [
      "begins with the server's reason",
      { reason: "marks" },
      { favorite: true, width: 3200 },
      {},
      ["it has your marks", "2 × the pixels"],
    ],
    [
      "names the better format",
      { reason: "format" },
      { ext: "png" },
      {},
      ["the better format, PNG"],
    ],
    [
      "says times the bytes where the pixels are the same",
      { reason: "bytes" },
      { bytes: 90_000_000 },
      {},
      ["45 × the bytes"],
    ],
    [
      "claims nothing that does not hold of this pair",
      { reason: "pixels" },
      {},
      {},
      ["both are equally good"],
    ],
    [
      "says nothing of a difference that nobody sees",
      { reason: "older" },
      { width: 1601, ...older },
      {},
      ["the older post"],
    ],
  ])("%s", (_behaviour, group, kept, other, reasons) => {
    expect(reasonsOf(group, makeMember(1, kept), makeMember(2, other))).toEqual(reasons);
  });
});
