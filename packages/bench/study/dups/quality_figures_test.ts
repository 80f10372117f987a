import { expect, test } from "bun:test";
import { isKept } from "../study.ts";
import { qualityFigures, type ToldPair } from "./quality_figures.ts";
import type { Sample } from "./samples.ts";

const sample = (
  picture: string,
  { form, set = "photographs", origin = picture }: Partial<Sample> = {},
): Sample => ({ set, picture, origin, form, read: async () => new Uint8Array() });

const [a, b, cut] = [sample("a"), sample("b"), sample("b2", { origin: "b" })];
const coarse = sample("a", { form: "coarse" });
const coarseB = sample("b", { form: "coarse" });
const memes = ["one", "two", "two"].map((words) => sample(words, { set: "memes" }));
const samples = [a, b, cut, coarse, coarseB, ...memes];
const pair = (first: Sample, second: Sample, tier: ToldPair["tier"] = "sure"): ToldPair => ({
  first,
  second,
  tier,
});

function figureOf(name: string, pairs: readonly ToldPair[]) {
  const figure = qualityFigures(samples, { pairs, seconds: 2 }).find((one) => one.name === name);
  return { value: figure?.value, kept: figure && isKept(figure) };
}

test("qualityFigures() counts what is right among the sure, and parts of one photograph not at all", () => {
  const right = "almost sure: right";
  const found = [pair(a, coarse), pair(memes[1]!, memes[2]!), pair(b, cut)];
  expect(figureOf(right, found)).toEqual({ value: 100, kept: true });
  expect(figureOf(right, [...found, pair(a, b), pair(a, b, "look")])).toEqual({
    value: (2 / 3) * 100,
    kept: false,
  });
});

test("qualityFigures() counts memes of other words that were taken for one", () => {
  const confused = "almost sure: memes of other words taken for one";
  const told = [pair(memes[0]!, memes[1]!), pair(memes[0]!, memes[2]!, "likely")];
  expect(figureOf(confused, told).value).toBe(1);
});

test("qualityFigures() counts a form as found by its own picture alone, sure or likely", () => {
  const name = "photographs compressed to quality 40: found";
  expect(figureOf(name, [pair(a, coarse), pair(coarseB, b, "likely"), pair(a, b)])).toEqual({
    value: 100,
    kept: true,
  });
  expect(figureOf(name, [pair(coarse, a, "look"), pair(coarseB, coarse)])).toEqual({
    value: 0,
    kept: false,
  });
  expect(
    figureOf(`${name}, almost sure`, [pair(a, coarse), pair(coarseB, b, "likely")]).value,
  ).toBe(50);
});

test("qualityFigures() without a word told is no success", () => {
  expect(figureOf("almost sure: right", [])).toEqual({ value: 0, kept: false });
});
