import { describe, expect, test } from "bun:test";
import { type Metrics, makeCase } from "../case.ts";
import { articleChart } from "./article_chart.ts";
import { thumbFigures } from "./figures.ts";
import { GALLERY } from "./gallery.ts";
import { caseId } from "./load.ts";
import { LOADS } from "./loads.ts";

const run = (load: string, series: string, ...runs: Metrics[]) => {
  const params = { load };
  return makeCase({ id: caseId({ name: load }, { series }), series, role: "peer", params }, runs);
};

describe("thumbFigures()", () => {
  test("compares round by round, and only what ran", () => {
    const figures = thumbFigures(
      [
        run(LOADS.article, "auto", { wallMs: 100 }, { wallMs: 200 }),
        run(LOADS.article, "thumbs_processes.py", { wallMs: 150 }, { wallMs: 500 }),
      ],
      "drawn",
    );
    expect(figures).toHaveLength(1);
    expect(figures[0]).toMatchObject({ value: 2, samples: [1.5, 2.5], target: { atLeast: 2 } });
    expect(figures[0]?.note).toContain("drawn");
  });

  test("asks for the median quality of Pillow, as it is in this run", () => {
    const figures = thumbFigures(
      [
        run(LOADS.article, "auto", { psnrDb: 47 }),
        run(LOADS.article, "thumbs_processes.py", { psnrDb: 46 }),
      ],
      "photographs",
    );
    expect(figures).toMatchObject([{ value: 47, target: { atLeast: 46 } }]);
  });

  test("counts CPU, not time, for what an archive adds", () => {
    const cases = [GALLERY.all, GALLERY.alone].map((id, n) =>
      makeCase({ id, series: id, role: "acacia", params: {} }, [{ cpuMs: n === 0 ? 130 : 100 }]),
    );
    expect(thumbFigures(cases, "drawn")).toMatchObject([{ value: 1.3, target: { atMost: 1.35 } }]);
  });
});

describe("articleChart()", () => {
  test("sets the article's rows beside those of this machine, each against its own start", () => {
    const cases = [
      run(LOADS.article, "thumbs_single.py", { wallMs: 800 }),
      run(LOADS.article, "auto", { wallMs: 400 }),
      run(LOADS.many, "auto", { wallMs: 4000 }),
    ];
    const chart = articleChart(cases, { kind: "drawn", sizeBytes: 36e6 });
    expect(chart?.title).toContain("Acacia takes 0.40 s here");
    expect(chart?.rows.map(({ text }) => text)).toEqual([
      "2.32 s, 1.0 ×",
      "1.05 s, 2.2 ×",
      "0.80 s, 1.0 ×",
      "0.40 s, 2.0 ×",
    ]);
  });

  test("is none without our own row", () => {
    expect(articleChart([], { kind: "drawn", sizeBytes: 1 })).toBeNull();
  });
});
