import { expect, test } from "bun:test";
import { judge, type Looks } from "./judge.ts";

const still: Looks = { width: 800, height: 600, animated: false, durationMs: null };
const moving: Looks = { ...still, animated: true, durationMs: 4_000 };
const whole = { scaleX: 1, scaleY: 1 };
const same = { ...whole, error: 0.01, unlike: 0.1, usual: 0.05 };

test.each([
  ["the same", still, same, "sure"],
  ["the same at half the size", { ...still, width: 400, height: 300 }, same, "sure"],
  ["cut off at one side", { ...still, width: 720 }, { ...same, scaleX: 1 / 0.9 }, "sure"],
  ["stretched", { ...still, width: 720 }, same, "likely"],
  ["coarse all over", still, { ...same, unlike: 0.45, usual: 0.2 }, "sure"],
  ["a tiny word on a restless picture", still, { ...same, unlike: 0.24, usual: 0.008 }, "likely"],
  ["a small word that differs", still, { ...same, unlike: 0.45 }, "likely"],
  ["a part that differs", still, { ...same, unlike: 0.6 }, "likely"],
  ["a caption of other words", still, { ...same, unlike: 2 }, "look"],
  ["different all over", still, { ...same, error: 0.3 }, "look"],
  ["another picture", still, { ...same, error: 0.8 }, undefined],
  ["a moving picture beside a still one", moving, same, "look"],
] as const)("judge() of two, %s", (_what, other, alignment, tier) => {
  expect(judge(still, other, alignment)).toBe(tier as never);
  expect(
    judge(still, { ...other, width: 0, height: 0 }, { ...alignment, error: 0.9 }),
  ).toBeUndefined();
});

test.each([
  [4_000, "likely"],
  [4_040, "likely"],
  [5_000, "look"],
])("judge() is never sure of animations, of which it sees one frame: %i ms", (durationMs, tier) => {
  expect(judge(moving, { ...moving, durationMs }, same)).toBe(tier as never);
});
