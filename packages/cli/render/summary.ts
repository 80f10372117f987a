import type { RunEvent, RunFinished, Totals } from "@acacia/core";
import { OUTCOMES, type Outcome, REASONS, type Reason } from "@acacia/core/outcomes";
import { printDuration, printSize } from "@acacia/core/text";
import { safe } from "./safe.ts";
import { type Dress, PLAIN_STYLE, type Style } from "./style.ts";

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

/** How many items ended with which reason. Follows a run's events. */
export class ReasonCounts {
  readonly #counts = new Map<string, { outcome: Outcome; reason: Reason; count: number }>();

  /** Follows one event. */
  follow(event: RunEvent): void {
    if (event.type !== "media.finished" || event.reason === undefined) return;
    const { outcome, reason } = event;
    const key = `${outcome} ${reason}`;
    const count = (this.#counts.get(key)?.count ?? 0) + 1;
    this.#counts.set(key, { outcome, reason, count });
  }

  /** The most frequent first. */
  get rows(): { outcome: Outcome; reason: Reason; count: number }[] {
    return [...this.#counts.values()].sort((a, b) => b.count - a.count);
  }
}

/** What {@link printSummary} takes beside the event. */
export interface SummaryOptions {
  readonly reasons?: ReasonCounts;
  readonly style?: Style;
  /** Lines are wrapped between words at this width. @default never */
  readonly columns?: number;
}

const HANGING = "    ";

/** The end of a run in words: what became of everything, per source when there are several, and why. */
export function printSummary(
  { totals, sources, seconds }: RunFinished,
  { reasons, style = PLAIN_STYLE, columns }: SummaryOptions = {},
): string {
  const lines = [`${printTotals(totals, style)}.`];
  if (sources.length > 1) {
    const width = Math.max(...sources.map(({ source }) => Bun.stringWidth(safe(source))));
    for (const source of sources) {
      const space = " ".repeat(width - Bun.stringWidth(safe(source.source)));
      lines.push(`  ${safe(source.source)}${space}  ${printTotals(source, style)}`);
    }
  }
  for (const { outcome, reason, count } of reasons?.rows ?? []) {
    // The user's own filter needs no reason, unless it left nothing.
    const isWanted = outcome !== "filtered" || totals.filtered === totals.announced;
    if (outcome === "cancelled" || !isWanted) continue;
    lines.push(`  ${count} ${OUTCOME_WORDS[outcome]}: ${REASONS[reason]} ${style.dim(reason)}`);
  }
  for (const { source, short } of sources) {
    if (short === 0) continue;
    lines.push(
      style.clay(`  ${safe(source)} came back short: ${short} announced and never listed`),
    );
  }
  const speed = seconds > 0 ? `, ${printSize(totals.bytes / seconds)}/s` : "";
  lines.push(`${printSize(totals.bytes)} new in ${printDuration(seconds * 1000)}${speed}.`);
  return `${lines.map((line) => wrap(line, columns)).join("\n")}\n`;
}

function wrap(line: string, columns: number | undefined): string {
  if (columns === undefined || Bun.stringWidth(line) <= columns) return line;
  const indent = /^ */.exec(line)?.[0] ?? "";
  const width = Math.max(20, columns - indent.length - HANGING.length);
  const rows = Bun.wrapAnsi(line.trimStart(), width).split("\n");
  return rows.map((row, index) => `${indent}${index > 0 ? HANGING : ""}${row.trim()}`).join("\n");
}

/** "91 announced = 88 stored + 3 removed on Imgur" */
export function printTotals(totals: Totals, style: Style = PLAIN_STYLE): string {
  if (totals.announced === 0) return "Nothing was found";
  const parts = OUTCOMES.filter((outcome) => totals[outcome] > 0).map((outcome) =>
    dressOf(outcome, style)(`${totals[outcome]} ${OUTCOME_WORDS[outcome]}`),
  );
  return `${style.bold(String(totals.announced))} announced = ${parts.join(" + ")}`;
}

function dressOf(outcome: Outcome, style: Style): Dress {
  if (outcome === "stored") return style.leaf;
  return outcome === "failed" || outcome === "rejected" ? style.clay : PLAIN_STYLE.dim;
}
