import { expect, test } from "bun:test";
import { sampleCase, sampleResult } from "../testing/sample_result.ts";
import { fillArticleTables } from "./article.ts";

test("fillArticleTables() gives the article's own times and factors when nothing was measured here", () => {
  const [downloads, thumbs] = fillArticleTables([]);
  expect(downloads).toMatchObject({
    isMeasured: false,
    rows: [{ way: "one by one" }, { way: "threads" }],
  });
  expect(downloads!.rows[1]!.article!.factor!.toFixed(1)).toBe("4.7");
  expect(thumbs!.rows[1]!.article!.factor!.toFixed(1)).toBe("2.2");
});

test("fillArticleTables() takes our rows, and the same programs', from cases with as many files", () => {
  const of = (series: string, seconds: number, files: number, role: "acacia" | "peer" = "acacia") =>
    sampleCase(`${series}, ${files}`, [{ wallMs: seconds * 1000 }], {
      series,
      role,
      params: { files },
    });
  const cases = [
    of("threads", 1, 500),
    of("sequential", 20, 91),
    of("threads", 2.5, 91),
    of("threads.py", 3, 91, "peer"),
  ];
  const [{ rows, isMeasured }] = fillArticleTables([sampleResult({ study: "article", cases })]) as [
    ReturnType<typeof fillArticleTables>[number],
  ];
  expect(isMeasured).toBe(true);
  expect(rows[1]).toMatchObject({
    way: "threads",
    ours: { seconds: 2.5, factor: 8 },
    program: { seconds: 3, factor: undefined },
  });
});
