import type { BarChart, Chart } from "../../report/chart.ts";
import type { CaseResult, Spread } from "../case.ts";
import { makeFigure } from "../figure.ts";
import type { Figure } from "../study.ts";

const KB = 1e3;
const MESSAGES =
  "A text there and back. Threads share a text where processes copy it; a queue job goes over Redis twice, and is kept there meanwhile.";

/** What each way to do work beside others costs, for the record. */
export function costsFigures(cases: readonly CaseResult[]): readonly Figure[] {
  return cases.flatMap(({ id, metrics }) => {
    const { startMs, addedBytes, p50Ms } = metrics;
    const times = [
      [`${id}: start to first answer`, startMs],
      [`${id}: there and back`, p50Ms],
    ] as const;
    return [
      ...times.flatMap(([name, spread]) =>
        spread ? [makeFigure(name, spread.samples, { unit: "ms", statistic: "median" })] : [],
      ),
      ...(addedBytes
        ? [
            makeFigure(
              `${id}: memory of one more`,
              addedBytes.samples.map((bytes) => bytes / KB / KB),
              {
                unit: "MB",
                statistic: "median",
                note: "of the process tree; shared pages count once each",
              },
            ),
          ]
        : []),
    ];
  });
}

/** Start, memory and messages, a chart each. */
export function costsCharts(cases: readonly CaseResult[]): readonly Chart[] {
  return [
    barsOf(cases, { id: "costs-start", what: "to start", metric: "startMs", unit: "ms" }),
    barsOf(cases, { id: "costs-memory", what: "of memory", metric: "addedBytes", unit: "MB" }),
    barsOf(cases, {
      id: "costs-message",
      what: "there and back",
      metric: "p50Ms",
      unit: "µs",
      note: MESSAGES,
    }),
  ].filter((chart) => chart !== null);
}

const SCALES = { ms: 1, MB: 1e-6, µs: 1e3 } as const;

function barsOf(
  cases: readonly CaseResult[],
  about: {
    readonly id: string;
    readonly what: string;
    readonly metric: "startMs" | "addedBytes" | "p50Ms";
    readonly unit: keyof typeof SCALES;
    readonly note?: string;
  },
): BarChart | null {
  const scale = SCALES[about.unit];
  const rows = cases
    .flatMap((one) => {
      const spread = one.metrics[about.metric];
      return spread ? [rowOf(one.id, spread, { scale, unit: about.unit })] : [];
    })
    .toSorted((a, b) => a.value - b.value);
  const [least, most] = [rows[0], rows.at(-1)];
  if (!least || !most) return null;
  return {
    kind: "bars",
    id: about.id,
    title: `${capital(least.name)} takes ${least.text} ${about.what}, ${most.name} ${most.text}`,
    unit: about.unit,
    ...(about.note === undefined ? {} : { note: about.note }),
    rows,
  };
}

function rowOf(
  name: string,
  { median, low, high }: Spread,
  { scale, unit }: { scale: number; unit: string },
): BarChart["rows"][number] {
  const value = median * scale;
  const text = `${value < 10 ? value.toPrecision(2) : value.toFixed(0)} ${unit}`;
  return { name, role: "acacia", value, low: low * scale, high: high * scale, text };
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
