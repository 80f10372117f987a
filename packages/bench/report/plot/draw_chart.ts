import type { Chart } from "../chart.ts";
import type { Markup } from "../markup.ts";
import { drawBars } from "./bars.ts";
import type { DrawOptions } from "./draw.ts";
import { drawLanes } from "./lanes.ts";
import { drawLines } from "./lines.ts";

/** A chart as SVG. What is no finite number is left out: its table tells it. */
export function drawChart(chart: Chart, options: DrawOptions): Markup {
  switch (chart.kind) {
    case "lines":
      return drawLines(chart, options);
    case "bars":
      return drawBars(chart, options);
    case "lanes":
      return drawLanes(chart, options);
    default:
      return chart satisfies never;
  }
}
