import type { BarChart, Chart, ChartPoint, LineChart } from "../../report/chart.ts";
import type { CaseResult, Role, Spread } from "../case.ts";
import { GRID, JOBS } from "./grid.ts";

const MB = 1e6;
const LAW = "N·L/C";

/** What the report draws of the grid; of what was not measured, nothing. */
export function gridCharts(cases: readonly CaseResult[]): readonly Chart[] {
  const walls = JOBS.filter((jobs) => jobs > 1).flatMap((jobs) => wallChart(cases, jobs) ?? []);
  return [throughputChart(cases), ...walls, memoryChart(cases)].filter((chart) => chart !== null);
}

/** Files a second over jobs, with the line that nothing can cross. */
export function throughputChart(cases: readonly CaseResult[]): LineChart | null {
  const names = [...new Set(cases.filter(({ role }) => role !== "peer").map((one) => one.series))];
  const series = names.flatMap((name) => {
    const own = cases.filter(({ series, metrics }) => series === name && metrics.perSecond);
    if (own.length === 0) return [];
    const points = own.map(({ params, metrics }) =>
      pointOf(Number(params.jobs), metrics.perSecond!),
    );
    return [{ name, role: own[0]!.role, points: points.toSorted((a, b) => a.x - b.x) }];
  });
  if (series.length === 0) return null;
  const law = JOBS.map((jobs) => {
    const y = (jobs * 1000) / GRID.latencyMs;
    return { x: jobs, y, low: y, high: y };
  });
  return {
    kind: "lines",
    id: "downloads-throughput",
    title: throughputTitle(cases),
    note: `Whole processes, start-up included; files of ${GRID.sizeBytes / 1000} KB, ${GRID.latencyMs} ms away. ${LAW}: N files, each L late, C at once. Fetch and drop: a client that keeps nothing.`,
    x: { label: "at once", scale: "log" },
    y: { label: "files/s", scale: "log" },
    series: [...series, { name: LAW, role: "ceiling", points: law }],
  };
}

/** How far the strategies follow the law, said of the fastest at the most jobs and at eight. */
function throughputTitle(cases: readonly CaseResult[]): string {
  const said = [8, 64].flatMap((jobs) => {
    const best = cases
      .filter(({ role, params }) => role === "acacia" && params.jobs === jobs)
      .flatMap(({ series, metrics }) =>
        metrics.efficiency ? [{ series, ...metrics.efficiency }] : [],
      )
      .toSorted((a, b) => b.median - a.median)[0];
    if (!best) return [];
    return [`${jobs} at once ${best.series} reaches ${Math.round(best.median * 100)} % of ${LAW}`];
  });
  return said.length === 0 ? "Files a second by strategy" : `With ${said.join(", with ")}`;
}

/** Wall time of every program with so many at once, the fastest first. */
export function wallChart(cases: readonly CaseResult[], jobs: number): BarChart | null {
  const beside = cases.filter(({ params, metrics }) => params.jobs === jobs && metrics.wallMs);
  if (beside.length === 0) return null;
  const rows = beside
    .map(({ series, role, metrics }) => barOf({ series, role }, metrics.wallMs!, 1000))
    .toSorted((a, b) => a.value - b.value);
  return {
    kind: "bars",
    id: `downloads-wall-${jobs}`,
    title: wallTitle(rows, jobs),
    note: `${GRID.files} files of ${GRID.sizeBytes / 1000} KB, ${GRID.latencyMs} ms away; whole processes, median and interval. Only Acacia hashes, checks, syncs and records.`,
    unit: "s",
    rows: rows.map((row) => ({ ...row, text: `${row.value.toFixed(2)} s` })),
  };
}

/** Names the fastest of ours and of the peers, and their ratio, whoever is ahead. */
function wallTitle(rows: BarChart["rows"], jobs: number): string {
  const ours = rows.find(({ role }) => role === "acacia");
  const peer = rows.find(({ role }) => role === "peer");
  if (!ours || !peer) return `Wall time with ${jobs} at once`;
  const ratio = (Math.max(ours.value, peer.value) / Math.min(ours.value, peer.value)).toFixed(2);
  const [first, second] = ours.value <= peer.value ? [ours, peer] : [peer, ours];
  return `With ${jobs} at once ${first.name} takes ${first.value.toFixed(2)} s, and ${second.name} ${ratio} times as long`;
}

/** Peak memory of each strategy's process tree with 32 at once. */
export function memoryChart(cases: readonly CaseResult[]): BarChart | null {
  const jobs = 32;
  const rows = cases
    .filter(({ params, metrics }) => params.jobs === jobs && metrics.peakRssBytes)
    .map(({ series, role, metrics }) => barOf({ series, role }, metrics.peakRssBytes!, MB))
    .toSorted((a, b) => a.value - b.value);
  const ours = rows.filter(({ role }) => role === "acacia");
  const [least, most] = [ours[0], ours.at(-1)];
  if (!least || !most) return null;
  return {
    kind: "bars",
    id: "downloads-memory",
    title: `With ${jobs} at once ${least.name} needs ${least.value.toFixed(0)} MB, and ${most.name} ${(most.value / least.value).toFixed(1)} times that`,
    note: "Peak resident memory of the whole process tree; pages that processes share count once for each",
    unit: "MB",
    rows: rows.map((row) => ({ ...row, text: `${row.value.toFixed(0)} MB` })),
  };
}

function barOf(
  { series, role }: { series: string; role: Role },
  { median, low, high }: Spread,
  scale: number,
): BarChart["rows"][number] {
  return { name: series, role, value: median / scale, low: low / scale, high: high / scale };
}

function pointOf(x: number, { median, low, high }: Spread): ChartPoint {
  return { x, y: median, low, high };
}
