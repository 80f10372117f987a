import { type Figure, isKept } from "../study/study.ts";
import { printQuantity } from "./amounts.ts";

/** "≤ 120 ms", "≥ 0.95 ×"; "" without a target. */
export function printTarget({ target, unit }: Figure): string {
  if (target === undefined) return "";
  return "atMost" in target
    ? `≤ ${printQuantity(target.atMost, unit)}`
    : `≥ ${printQuantity(target.atLeast, unit)}`;
}

/** "pass", "MISS"; "" without a target. */
export function verdictOf(figure: Figure): "pass" | "MISS" | "" {
  const kept = isKept(figure);
  if (kept === undefined) return "";
  return kept ? "pass" : "MISS";
}

/** How many figures have a target, and how many keep it. */
export function countTargets(figures: readonly Figure[]): {
  readonly kept: number;
  readonly all: number;
} {
  const verdicts = figures.map(isKept).filter((kept) => kept !== undefined);
  return { kept: verdicts.filter(Boolean).length, all: verdicts.length };
}
