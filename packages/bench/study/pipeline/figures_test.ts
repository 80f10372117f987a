import { describe, expect, test } from "bun:test";
import { type Metrics, makeCase, type Role } from "../case.ts";
import { OWN, pipelineChart, pipelineFigures } from "./figures.ts";
import { findFirstThumbnail } from "./own.ts";
import { quote } from "./pair.ts";

const run = (series: string, jobs: number, metrics: Metrics) => {
  const role: Role = series === OWN ? "acacia" : "peer";
  return makeCase({ id: `${series}, ${jobs}`, series, role, params: { jobs } }, [metrics]);
};
const CASES = [
  run(OWN, 8, { wallMs: 1000, firstMs: 250, peakRssBytes: 170e6 }),
  run("pair", 8, { wallMs: 1600 }),
  run(OWN, 64, { wallMs: 500, firstMs: 200, peakRssBytes: 190e6 }),
  run("pair", 64, { wallMs: 900 }),
  run("one by one", 1, { wallMs: 10_000 }),
];

describe("pipelineFigures()", () => {
  test("compares with pairs of the same width, and the widest with one by one", () => {
    const ratios = pipelineFigures(CASES).filter(({ unit }) => unit === "x");
    expect(ratios.map(({ name, value, target }) => [name, value, target])).toEqual([
      [`pair over ${OWN}, 8`, 1.6, { atLeast: 1.5 }],
      [`pair over ${OWN}, 64`, 1.8, { atLeast: 1.9 }],
      [`one by one over ${OWN}, 64`, 20, { atLeast: 19 }],
    ]);
  });

  test("holds ours to its first thumbnail and its memory", () => {
    const own = pipelineFigures(CASES).filter(({ unit }) => unit !== "x");
    expect(own.map(({ value, unit }) => `${value} ${unit}`)).toEqual([
      "250 ms",
      "170 MB",
      "200 ms",
      "190 MB",
    ]);
  });
});

test("pipelineChart() says who was first, whoever it was", () => {
  expect(pipelineChart(CASES, "drawn")?.title).toContain(`${OWN}, 64 is done first, after 0.50 s`);
  const slow = [run(OWN, 8, { wallMs: 9000 }), ...CASES.slice(1, 2)];
  expect(pipelineChart(slow, "drawn")?.title).toContain("pair, 8 is done first");
  expect(pipelineChart(CASES.slice(1, 2), "drawn")).toBeNull();
});

test("findFirstThumbnail() takes no run that lacks one", () => {
  const made = (t: number) =>
    ({ t, type: "thumbnail.finished", sha256: "", sizes: [], engine: "bun", ms: 1 }) as const;
  expect(findFirstThumbnail([made(7), made(9)], 2)).toBe(7);
  expect(() => findFirstThumbnail([made(7)], 2)).toThrow("1 of 2 pictures");
});

test("quote() keeps every word one word of a shell", () => {
  const words = ["a b", "it's", "$HOME", "\\"];
  const { stdout } = Bun.spawnSync(["sh", "-c", `printf '%s\\n' ${quote(words)}`]);
  expect(stdout.toString()).toBe(`${words.join("\n")}\n`);
});
