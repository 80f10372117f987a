import { quantile } from "../../measure/statistics.ts";
import { type CaseResult, ratiosOf, type Spread } from "../case.ts";
import { makeFigure } from "../figure.ts";
import type { MetricName } from "../metrics.ts";
import type { Figure, Target } from "../study.ts";
import { GALLERY } from "./gallery.ts";
import { caseId } from "./load.ts";
import { LOADS } from "./loads.ts";

const POOL = "thumbs_processes.py";
const MB = 1e6;

/** A peer over us, and how much it should be. */
interface Comparison {
  readonly load: string;
  readonly own: string;
  readonly peer: string;
  readonly atLeast?: number;
  readonly metric?: MetricName;
}

const COMPARISONS: readonly Comparison[] = [
  { load: LOADS.article, own: "auto", peer: POOL, atLeast: 2 },
  { load: LOADS.article, own: "auto", peer: POOL, metric: "cpuMs" },
  { load: LOADS.baseline, own: "auto", peer: POOL, atLeast: 1.8 },
  { load: LOADS.many, own: "auto", peer: POOL, atLeast: 2.3 },
  { load: LOADS.many, own: "auto", peer: POOL, atLeast: 2, metric: "cpuMs" },
  { load: LOADS.many, own: "auto", peer: "thumbs_single.py", atLeast: 4 },
  { load: LOADS.many, own: "auto", peer: "vipsthumbnail", atLeast: 4 },
  { load: LOADS.article, own: "sharp", peer: POOL, atLeast: 0.7 },
  { load: LOADS.webp, own: "sharp", peer: POOL, atLeast: 1.4 },
  { load: LOADS.webp, own: "auto", peer: POOL, atLeast: 1.6 },
  { load: LOADS.jpeg, own: "auto", peer: POOL, atLeast: 1.8 },
];

/** The figures that the cases which ran allow. */
export function thumbFigures(cases: readonly CaseResult[], kind: string): readonly Figure[] {
  const find = (load: string, series: string) =>
    cases.find(({ id }) => id === caseId({ name: load }, { series }));
  const speeds = COMPARISONS.flatMap(({ load, own, peer, atLeast, metric = "wallMs" }) => {
    const [ours, theirs] = [find(load, own)?.metrics[metric], find(load, peer)?.metrics[metric]];
    if (!ours || !theirs) return [];
    const what = metric === "cpuMs" ? "CPU of " : "";
    const note = `${milliseconds(theirs)} over ${milliseconds(ours)}, pictures ${kind}`;
    return makeFigure(`${load}: ${what}${peer} over ${own}`, ratiosOf(theirs, ours), {
      unit: "x",
      statistic: "median",
      note,
      ...(atLeast === undefined ? {} : { target: { atLeast } }),
    });
  });
  return [...speeds, ...qualityFigures(find), ...galleryFigures(cases), ...memoryFigures(find)];
}

type Find = (load: string, series: string) => CaseResult | undefined;

function qualityFigures(find: Find): readonly Figure[] {
  const ours = find(LOADS.article, "auto")?.metrics;
  const pillow = find(LOADS.article, POOL)?.metrics.psnrDb;
  const rows: readonly [string, MetricName, "dB" | "count", Target | undefined][] = [
    ["PSNR, median", "psnrDb", "dB", pillow && { atLeast: pillow.median }],
    ["PSNR, 10 %", "psnrTenthDb", "dB", { atLeast: 34 }],
    ["PSNR, least", "psnrMinDb", "dB", { atLeast: 31 }],
    ["size off by, most, px", "offPx", "count", { atMost: 0 }],
  ];
  return rows.flatMap(([what, metric, unit, target]) => {
    const spread = ours?.[metric];
    if (!spread) return [];
    const note = "as PNG, against full decoding and Lanczos";
    return makeFigure(`${LOADS.article}: auto, ${what}`, [spread.median], {
      unit,
      statistic: "median",
      note: metric === "psnrDb" && pillow ? `${note}; Pillow's is the target` : note,
      ...(target === undefined ? {} : { target }),
    });
  });
}

function galleryFigures(cases: readonly CaseResult[]): readonly Figure[] {
  const find = (id: string) => cases.find((one) => one.id === id)?.metrics.cpuMs;
  const [all, alone] = [find(GALLERY.all), find(GALLERY.alone)];
  if (!all || !alone) return [];
  return [
    makeFigure("gallery: CPU of both sizes and hashes over 480 px alone", ratiosOf(all, alone), {
      unit: "x",
      statistic: "median",
      target: { atMost: 1.35 },
      note: `${milliseconds(all)} over ${milliseconds(alone)}`,
    }),
  ];
}

function memoryFigures(find: Find): readonly Figure[] {
  const memory = find(LOADS.many, "auto")?.metrics.peakRssBytes;
  if (!memory) return [];
  return [
    makeFigure(
      `${LOADS.many}: auto, peak memory`,
      memory.samples.map((bytes) => bytes / MB),
      { unit: "MB", statistic: "max", target: { atMost: 150 } },
    ),
  ];
}

function milliseconds({ samples }: Spread): string {
  return `${quantile(samples, 0.5).toFixed(0)} ms`;
}
