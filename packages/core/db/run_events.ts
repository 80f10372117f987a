import type { RunEvent } from "../events.ts";
import type { RunRow } from "./runs.ts";

/**
 * The event that a row of a run's log came from: what the web streams of a run in another process.
 * @returns undefined for a row that holds none.
 */
export function readRunEvent(row: RunRow): RunEvent | undefined {
  if (row.kind !== "item") return isEvent(row.detail) ? row.detail : undefined;
  if (row.media === null || row.source === null || row.outcome === null) return undefined;
  return {
    t: row.t,
    type: "media.finished",
    media: row.media,
    source: row.source,
    outcome: row.outcome,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.sha256 === null ? {} : { sha256: row.sha256 }),
    bytes: row.bytes ?? 0,
    ms: row.ms ?? 0,
    attempts: row.attempts ?? 0,
    slot: row.slot ?? -1,
  };
}

function isEvent(detail: unknown): detail is RunEvent {
  return typeof detail === "object" && detail !== null && "type" in detail && "t" in detail;
}
