import { expect, test } from "bun:test";
import fc from "fast-check";
import type { BlobLooks } from "../../db/similar.ts";
import type { NearPair } from "./find_pairs.ts";
import { groupPairs, type NearGroup } from "./group_pairs.ts";
import type { NearTier } from "./judge.ts";

/** A file whose size tells which is best. */
const blob = (sha256: string, width = 100): BlobLooks => ({
  sha256,
  width,
  height: 100,
  bytes: 1_000,
  ext: "jpg",
  animated: false,
  durationMs: null,
  media: 1,
  albums: 0,
  marks: 0,
  postedAt: null,
});
const pair = (first: BlobLooks, second: BlobLooks, tier: NearTier = "sure"): NearPair => ({
  ...{ first, second, tier },
  ...{ distance: 2, difference: 0.01, mirrored: false },
});
const names = ({ keep, others }: NearGroup) => [
  keep.sha256,
  ...others.map((one) => one.blob.sha256).sort(),
];

test("groupPairs() keeps the best, with all that were found to be the same", () => {
  const [a, b, c] = [blob("a"), blob("b", 900), blob("c")];
  expect(groupPairs([pair(a, b), pair(b, c), pair(a, c)], "sure").map(names)).toEqual([
    ["b", "a", "c"],
  ]);
});

test("groupPairs() does not take the ends of a chain for one picture", () => {
  const [a, b, c, d] = [blob("a", 900), blob("b", 700), blob("c", 500), blob("d", 300)];
  const chain = [pair(a, b), pair(b, c), pair(c, d)];
  expect(groupPairs(chain, "sure").map(names)).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("groupPairs() leaves out what is sure to go in a group of before", () => {
  const [a, b, c] = [blob("a", 900), blob("b"), blob("c")];
  const pairs = [pair(a, b), pair(b, c, "likely"), pair(a, c, "look")];
  const taken = new Set<string>();
  expect(groupPairs(pairs, "sure", taken).map(names)).toEqual([["a", "b"]]);
  expect(groupPairs(pairs, "likely", taken)).toEqual([]);
  expect(groupPairs(pairs, "look", taken).map(names)).toEqual([["a", "c"]]);
});

const drawn = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(3)), { maxLength: 30 });
const files = Array.from({ length: 10 }, (_, at) => blob(`f${at}`, 100 + ((at * 37) % 10) * 50));

/** The law: whoever goes has a pair with the one that is kept, and nobody is in two groups. */
const mergesOnlyPairs = (group: typeof groupPairs) =>
  fc.property(drawn, (links) => {
    const pairs = links.flatMap(([a, b]) => (a < b ? [pair(files[a]!, files[b]!)] : []));
    const isPair = (a: string, b: string) =>
      pairs.some(
        ({ first, second }) => [first.sha256, second.sha256].sort().join() === [a, b].sort().join(),
      );
    const groups = group(pairs, "sure");
    const all = groups.flatMap(names);
    return (
      new Set(all).size === all.length &&
      groups.every(({ keep, others }) =>
        others.every((one) => isPair(keep.sha256, one.blob.sha256)),
      )
    );
  });

test("groupPairs() merges only what was compared", () => {
  fc.assert(mergesOnlyPairs(groupPairs), { numRuns: 300 });
});

test("groupPairs(): the law catches groups of everything that hangs together", () => {
  const chained = mergesOnlyPairs((pairs, tier) => {
    const all = [
      ...new Map(
        pairs.flatMap(
          ({ first, second }) =>
            [
              [first.sha256, first],
              [second.sha256, second],
            ] as const,
        ),
      ).values(),
    ];
    const [keep, ...rest] = all;
    if (!keep) return [];
    const others = rest.map((one) => ({ blob: one, distance: 0, difference: 0, mirrored: false }));
    return [{ tier, keep, reason: "older", others }];
  });
  expect(fc.check(chained, { seed: 1, numRuns: 300 }).failed).toBe(true);
});
