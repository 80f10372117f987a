import type { StudyResult } from "../study/study.ts";
import { type Measurement, type Pair, pairMeasurements } from "./measurements.ts";

/** Something of ours that is worse than it was, or that is no longer measured. */
export interface Regression {
  readonly kind: "exact" | "worse" | "missed" | "gone";
  readonly base: Measurement;
  /** Absent when it is gone. */
  readonly now?: Measurement;
}

/** What {@link findRegressions} looks at. */
export interface RegressOptions {
  /** Only counts that are the same in every run: another machine must give them too. @default false */
  readonly isExactOnly?: boolean;
}

/**
 * What is worse for certain: an interval that lies wholly on the bad side of the base's, a count that should be
 * the same and is not, or a target that was kept and is missed. Peers and ceilings are no work of ours and are left out.
 */
export function findRegressions(
  base: StudyResult,
  now: StudyResult,
  { isExactOnly = false }: RegressOptions = {},
): Regression[] {
  const isAsked = (one: Measurement) => one.isOurs && (one.isExact || !isExactOnly);
  const { pairs, gone } = pairMeasurements(base, now);
  return [
    ...pairs.filter((pair) => isAsked(pair.base)).flatMap((pair) => regressionOf(pair) ?? []),
    ...gone.filter(isAsked).map((measurement) => ({ kind: "gone" as const, base: measurement })),
  ];
}

function regressionOf(pair: Pair): Regression | undefined {
  const { base, now } = pair;
  if (base.isExact) return base.value === now.value ? undefined : { kind: "exact", ...pair };
  const isWorse =
    (base.better === "less" && now.low > base.high) ||
    (base.better === "more" && now.high < base.low);
  if (isWorse) return { kind: "worse", ...pair };
  return base.isKept && now.isKept === false ? { kind: "missed", ...pair } : undefined;
}
