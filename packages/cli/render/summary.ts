import type { RunEvent, Totals } from "@acacia/core";
import { OUTCOMES, type Outcome } from "@acacia/core/outcomes";
import { printDuration, printSize } from "@acacia/core/text";
import { safe } from "./lines.ts";

/** How each outcome reads in a sentence. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  stored: "stored",
  known: "already here",
  duplicate: "same bytes as another",
  removed: "removed on Imgur",
  region_blocked: "not available in your region",
  rejected: "rejected",
  filtered: "filtered",
  failed: "failed",
  cancelled: "cancelled",
};

/** The end of a run in words: what became of everything, per source when there are several. */
export function printSummary(event: Extract<RunEvent, { type: "run.finished" }>): string {
  const { totals, sources, seconds } = event;
  const lines = [`${printTotals(totals)}.`];
  if (sources.length > 1) {
    for (const source of sources) lines.push(`  ${safe(source.source)}: ${printTotals(source)}`);
  }
  for (const source of sources) {
    if (source.short === 0) continue;
    lines.push(
      `  ${safe(source.source)} came back short: ${source.short} announced and never listed`,
    );
  }
  const speed = seconds > 0 ? `, ${printSize(totals.bytes / seconds)}/s` : "";
  lines.push(`${printSize(totals.bytes)} new in ${printDuration(seconds * 1000)}${speed}.`);
  return `${lines.join("\n")}\n`;
}

/** "91 announced = 88 stored + 3 removed on Imgur" */
export function printTotals(totals: Totals): string {
  const parts = OUTCOMES.filter((outcome) => totals[outcome] > 0).map(
    (outcome) => `${totals[outcome]} ${OUTCOME_WORDS[outcome]}`,
  );
  if (totals.announced === 0) return "Nothing was found";
  return `${totals.announced} announced = ${parts.join(" + ")}`;
}
