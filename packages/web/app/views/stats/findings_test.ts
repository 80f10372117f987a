import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import {
  findCredits,
  findKind,
  findMonth,
  findName,
  findSaved,
  findWidth,
  leadOf,
  shareOf,
} from "./findings.ts";
import type { Stats } from "./stats_api.ts";

const NOTHING: Stats = {
  items: 0,
  bytes: 0,
  kinds: [],
  months: [],
  sizeEdges: [1, 120, 240],
  sizes: [],
  tags: [],
  users: [],
  subreddits: [],
  savedBytes: 0,
  removedUpstream: 0,
  favorites: 0,
  unseen: 0,
  posts: 0,
  runs: 0,
  trash: { items: 0, bytes: 0 },
  creditDays: [],
};
const named = (...items: readonly number[]) =>
  items.map((count, at) => ({ name: `n${at}`, items: count, bytes: count }));
const month = (name: string, items: number) => ({ name, items, bytes: items });
const cell = (width: number, items: number) => ({ width, height: 1, items });

describe("leadOf()", () => {
  test.each([
    [{ items: 12_482, bytes: 39.9e9 }, "12,482 items in 39.9 GB."],
    [
      { items: 12_482, bytes: 39.9e9, removedUpstream: 312 },
      "12,482 items in 39.9 GB; 312 are gone from Imgur and live only here.",
    ],
    [
      { items: 1, bytes: 5, removedUpstream: 1 },
      "1 item in 5 byte; 1 is gone from Imgur and lives only here.",
    ],
  ])("of %j", (stats, sentence) => {
    expect(leadOf({ ...NOTHING, ...stats })).toBe(sentence);
  });
});

describe("findings name what leads, and say so when nothing does", () => {
  test.each([
    [[month("2026-11", 3)], "Everything arrived in November 2026"],
    [[month("2026-11", 3), month("2026-10", 4)], "October 2026 brought the most: 4 items"],
    [[month("2026-11", 1), month("2026-10", 1)], "2 months brought the most, 1 item each"],
  ])("findMonth(%j)", (months, title) => expect(findMonth(months)).toBe(title));

  test.each([
    ["tags", named(), "No item has a tag"],
    ["tags", named(1), "n0 is the only tag, on 1 item"],
    ["tags", named(5, 2), "n0 leads the tags with 5 items"],
    ["users", named(5, 5, 2), "2 users posted the most, 5 items each"],
    ["users", named(1, 1, 1), "No user leads: the first 3 posted 1 item each"],
    ["subreddits", named(5, 2), "r/n0 gave the most: 5 items"],
  ] as const)("findName(%s, %j)", (names, list, title) =>
    expect(findName(names, list, 3)).toBe(title),
  );

  test.each([
    [[{ kind: "photo", items: 3, bytes: 9 }], "All of it is photos"],
    [
      [
        { kind: "photo", items: 9, bytes: 40 },
        { kind: "video", items: 1, bytes: 60 },
      ],
      "Videos are 10\u202f% of the items and take 60\u202f% of the space",
    ],
    [
      [
        { kind: "photo", items: 6, bytes: 70 },
        { kind: "gif", items: 4, bytes: 30 },
      ],
      "Photos take the most space: 70\u202f%",
    ],
    [
      [
        { kind: "photo", items: 6, bytes: 0 },
        { kind: "gif", items: 4, bytes: 0 },
      ],
      "2 kinds take the same space, more than any other",
    ],
  ] as const)("findKind(%j)", (kinds, title) => {
    const items = kinds.reduce((sum, kind) => sum + kind.items, 0);
    const bytes = kinds.reduce((sum, kind) => sum + kind.bytes, 0);
    expect(findKind({ kinds: [...kinds], items, bytes })).toBe(title);
  });

  test.each([
    [{ savedBytes: 0 }, "No two files are the same: nothing is saved by keeping one"],
    [{ savedBytes: 1e9 }, "Keeping equal files once saves 1 GB, 25\u202f% of the space"],
  ])("findSaved(%j)", (stats, title) =>
    expect(findSaved({ bytes: 3e9, trash: { items: 1, bytes: 1e9 }, ...stats })).toBe(title),
  );

  test.each([
    [[{ day: "2026-11-24", spent: 1 }], "24 November 2026 took 1 credit"],
    [
      [
        { day: "2026-11-23", spent: 9 },
        { day: "2026-11-24", spent: 4 },
      ],
      "23 November 2026 took the most credits: 9",
    ],
  ])("findCredits(%j)", (days, title) => expect(findCredits(days)).toBe(title));
});

describe("findWidth()", () => {
  test.each([
    [[], "No item has a known size"],
    [[cell(1, 3), cell(240, 2)], "More than half are narrower than 120 pixels"],
    [[cell(1, 2), cell(240, 2)], "At least half are 240 pixels wide or wider"],
  ])("of %j", (sizes, title) => {
    expect(findWidth({ sizes, sizeEdges: NOTHING.sizeEdges })).toBe(title);
  });

  // Seen failing with `> all` in place of `>= all`: half and half then spoke of the narrower half.
  test("is true of any sizes", () => {
    const cells = fc.array(fc.tuple(fc.constantFrom(1, 120, 240), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(cells, (list) => {
        const sizes = list.map(([width, items]) => cell(width, items));
        const all = list.reduce((sum, [, items]) => sum + items, 0);
        const over = (edge: number) =>
          list.reduce((sum, [width, items]) => sum + (width >= edge ? items : 0), 0);
        const title = findWidth({ sizes, sizeEdges: NOTHING.sizeEdges });
        const edge = Number(/\d+/.exec(title)?.[0]);
        if (title.startsWith("At least half")) {
          expect(over(edge) * 2).toBeGreaterThanOrEqual(all);
          if (edge === 120) expect(over(240) * 2).toBeLessThan(all);
        } else expect((all - over(edge)) * 2).toBeGreaterThan(all);
      }),
    );
  });
});

test.each([
  [1, 1, "100\u202f%"],
  [999, 1000, "over 99\u202f%"],
  [1, 1000, "under 1\u202f%"],
  [0, 1000, "0\u202f%"],
  [0, 0, "0\u202f%"],
])("shareOf(%i, %i) is %s: a part is never rounded to all or nothing", (part, whole, words) => {
  expect(shareOf(part, whole)).toBe(words);
});
