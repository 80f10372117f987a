import type { BarChart, Chart, LineChart } from "../../report/chart.ts";
import { type CaseResult, makeSpread, ratiosOf, type Spread } from "../case.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, Target } from "../study.ts";
import { JOBS_OF_WORKER, WORKERS } from "./transfers.ts";

const OURS = "Acacia's jobs on BullMQ";
const NO_OPS: readonly { readonly peer: string; readonly target: Target }[] = [
  { peer: "bare BullMQ", target: { atLeast: 0.9 } },
  { peer: "RQ, SimpleWorker", target: { atLeast: 22 } },
  { peer: "RQ, forking", target: { atLeast: 110 } },
];
const MIN_OF_POOL = 0.9;
const MIN_OF_LINEAR = 0.9;

/** What counts of the queue. */
export function queueFigures(cases: readonly CaseResult[]): readonly Figure[] {
  const find = (series: string) => cases.find((one) => one.series === series)?.metrics;
  const ours = find(OURS)?.perSecond;
  const noOps = NO_OPS.flatMap(({ peer, target }) => {
    const theirs = find(peer)?.perSecond;
    if (!ours || !theirs) return [];
    const name = `jobs that do nothing, times as fast as ${peer}`;
    const ratios = ratiosOf(ours, theirs);
    return [makeFigure(name, ratios, { unit: "x", statistic: "median", target })];
  });
  const [queue, pool] = [find("queue, 2 workers")?.wallMs, find("pool")?.wallMs];
  const beside =
    queue && pool
      ? [
          makeFigure("2 workers over Redis, times as fast as the pool", ratiosOf(pool, queue), {
            unit: "x",
            statistic: "median",
            target: { atLeast: MIN_OF_POOL },
            note: "whole programs, 64 at once",
          }),
        ]
      : [];
  const linear = linearity(cases).at(-1);
  return [
    ...noOps,
    ...beside,
    ...(linear && linear.workers > 1
      ? [
          makeFigure(
            `${linear.workers} workers, share of ${linear.workers} times one`,
            linear.shares,
            {
              unit: "x",
              statistic: "median",
              target: { atLeast: MIN_OF_LINEAR },
              note: `${JOBS_OF_WORKER} at once each, 100 ms away; inside the run`,
            },
          ),
        ]
      : []),
  ];
}

/** Files a second inside the run, of each number of workers, and as a share of that many times one. */
export function linearity(cases: readonly CaseResult[]) {
  const rateOf = (one: CaseResult, round: number) =>
    (Number(one.params.files) / one.metrics.runMs!.samples[round]!) * 1000;
  const own = WORKERS.flatMap((workers) => {
    const one = cases.find(
      ({ series, metrics }) =>
        series.startsWith(`queue, ${workers} worker`) &&
        series.endsWith("far away") &&
        metrics.runMs,
    );
    return one ? [{ workers, one }] : [];
  });
  const single = own.find(({ workers }) => workers === 1)?.one;
  return own.map(({ workers, one }) => {
    const rates = one.metrics.runMs!.samples.map((_, round) => rateOf(one, round));
    const shares = single ? rates.map((rate, round) => rate / workers / rateOf(single, round)) : [];
    return { workers, rate: makeSpread(rates), shares };
  });
}

/** Charts of whatever was measured. */
export function queueCharts(cases: readonly CaseResult[]): readonly Chart[] {
  return [noOpChart(cases), workersChart(cases)].filter((chart) => chart !== null);
}

function noOpChart(cases: readonly CaseResult[]): BarChart | null {
  const rows = cases
    .filter(({ id, metrics }) => id.startsWith("no-op: ") && metrics.perSecond)
    .map(({ series: name, role, metrics }) => barOf({ name, role }, metrics.perSecond!))
    .toSorted((a, b) => b.value - a.value);
  const ours = rows.find(({ name }) => name === OURS);
  if (!ours) return null;
  const times = rows
    .filter((row) => row !== ours)
    .map(
      ({ name, value }) =>
        `${(ours.value / value).toFixed(value * 2 > ours.value ? 2 : 0)} times ${name}`,
    );
  return {
    kind: "bars",
    id: "queue-no-op",
    title: `${Math.round(ours.value).toLocaleString("en")} jobs a second that do nothing${times.length === 0 ? "" : `: ${times.join(", ")}`}`,
    note: "Put on the queue beforehand; one process with 50 at once, RQ with 2 workers, start-up of those included",
    unit: "/s",
    rows,
  };
}

function barOf(
  about: Pick<BarChart["rows"][number], "name" | "role">,
  { median: value, low, high }: Spread,
): BarChart["rows"][number] {
  return { ...about, value, low, high, text: `${Math.round(value).toLocaleString("en")} /s` };
}

function workersChart(cases: readonly CaseResult[]): LineChart | null {
  const rates = linearity(cases);
  const [first, last] = [rates[0], rates.at(-1)];
  if (!first || !last || first.workers !== 1 || last.workers === 1) return null;
  const linear = rates.map(({ workers }) => {
    const y = first.rate.median * workers;
    return { x: workers, y, low: y, high: y };
  });
  return {
    kind: "lines",
    id: "queue-workers",
    title: `${last.workers} workers fetch ${(last.rate.median / first.rate.median).toFixed(1)} times as many files a second as one`,
    note: `${JOBS_OF_WORKER} at once each, 100 ms from the server, all on one machine; inside the run, workers started before it`,
    x: { label: "workers", scale: "linear" },
    y: { label: "files/s", scale: "linear" },
    series: [
      {
        name: "queue",
        role: "acacia",
        points: rates.map(({ workers, rate }) => ({
          x: workers,
          y: rate.median,
          low: rate.low,
          high: rate.high,
        })),
      },
      { name: "as many times one", role: "ceiling", points: linear },
    ],
  };
}
