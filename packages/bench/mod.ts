/**
 * Measuring: statistics, processes seen from outside, and tables. Re-exports only.
 * @module @acacia/bench
 */

export { type Case, type InterleaveOptions, interleave } from "./measure/interleave.ts";
export { type Machine, readMachine } from "./measure/machine.ts";
export {
  type Measured,
  type MeasureOptions,
  measureProcess,
  type ProcessMemory,
  readMemory,
  readTreeRss,
} from "./measure/process.ts";
export {
  type BootstrapOptions,
  bootstrapInterval,
  makeRandom,
  median,
  quantile,
  type Summary,
  summarize,
} from "./measure/statistics.ts";
export { printQuantity, type Unit } from "./report/amounts.ts";
export type { Axis, BarChart, Chart, ChartPoint, LaneChart, LineChart } from "./report/chart.ts";
export { printResult } from "./report/figures.ts";
export { casesAsText, figureTable, markdownTable, renderMarkdown } from "./report/markdown.ts";
export { escapeText, Markup, markup, type Part } from "./report/markup.ts";
export { renderPage } from "./report/page/page.ts";
export { makePalette, type Palette } from "./report/palette.ts";
export type { DrawOptions } from "./report/plot/draw.ts";
export { drawChart } from "./report/plot/draw_chart.ts";
export { inOrder, questionOf } from "./report/questions.ts";
export { type KeptResult, parseResult, readResult, readResults } from "./report/read_result.ts";
export { type ReportStyle, readStyle } from "./report/style.ts";
export { type Column, printTable } from "./report/table.ts";
export { askVersion, findRivals, type MissingRival, type Rival } from "./rivals/rival.ts";
export {
  type CaseResult,
  type Metrics,
  makeCase,
  makeSpread,
  type Role,
  ratiosOf,
  type Spread,
} from "./study/case.ts";
export { METRICS, type Metric, type MetricName } from "./study/metrics.ts";
export {
  type Figure,
  isKept,
  type Study,
  type StudyOptions,
  type StudyOutcome,
  type StudyResult,
  type Target,
} from "./study/study.ts";
