import type { RunEvent } from "@acacia/core";

/** One item's transfer, from its first request to its last byte. */
export interface TransferSpan {
  readonly slot: number;
  /** Since the start of the process, ms. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly attempts: number;
  readonly isStored: boolean;
}

/**
 * What each slot did, from a run's events. An item is told to be finished once it is recorded, a batch at a time; its
 * transfer ended before, and `ms` says when.
 *
 * @param startedAt When the process began, epoch ms.
 * @returns In the order of their begin.
 */
export function readTransferSpans(
  events: readonly RunEvent[],
  startedAt: number,
): readonly TransferSpan[] {
  const begun = new Map<string, number>();
  const spans: TransferSpan[] = [];
  for (const event of events) {
    if (event.type === "transfer.started" && !begun.has(event.media))
      begun.set(event.media, event.t);
    if (event.type !== "media.finished" || event.slot < 0) continue;
    const fromMs = (begun.get(event.media) ?? event.t - event.ms) - startedAt;
    const { slot, attempts, outcome } = event;
    spans.push({ slot, fromMs, toMs: fromMs + event.ms, attempts, isStored: outcome === "stored" });
  }
  return spans.toSorted((a, b) => a.fromMs - b.fromMs);
}
