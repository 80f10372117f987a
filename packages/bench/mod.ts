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
export { printResult } from "./report/figures.ts";
export { type Column, printTable } from "./report/table.ts";
export type { Figure, Study, StudyOptions, StudyResult } from "./study/study.ts";
