import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { type BarChart, type Figure, readStyle } from "@acacia/bench";
import { sampleCase, sampleResult } from "../packages/bench/testing/sample_result.ts";
import { cutCode, MAX_LINES } from "./cut_study_code.ts";
import { findStaleStudy } from "./make_study.ts";
import { fillStudy } from "./study_fills.ts";

const root = join(import.meta.dir, "..");
const style = await readStyle();

const SOURCE = `import { a } from "./a.ts";

/** Twice. */
export function double(
  n: number,
): number {
  return n * 2;
}

export const LIMIT = 3;

/** Holds one. */
class Box<Item> {
  #item: Item | undefined;

  /** Takes it out. */
  async take(): Promise<Item | undefined> {
    const item = this.#item;
    return item;
  }

  #put(item: Item): void {
    this.#item = item;
  }
}
`;

describe("cutCode()", () => {
  test("cuts a function with its comment, its parameters and its end", () => {
    expect(cutCode(SOURCE, ["double"])).toBe(
      "/** Twice. */\nexport function double(\n  n: number,\n): number {\n  return n * 2;\n}",
    );
  });

  test("cuts members of a class, moved to the left, in the order asked for", () => {
    expect(cutCode(SOURCE, ["Box.#put", "LIMIT", "Box.take"])).toBe(
      [
        "#put(item: Item): void {\n  this.#item = item;\n}",
        "export const LIMIT = 3;",
        "/** Takes it out. */\nasync take(): Promise<Item | undefined> {\n  const item = this.#item;\n  return item;\n}",
      ].join("\n\n"),
    );
  });

  test("names what is not there, and refuses what is too long to be a core", () => {
    expect(() => cutCode(SOURCE, ["triple"])).toThrow("Cannot show triple: it is not there");
    expect(() => cutCode(SOURCE, ["Box.give"])).toThrow("Cannot show Box.give: it is not there");
    const long = `function long() {\n${"  work();\n".repeat(MAX_LINES)}}\n`;
    expect(() => cutCode(long, ["long"])).toThrow(`are more than ${MAX_LINES}`);
  });
});

describe("fillStudy()", () => {
  const figure: Figure = {
    name: "pool with 8 jobs",
    unit: "x",
    value: 1.05,
    statistic: "median",
    n: 5,
    min: 1.04,
    max: 1.07,
    target: { atMost: 1.1 },
  };
  const chart: BarChart = {
    kind: "bars",
    id: "wall-8",
    title: "The pool is ahead",
    unit: "s",
    rows: [{ name: "pool", role: "acacia", value: 1, low: 1, high: 1 }],
  };
  const cases = [sampleCase("pool, 8 jobs", [{ wallMs: 3_200, cpuMs: 1 }])];
  const results = [sampleResult({ figures: [figure], charts: [chart], cases })];
  const fill = (what: string, kept = results, old = "\nold\n") =>
    fillStudy(`before <!-- fill: ${what} -->${old}<!-- end --> after`, {
      root,
      results: kept,
      style,
    });

  test("puts a figure into a sentence, and leaves what stands around it", async () => {
    const { text } = await fill('figure downloads "pool with 8 jobs"', results, "");
    expect(text).toBe(
      'before <!-- fill: figure downloads "pool with 8 jobs" -->1.05 ×<!-- end --> after',
    );
  });

  test("makes tables of figures and of some metrics of cases", async () => {
    const { text: figures } = await fill("figures downloads");
    expect(figures).toContain("| pool with 8 jobs | ≤ 1.10 × | median 1.05 × |");
    const { text: told } = await fill('cases downloads wallMs "8 jobs"');
    expect(told).toContain("| case | wall, s |\n| :-- | --: |\n| pool, 8 jobs | 3.20 |\n");
  });

  test("draws charts into files of their own, under their titles", async () => {
    const { text, pictures } = await fill("charts downloads");
    expect(text).toContain(
      "**The pool is ahead**\n\n![The pool is ahead](study/downloads_wall_8.svg)",
    );
    expect(pictures.get("downloads_wall_8.svg")).toStartWith("<svg xmlns=");
  });

  test("says which command fills what was not measured", async () => {
    for (const kind of ["figures", "charts", "cases"]) {
      const { text } = await fill(`${kind} downloads wallMs`, []);
      expect(text).toContain("*Not measured yet: `bun run bench downloads --save`");
    }
  });

  test("is the same when it is made twice", async () => {
    const sources = { root, results, style };
    const { text } = await fill("figures downloads");
    expect((await fillStudy(text, sources)).text).toBe(text);
  });

  test("refuses a kind that is none", async () => {
    const failure = await fill("numbers downloads").catch((error: unknown) => error);
    expect(String(failure)).toContain("Cannot fill 'numbers downloads'");
  });
});

test("docs/study.md and its pictures are of the sources and results of now (bun _tools/make_study.ts)", async () => {
  expect([...(await findStaleStudy()).keys()]).toEqual([]);
});
