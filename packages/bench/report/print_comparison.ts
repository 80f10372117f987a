import type { StudyResult } from "../study/study.ts";
import { scaleOf } from "./amounts.ts";
import { type Change, type Comparison, compareResults } from "./compare.ts";
import type { Measurement } from "./measurements.ts";
import { type Column, printTable } from "./table.ts";

const COLUMNS: readonly Column[] = [
  { heading: "case" },
  { heading: "metric" },
  { heading: "was", align: "right" },
  { heading: "is", align: "right" },
  { heading: "ratio", align: "right" },
  { heading: "95 %", align: "right" },
  { heading: "" },
];
const WORDS: Readonly<Record<Change, string>> = {
  better: "better",
  worse: "WORSE",
  other: "changed",
  noise: "no change told apart from noise",
  same: "the same",
};

/**
 * What changed between two results, as plain text.
 *
 * @param options `isAll`: rows for what did not change, too.
 */
export function printComparison(
  base: StudyResult,
  now: StudyResult,
  { isAll = false }: { readonly isAll?: boolean } = {},
): string {
  const { comparisons, gone, added } = compareResults(base, now);
  const isTold = ({ change }: Comparison) => change !== "noise" && change !== "same";
  const told = isAll ? comparisons : comparisons.filter(isTold);
  const still = comparisons.filter((one) => !isTold(one)).length;
  return [
    ...tellMachines(base, now),
    told.length > 0 ? printTable(COLUMNS, told.map(rowOf)) : "",
    still > 0 &&
      `${told.length > 0 ? "\n" : ""}${still} of ${comparisons.length}: ${WORDS.noise}\n`,
    ...tellList(`only in the first (${base.machine.at})`, gone),
    ...tellList(`only in the second (${now.machine.at})`, added),
  ]
    .filter(Boolean)
    .join("");
}

/** "1.13 × (1.10 – 1.16)", or how a quantity went from nothing to something. */
export function printRatio({ ratio, interval }: Pick<Comparison, "ratio" | "interval">): {
  readonly ratio: string;
  readonly interval: string;
} {
  return {
    ratio: ratio === undefined ? "–" : `${ratio.toFixed(2)} ×`,
    interval: interval ? `${interval.low.toFixed(2)} – ${interval.high.toFixed(2)}` : "",
  };
}

function rowOf(comparison: Comparison): string[] {
  const { base, now, change } = comparison;
  const { ratio, interval } = printRatio(comparison);
  const { unit, print } = scaleOf(base.unit, [base.value, now.value]);
  const [was, is] = [base.value, now.value].map((value) => `${print(value)} ${unit}`.trimEnd());
  return [base.what, base.metric, was ?? "", is ?? "", ratio, interval, WORDS[change]];
}

/** Seconds of two machines are no comparison; ratios within one run may be. */
function tellMachines(base: StudyResult, now: StudyResult): string[] {
  const name = ({ machine }: StudyResult) => `${machine.cores} × ${machine.cpu}`;
  if (name(base) === name(now)) return [];
  return [`Two machines, ${name(base)} and ${name(now)}: only exact counts compare.\n\n`];
}

function tellList(heading: string, list: readonly Measurement[]): string[] {
  if (list.length === 0) return [];
  return [`\n${heading}:\n`, ...list.map(({ what, metric }) => `  ${what}, ${metric}\n`)];
}
