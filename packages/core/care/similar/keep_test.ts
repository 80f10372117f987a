import { expect, test } from "bun:test";
import { chooseKeep, type Keepable } from "./keep.ts";

const plain: Keepable = {
  width: 800,
  height: 600,
  bytes: 100_000,
  ext: "jpg",
  albums: 0,
  marks: 0,
  postedAt: 5,
};

test.each<[string, Partial<Keepable>, Partial<Keepable>]>([
  ["pixels", { width: 1600, height: 1200, bytes: 90_000 }, { albums: 9 }],
  ["bytes", { bytes: 200_000 }, { ext: "png" }],
  ["format", { ext: "png" }, { bytes: 105_000, albums: 2 }],
  ["format", {}, { ext: "gif" }],
  ["albums", { albums: 2 }, { albums: 1, marks: 3 }],
  ["marks", { marks: 1 }, { postedAt: 1 }],
  ["older", { postedAt: 4 }, {}],
  ["older", { postedAt: 4 }, { postedAt: null }],
])("chooseKeep() decides by %s", (reason, better, worse) => {
  const [best, other] = [
    { ...plain, ...better },
    { ...plain, ...worse },
  ];
  expect(chooseKeep([best, other])).toEqual({ keep: best, reason: reason as never });
  expect(chooseKeep([other, best]).keep).toBe(best);
});

test("chooseKeep() takes rounding for no difference", () => {
  const cut = { ...plain, width: 796, albums: 1 };
  expect(chooseKeep([plain, cut])).toEqual({ keep: cut, reason: "albums" });
});

test("chooseKeep() names what set the best apart from its last rival", () => {
  const [small, coarse, best] = [
    { ...plain, width: 400 },
    { ...plain, bytes: 50_000 },
    { ...plain, bytes: 99_000 },
  ];
  expect(chooseKeep([small, coarse, best])).toEqual({ keep: best, reason: "bytes" });
});
