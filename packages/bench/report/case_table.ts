import type { CaseResult, Spread } from "../study/case.ts";
import { METRICS, type MetricName } from "../study/metrics.ts";
import { type Scale, scaleOf } from "./amounts.ts";
import type { Column } from "./table.ts";

/** A metric of one case: its middle, and where that likely lies. */
export interface CaseCell {
  readonly value: string;
  readonly interval: string;
}

/** Every case with every metric that one of them has. */
export interface CaseTable {
  readonly columns: readonly Column[];
  readonly rows: readonly {
    readonly about: CaseResult;
    /** Undefined where a case has no such metric. */
    readonly cells: readonly (CaseCell | undefined)[];
  }[];
}

/** Cases as a table: one unit and one number of digits a column. */
export function caseTable(cases: readonly CaseResult[]): CaseTable {
  const names = (Object.keys(METRICS) as MetricName[]).filter((name) =>
    cases.some(({ metrics }) => metrics[name] !== undefined),
  );
  const scales = names.map((name) =>
    scaleOf(
      METRICS[name].unit,
      cases.flatMap(({ metrics }) => metrics[name]?.median ?? []),
    ),
  );
  return {
    columns: [
      { heading: "case" },
      ...names.map((name, index) => headingOf(METRICS[name].label, scales[index]!)),
    ],
    rows: cases.map((about) => ({
      about,
      cells: names.map((name, index) => cellOf(about.metrics[name], scales[index]!)),
    })),
  };
}

function headingOf(label: string, { unit }: Scale): Column {
  return { heading: unit === "" ? label : `${label}, ${unit}`, align: "right" };
}

function cellOf(spread: Spread | undefined, { print }: Scale): CaseCell | undefined {
  if (spread === undefined) return undefined;
  const { median, low, high } = spread;
  return { value: print(median), interval: low === high ? "" : `${print(low)} – ${print(high)}` };
}
