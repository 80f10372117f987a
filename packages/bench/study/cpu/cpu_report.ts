import type { BarChart } from "../../report/chart.ts";
import { type CaseResult, makeSpread, ratiosOf } from "../case.ts";
import { makeFigure } from "../figure.ts";
import type { Figure } from "../study.ts";
import { WORKS, type Work } from "./piece.ts";
import { type WayName, WIDTH } from "./ways.ts";

/** How many times as fast a way does a kind of work as one piece after the other does, round by round. */
export function speedUps(
  cases: readonly CaseResult[],
  { work, way }: { work: Work; way: WayName },
): readonly number[] | undefined {
  const find = (series: WayName) =>
    cases.find((one) => one.params.work === work && one.series === series)?.metrics.wallMs;
  const [own, base] = [find(way), find("sequential")];
  return own && base ? ratiosOf(base, own) : undefined;
}

const FASTER = ["async", "threads", "processes"] as const;

/** What each way buys for each kind of work, and for how long each holds the event loop. */
export function cpuFigures(cases: readonly CaseResult[]): readonly Figure[] {
  const bought = WORKS.flatMap((work) =>
    FASTER.flatMap((way) => {
      const samples = speedUps(cases, { work, way });
      if (!samples) return [];
      const name = `${work}, ${way}: times as fast as one after the other`;
      return [makeFigure(name, samples, { unit: "x", statistic: "median" })];
    }),
  );
  const held = cases.flatMap(({ id, metrics }) =>
    metrics.longestMs
      ? [
          makeFigure(`${id}: event loop held for`, metrics.longestMs.samples, {
            unit: "ms",
            statistic: "median",
          }),
        ]
      : [],
  );
  return [...bought, ...held];
}

/** The one picture: what an event loop buys, and what only another core does. */
export function cpuChart(cases: readonly CaseResult[]): BarChart | null {
  const rows = WORKS.flatMap((work) =>
    FASTER.flatMap((way) => {
      const samples = speedUps(cases, { work, way });
      if (!samples) return [];
      const { median, low, high } = makeSpread(samples);
      const text = `${median.toFixed(1)} ×`;
      return [{ name: `${work}: ${way}`, role: "acacia" as const, value: median, low, high, text }];
    }),
  );
  if (rows.length === 0) return null;
  return {
    kind: "bars",
    id: "cpu-speed-up",
    title: cpuTitle(cases),
    note: `Times as fast as one piece after the other; ${WIDTH} at once each, ${navigator.hardwareConcurrency} cores. Computing: the perceptual hash of decoded pixels, in TypeScript. Waiting: a server that is as late as a hash takes. Bun.Image and sharp: a 128 px thumbnail, in native code that has threads of its own. Members are warm: what starting them costs is in the costs.`,
    unit: "×",
    rows,
  };
}

function cpuTitle(cases: readonly CaseResult[]): string {
  const times = (work: Work, way: WayName) => {
    const samples = speedUps(cases, { work, way });
    return samples ? makeSpread(samples).median.toFixed(1) : undefined;
  };
  const said = (["waiting", "computing", "Bun.Image"] as const).flatMap((work) => {
    const [loop, threads] = [times(work, "async"), times(work, "threads")];
    if (loop === undefined || threads === undefined) return [];
    return [`${work} ${loop} times as fast, Workers ${threads}`];
  });
  return said.length === 0 ? "What each way buys" : `An event loop makes ${said.join("; ")}`;
}

/** For how long each way leaves the program without an answer. */
export function heldChart(cases: readonly CaseResult[]): BarChart | null {
  const rows = cases.flatMap(({ id, metrics }) => {
    const held = metrics.longestMs;
    if (!held) return [];
    const { median: value, low, high } = held;
    return [
      { name: id, role: "acacia" as const, value, low, high, text: `${value.toFixed(0)} ms` },
    ];
  });
  const [longest] = rows.toSorted((a, b) => b.value - a.value);
  const [shortest] = rows.toSorted((a, b) => a.value - b.value);
  if (!longest || !shortest) return null;
  return {
    kind: "bars",
    id: "cpu-held",
    title: `${longest.name} holds the event loop for ${longest.value.toFixed(0)} ms, ${shortest.name} for ${shortest.value.toFixed(0)} ms`,
    note: "The longest time for which a timer of the program that shares the work out could not run",
    unit: "ms",
    rows,
  };
}
