import type { ErrorCode } from "../errors.ts";
import type { Tally } from "./tally.ts";

/** Exit code of each error, contract §5. A new code without an exit code does not compile. */
export const EXIT_CODES = {
  usage: 2,
  config: 2,
  "client_id.missing": 4,
  "client_id.refused": 4,
  rate_limit: 5,
  capacity: 5,
  network: 6,
  not_found: 7,
  wire: 3,
  "archive.locked": 2,
  "archive.newer": 2,
  "archive.older": 2,
  "archive.damaged": 10,
  "archive.missing": 2,
  disk: 1,
  integrity: 10,
  cancelled: 130,
  limit: 8,
  worker: 1,
  unexpected: 1,
} as const satisfies Record<ErrorCode, number>;

/** Ctrl-C, SIGTERM, or an output that nobody reads any more: each as the shell tells of it, 128 and the signal. */
export type StopCode = 130 | 143 | 141;

/** When several apply, the first of these wins (contract §5). */
const ORDER = [130, 143, 141, 1, 2, 4, 8, 5, 6, 10, 3, 7, 9];

/** What a run met beside its totals. */
export interface RunCircumstances {
  readonly stoppedBy?: StopCode;
  /** `--max-bytes` or `--deadline` stopped it. */
  readonly limitReached: boolean;
  /** The host refused so long that the run stopped. @default false */
  readonly hostRefuses?: boolean;
  /** Codes of the errors that ended listings or the run. */
  readonly errors: readonly ErrorCode[];
  readonly errorOnNoTransfer: boolean;
  /** Commands of `--exec` that failed. @default 0 */
  readonly failedCommands?: number;
  /** Nothing announced is as it should be: a sync that found everything known. @default false */
  readonly emptyIsFine?: boolean;
}

/**
 * The exit code of a run, contract §5. Removed, filtered and region-blocked items among successes stay 0.
 *
 * @param tally What became of every item.
 * @param met What happened beside.
 */
export function exitCodeOf(tally: Tally, met: RunCircumstances): number {
  const codes = new Set<number>(met.errors.map((code) => EXIT_CODES[code]));
  const { totals } = tally;
  const kept = totals.stored + totals.duplicate + totals.known;
  if (met.stoppedBy) codes.add(met.stoppedBy);
  if (met.limitReached) codes.add(8);
  if (met.hostRefuses || tally.count("http.429") + tally.count("capacity") > 0) codes.add(5);
  if (kept === 0 && totals.failed > 0 && networkFailures(tally) === totals.failed) codes.add(6);
  if (totals.failed + totals.rejected + (met.failedCommands ?? 0) > 0) codes.add(3);
  if (tally.sources.some((source) => source.short > 0)) codes.add(3);
  // Nothing could be kept: that is no success, however politely Imgur said so.
  if (kept === 0 && totals.region_blocked + totals.removed > 0) codes.add(3);
  if (totals.announced === 0 && !met.emptyIsFine) codes.add(7);
  if (met.errorOnNoTransfer && totals.stored + totals.duplicate === 0) codes.add(9);
  // Nothing to find under one of several addresses is a failure among successes, not "nothing found".
  if (codes.has(7) && totals.announced > 0) {
    codes.delete(7);
    codes.add(3);
  }
  return ORDER.find((code) => codes.has(code)) ?? 0;
}

function networkFailures(tally: Tally): number {
  return (
    tally.count("network.connect") +
    tally.count("network.dns") +
    tally.count("network.reset") +
    tally.count("network.timeout")
  );
}
