import type { BarChart } from "../../report/chart.ts";
import type { CaseResult } from "../case.ts";
import { LOADS } from "./loads.ts";

/** What the article reports of its second table. */
const ARTICLE = { files: 160, megabytes: 36, singleS: 2.32, poolS: 1.05 } as const;
const MB = 1e6;

/** The article's second table, with the rows of this machine; null when the work did not run. */
export function articleChart(
  cases: readonly CaseResult[],
  pictures: { readonly kind: string; readonly sizeBytes: number },
): BarChart | null {
  const rows = cases.flatMap(({ series, role, params, metrics: { wallMs } }) => {
    if (params.load !== LOADS.article || !wallMs) return [];
    const [value, low, high] = [wallMs.median / 1000, wallMs.low / 1000, wallMs.high / 1000];
    return [{ name: series, role, value, low, high }];
  });
  const find = (name: string) => rows.find((row) => row.name === name)?.value;
  const [single, auto] = [find("thumbs_single.py"), find("auto")];
  if (auto === undefined) return null;
  const theirs = (name: string, value: number) => {
    return { name: `the article: ${name}`, role: "peer" as const, value, low: value, high: value };
  };
  const all = [theirs("one by one", ARTICLE.singleS), theirs("a pool", ARTICLE.poolS), ...rows];
  const beside = single === undefined ? "" : ` (Pillow one by one here: ${single.toFixed(2)} s)`;
  return {
    kind: "bars",
    id: "article-thumbs",
    title: `${ARTICLE.files} thumbnails: the article went from ${ARTICLE.singleS} s to ${ARTICLE.poolS} s, Acacia takes ${auto.toFixed(2)} s here${beside}`,
    note: `Pictures ${pictures.kind}, ${(pictures.sizeBytes / MB).toFixed(0)} MB; the article's were ${ARTICLE.megabytes} MB. Its own rows are its own figures of 2022, on another machine. Factors are against Pillow one by one, its and ours.`,
    unit: "s",
    rows: all.map((row) => {
      const base = row.name.startsWith("the article") ? ARTICLE.singleS : single;
      const factor = base === undefined ? "" : `, ${(base / row.value).toFixed(1)} ×`;
      return { ...row, text: `${row.value.toFixed(2)} s${factor}` };
    }),
  };
}
