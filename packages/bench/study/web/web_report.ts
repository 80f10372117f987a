import type { BarChart } from "../../report/chart.ts";
import { type CaseResult, ratiosOf } from "../case.ts";
import { makeFigure } from "../figure.ts";
import type { Figure } from "../study.ts";

/** Ours over a peer's, by the ends of their cases' names. */
const RATIOS = [
  { what: "thumbnails", peer: "nginx", atLeast: 1 },
  { what: "thumbnails", peer: "Hono's serveStatic", atLeast: 5 },
  { what: "thumbnails", peer: "Bun's static routes" },
  { what: "304", peer: "nginx" },
] as const;
const MIN_PAGES_PER_SECOND = 5_000;
const MAX_P99_MS = 10;

/** What counts of the gallery's server. */
export function webFigures(cases: readonly CaseResult[]): readonly Figure[] {
  const rateOf = (id: string) => cases.find((one) => one.id === id)?.metrics.perSecond;
  const ratios = RATIOS.flatMap(({ what, peer, ...rest }) => {
    const [ours, theirs] = [rateOf(`${what}, Acacia`), rateOf(`${what}, ${peer}`)];
    if (!ours || !theirs) return [];
    const target = "atLeast" in rest ? { target: { atLeast: rest.atLeast } } : {};
    const name = `${what} over HTTP, times as fast as ${peer}`;
    return [
      makeFigure(name, ratiosOf(ours, theirs), { unit: "x", statistic: "median", ...target }),
    ];
  });
  const pages = rateOf("JSON of 60 rows, Acacia");
  const p99 = cases.find(({ id }) => id.includes("while a fetch runs"))?.metrics.p99Ms;
  return [
    ...ratios,
    ...(pages
      ? [
          makeFigure("a page of 60 rows as JSON", pages.samples, {
            unit: "per s",
            statistic: "median",
            target: { atLeast: MIN_PAGES_PER_SECOND },
          }),
        ]
      : []),
    ...(p99
      ? [
          makeFigure("thumbnails to 32 connections while a fetch runs, p99", p99.samples, {
            unit: "ms",
            statistic: "median",
            target: { atMost: MAX_P99_MS },
          }),
        ]
      : []),
  ];
}

/** Answers a second by server. */
export function webChart(cases: readonly CaseResult[]): BarChart | null {
  const rows = cases
    .filter(({ id, metrics }) => id.startsWith("thumbnails, ") && metrics.perSecond)
    .map(({ series: name, role, metrics }) => {
      const { median: value, low, high } = metrics.perSecond!;
      return { name, role, value, low, high, text: `${Math.round(value).toLocaleString("en")} /s` };
    })
    .toSorted((a, b) => b.value - a.value);
  const ours = rows.find(({ role }) => role === "acacia");
  if (!ours) return null;
  const others = rows
    .filter((row) => row !== ours)
    .map(({ name, value }) => `${(ours.value / value).toFixed(2)} times ${name}`);
  return {
    kind: "bars",
    id: "web-thumbnails",
    title: `The gallery answers ${ours.text.replace(" /s", "")} thumbnails a second${others.length === 0 ? "" : `: ${others.join(", ")}`}`,
    note: "wrk with one thread and 32 connections on the same machine; the gallery and nginx send the same headers, the other two fewer",
    unit: "/s",
    rows,
  };
}
