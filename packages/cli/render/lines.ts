import type { RunEvent } from "@acacia/core";
import { REASONS } from "@acacia/core/outcomes";
import { safe } from "./safe.ts";

/** A line for an item that needs a look, or undefined for the others. */
export function printFailureLine(
  event: Extract<RunEvent, { type: "media.finished" }>,
): string | undefined {
  if (event.outcome !== "failed" && event.outcome !== "rejected") return undefined;
  const reason = event.reason ? `: ${REASONS[event.reason]}` : "";
  return `${event.outcome} ${safe(event.media)} (${safe(event.source)})${reason}`;
}

/** A line for a picture that is kept, but cannot be shown small. */
export function printThumbFailure(event: Extract<RunEvent, { type: "thumbnail.failed" }>): string {
  return `no thumbnail of ${event.sha256.slice(0, 12)}: ${safe(event.reason)}`;
}

/** A notice, with its hint on a line of its own. */
export function printNotice(event: Extract<RunEvent, { type: "run.notice" }>): string {
  const from = event.source ? `${safe(event.source)}: ` : "";
  const hint = event.hint ? `  Try: ${safe(event.hint)}\n` : "";
  return `${from}${safe(event.message)}\n${hint}`;
}
