import { describe, expect, test } from "bun:test";
import { planCorpus } from "./plan_corpus.ts";

const PHOTOGRAPHS = [
  { name: "wide.jpg", width: 5640, height: 3172 },
  { name: "tall.jpg", width: 900, height: 1600 },
];
const plan = (progressivePercent: number, seed = 1) =>
  planCorpus(PHOTOGRAPHS, { count: 160, progressivePercent, seed });

describe("planCorpus()", () => {
  test("follows from its seed, and from nothing else", () => {
    expect(plan(14)).toEqual(plan(14));
    expect(plan(14, 2)).not.toEqual(plan(14));
  });

  test.each([
    [0, 0],
    [14, 22],
    [50, 80],
    [100, 131],
  ])("makes %i %% of all files progressive: %i, and JPEGs only", (percent, files) => {
    const progressive = plan(percent).filter((picture) => picture.progressive);
    expect(progressive).toHaveLength(files);
    expect(progressive.every(({ type }) => type === "jpg")).toBe(true);
  });

  test("changes nothing else with the share of progressive files", () => {
    const plain = (percent: number) =>
      plan(percent).map((picture) => ({ ...picture, progressive: false }));
    expect(plain(14)).toEqual(plain(0));
  });

  test("cuts every part from inside its photograph", () => {
    for (const { source, crop } of plan(14)) {
      const photograph = PHOTOGRAPHS.find(({ name }) => name === source)!;
      expect(crop.left).toBeGreaterThanOrEqual(0);
      expect(crop.top).toBeGreaterThanOrEqual(0);
      expect(crop.left + crop.width).toBeLessThanOrEqual(photograph.width);
      expect(crop.top + crop.height).toBeLessThanOrEqual(photograph.height);
    }
  });

  test("makes JPEGs of 1024 to 2048 px and PNGs of 480 or 640", () => {
    const sides = (type: "jpg" | "png") =>
      plan(14)
        .filter((picture) => picture.type === type)
        .map(({ width, height }) => Math.max(width, height));
    expect(sides("png")).toHaveLength(29);
    expect(new Set(sides("png"))).toEqual(new Set([480, 640]));
    expect(Math.min(...sides("jpg"))).toBeGreaterThanOrEqual(1024);
    expect(Math.max(...sides("jpg"))).toBeLessThanOrEqual(2048);
  });

  test("gives every picture a name of its own", () => {
    expect(new Set(plan(14).map(({ name }) => name)).size).toBe(160);
  });
});
