import { expect, test } from "bun:test";
import type { RunEvent } from "@acacia/core";
import { readTransferSpans } from "./transfer_spans.ts";

function started(media: string, at: { t: number; slot: number; attempt?: number }): RunEvent {
  return { type: "transfer.started", media, attempt: 1, ...at };
}

function finished(media: string, end: { t: number; slot: number; ms: number; attempts?: number }) {
  const fixed = { type: "media.finished", source: "list", outcome: "stored", bytes: 9 } as const;
  return { ...fixed, media, attempts: 1, ...end } satisfies RunEvent;
}

test("readTransferSpans() ends a transfer by its own time, not when it was recorded", () => {
  const events = [
    started("a", { t: 1_100, slot: 3 }),
    finished("a", { t: 1_500, slot: 3, ms: 50 }),
  ];
  expect(readTransferSpans(events, 1_000)).toEqual([
    { slot: 3, fromMs: 100, toMs: 150, attempts: 1, isStored: true },
  ]);
});

test("readTransferSpans() begins with the first of several attempts", () => {
  const events = [
    started("a", { t: 10, slot: 0 }),
    started("a", { t: 90, slot: 0, attempt: 2 }),
    finished("a", { t: 200, slot: 0, ms: 120, attempts: 2 }),
  ];
  expect(readTransferSpans(events, 0)[0]).toMatchObject({ fromMs: 10, toMs: 130, attempts: 2 });
});

test("readTransferSpans() leaves out what needed no slot, and sorts by begin", () => {
  const events = [
    started("b", { t: 20, slot: 1 }),
    started("a", { t: 5, slot: 0 }),
    finished("b", { t: 70, slot: 1, ms: 50 }),
    finished("a", { t: 70, slot: 0, ms: 50 }),
    finished("known", { t: 80, slot: -1, ms: 0 }),
  ];
  expect(readTransferSpans(events, 0).map(({ fromMs }) => fromMs)).toEqual([5, 20]);
});
