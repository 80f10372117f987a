import type { BarChart } from "../../report/chart.ts";
import { type CaseResult, ratiosOf } from "../case.ts";
import { makeFigure } from "../figure.ts";
import type { Figure } from "../study.ts";

const MB = 1e6;
/** How much faster than the article's best pair, by jobs. */
const AHEAD: Readonly<Record<number, number>> = { 8: 1.5, 64: 1.9 };
const AHEAD_OF_SEQUENTIAL = 19;
const MAX_FIRST_MS = 300;
const MAX_RSS_MB = 180;

/** What ours is called in tables. */
export const OWN = "acacia fetch";

/** Ratios, first thumbnails and memory; what did not run is left out. */
export function pipelineFigures(cases: readonly CaseResult[]): readonly Figure[] {
  const ours = cases.filter(({ series }) => series === OWN);
  const widest = ours.toSorted((a, b) => jobsOf(b) - jobsOf(a))[0];
  const peers = (jobs: number) =>
    cases.filter((one) => one.role === "peer" && jobsOf(one) === jobs);
  const ahead = ours.flatMap((own) =>
    peers(jobsOf(own)).flatMap((peer) => compare(own, peer, AHEAD[jobsOf(own)])),
  );
  const oneByOne = widest
    ? peers(1).flatMap((peer) => compare(widest, peer, AHEAD_OF_SEQUENTIAL))
    : [];
  return [...ahead, ...oneByOne, ...ours.flatMap(ownFigures)];
}

function compare(
  own: CaseResult,
  peer: CaseResult,
  atLeast: number | undefined,
): readonly Figure[] {
  const [ours, theirs] = [own.metrics.wallMs, peer.metrics.wallMs];
  if (!ours || !theirs) return [];
  const seconds = `${(theirs.median / 1000).toFixed(2)} s over ${(ours.median / 1000).toFixed(2)} s`;
  return [
    makeFigure(`${peer.series} over ${own.id}`, ratiosOf(theirs, ours), {
      unit: "x",
      statistic: "median",
      note: `${seconds}; ours makes 128 and 480 px and two hashes, the others 128 px`,
      ...(atLeast === undefined ? {} : { target: { atLeast } }),
    }),
  ];
}

function ownFigures({ id, metrics: { firstMs, peakRssBytes } }: CaseResult): readonly Figure[] {
  if (!firstMs || !peakRssBytes) return [];
  return [
    makeFigure(`${id}: first thumbnail after the start`, firstMs.samples, {
      unit: "ms",
      statistic: "median",
      target: { atMost: MAX_FIRST_MS },
    }),
    makeFigure(
      `${id}: peak memory`,
      peakRssBytes.samples.map((bytes) => bytes / MB),
      { unit: "MB", statistic: "max", target: { atMost: MAX_RSS_MB } },
    ),
  ];
}

/** Wall time of everything that ran; null when nothing of ours did. */
export function pipelineChart(cases: readonly CaseResult[], kind: string): BarChart | null {
  const rows = cases.flatMap(({ id, role, metrics: { wallMs } }) => {
    if (!wallMs) return [];
    const [value, low, high] = [wallMs.median / 1000, wallMs.low / 1000, wallMs.high / 1000];
    return [{ name: id, role, value, low, high, text: `${value.toFixed(2)} s` }];
  });
  const sorted = rows.toSorted((a, b) => a.value - b.value);
  const [fastest] = sorted;
  if (!fastest || !rows.some(({ role }) => role === "acacia")) return null;
  return {
    kind: "bars",
    id: "pipeline",
    title: `From links to files with thumbnails: ${fastest.name} is done first, after ${fastest.value.toFixed(2)} s`,
    note: `Pictures ${kind}, 50 ms away. Acacia makes thumbnails while it fetches; the others afterwards.`,
    unit: "s",
    rows: sorted,
  };
}

function jobsOf({ params }: CaseResult): number {
  return Number(params.jobs);
}
