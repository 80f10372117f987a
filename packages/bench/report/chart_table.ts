import { printerOf, scaleOf } from "./amounts.ts";
import type { BarChart, Chart, LaneChart, LineChart } from "./chart.ts";
import { printTick } from "./plot/scale.ts";
import type { Column } from "./table.ts";

/** Rows under headings, as text, HTML or Markdown. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** What a chart shows, in numbers. */
export function tableOf(chart: Chart): Table {
  switch (chart.kind) {
    case "lines":
      return tableOfLines(chart);
    case "bars":
      return tableOfBars(chart);
    case "lanes":
      return tableOfLanes(chart);
    default:
      return chart satisfies never;
  }
}

function tableOfLines({ x, y, series }: LineChart): Table {
  const xs = [...new Set(series.flatMap(({ points }) => points.map((point) => point.x)))];
  const print = printerOf(series.flatMap(({ points }) => points.map((point) => point.y)));
  return {
    columns: [
      { heading: x.label },
      ...series.map(({ name }) => ({ heading: `${name}, ${y.label}`, align: "right" as const })),
    ],
    rows: xs
      .sort((a, b) => a - b)
      .map((at) => [
        printTick(at),
        ...series.map(({ points }) => {
          const point = points.find((one) => one.x === at);
          return point ? withInterval(point.y, point, print) : "";
        }),
      ]),
  };
}

function tableOfBars({ unit, rows }: BarChart): Table {
  const print = printerOf(rows.map(({ value }) => value));
  const hasText = rows.some(({ text }) => text !== undefined);
  return {
    columns: [
      { heading: "" },
      { heading: unit === "" ? "value" : unit, align: "right" },
      ...(hasText ? [{ heading: "", align: "right" as const }] : []),
    ],
    rows: rows.map((row) => [
      row.name,
      withInterval(row.value, row, print),
      ...(hasText ? [row.text ?? ""] : []),
    ]),
  };
}

function tableOfLanes({ groups }: LaneChart): Table {
  const { unit, print } = scaleOf(
    "ms",
    groups.map(({ endMs }) => endMs),
  );
  const right = { align: "right" } as const;
  return {
    columns: [
      { heading: "" },
      { heading: "lanes", ...right },
      { heading: "spans", ...right },
      { heading: `done after, ${unit}`, ...right },
    ],
    rows: groups.map(({ name, lanes, endMs }) => [
      name,
      String(lanes.length),
      String(lanes.flat().length),
      print(endMs),
    ]),
  };
}

function withInterval(
  value: number,
  { low, high }: { readonly low: number; readonly high: number },
  print: (value: number) => string,
): string {
  return low === high ? print(value) : `${print(value)} (${print(low)} – ${print(high)})`;
}
