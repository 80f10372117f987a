import { median } from "../../../measure/statistics.ts";
import type { TransferSpan } from "../../transfer_spans.ts";

/** How many transfers ran, on average, in a window that begins here. */
export interface WidthLook {
  /** Since the first transfer began, ms. */
  readonly atMs: number;
  readonly width: number;
}

/** For the eye. */
const WINDOW_MS = 500;
/** Long enough that a probe, a quarter more or less for one round in four, is no change of the width. */
const SETTLING_MS = 2000;
const STEP_MS = 100;
/** A width that stays within this share of its final one has settled. */
const TOLERANCE = 0.2;

/**
 * How wide a run was, from its first transfer until the last one began: afterwards it only ran out.
 *
 * @param spans In the order of their begin.
 * @param windowMs A multiple of 100.
 */
export function widthOver(
  spans: readonly TransferSpan[],
  windowMs: number = WINDOW_MS,
): readonly WidthLook[] {
  const firstMs = spans[0]?.fromMs ?? 0;
  const endMs = (spans.at(-1)?.fromMs ?? 0) - firstMs;
  const looks: WidthLook[] = [];
  for (let atMs = 0; atMs + windowMs <= endMs; atMs += STEP_MS) looks.push({ atMs, width: 0 });
  const busy = looks.map(() => 0);
  for (const { fromMs, toMs } of spans) {
    const [from, to] = [fromMs - firstMs, toMs - firstMs];
    const first = Math.max(0, Math.floor((from - windowMs) / STEP_MS));
    for (let n = first; n < looks.length && looks[n]!.atMs < to; n++) {
      const { atMs } = looks[n]!;
      busy[n]! += Math.max(0, Math.min(to, atMs + windowMs) - Math.max(from, atMs));
    }
  }
  return looks.map(({ atMs }, n) => ({ atMs, width: busy[n]! / windowMs }));
}

/** When a width had settled. */
export interface Settled {
  /** Since the first transfer began, ms; the whole time when it never settled. */
  readonly afterMs: number;
  /** Transfers that had ended by then. */
  readonly afterFiles: number;
  /** The median of its second half. */
  readonly width: number;
}

/** When the width came within a fifth of its final one, to stay there. */
export function findSettled(spans: readonly TransferSpan[]): Settled {
  const looks = widthOver(spans, SETTLING_MS);
  if (looks.length === 0) return { afterMs: 0, afterFiles: 0, width: 0 };
  const width = median(looks.slice(looks.length / 2).map((look) => look.width));
  const isOff = (look: WidthLook) => Math.abs(look.width - width) > TOLERANCE * width;
  const lastOff = looks.findLast(isOff);
  const afterMs = lastOff === undefined ? 0 : lastOff.atMs + STEP_MS;
  const firstMs = spans[0]!.fromMs;
  return {
    afterMs,
    afterFiles: spans.filter(({ toMs }) => toMs - firstMs <= afterMs).length,
    width,
  };
}

/**
 * Files a second between a moment and the begin of the last transfer.
 *
 * @param afterMs Since the first transfer began.
 */
export function steadyRate(spans: readonly TransferSpan[], afterMs: number): number {
  const from = (spans[0]?.fromMs ?? 0) + afterMs;
  const to = spans.at(-1)?.fromMs ?? 0;
  const ended = spans.filter(({ toMs }) => toMs > from && toMs <= to).length;
  return to > from ? (ended / (to - from)) * 1000 : 0;
}
