import type { HostPaused } from "@acacia/core/events";
import { OUTCOMES, type Totals } from "@acacia/core/outcomes";
import type { RunDetail } from "../../../routes/run_schemas.ts";
import type { Told } from "./activity_api.ts";
import { LaneHistory } from "./lane_history.ts";

/** How far back the speed is drawn, seconds. */
export const SPEED_SECONDS = 90;
/** What the speed is averaged over, seconds. */
const CALM_SECONDS = 5;
const SECOND = 1_000;

type Reasons = RunDetail["reasons"];

/** What is known of a run: its record, and what its stream told since. Knows no clock: it is told the time. */
export class RunModel {
  readonly lanes = new LaneHistory();
  #detail: RunDetail;
  readonly #endsBySecond = new Map<number, number>();
  readonly #pauses: HostPaused[] = [];
  #reasons: Reasons;

  /** @param detail As the server told it first. */
  constructor(detail: RunDetail) {
    this.#detail = detail;
    this.#reasons = detail.reasons;
  }

  /** The record, with what came since. */
  get detail(): RunDetail {
    return { ...this.#detail, reasons: this.#reasons };
  }

  /** Takes the record anew: after the end of a run it is whole. */
  renew(detail: RunDetail): void {
    this.#detail = detail;
    this.#reasons = detail.reasons;
    if (detail.state !== "running") this.lanes.rest();
  }

  /** Everything that ended, whatever its outcome. */
  get done(): number {
    return doneOf(this.#detail.totals);
  }

  /** Follows one event. @param row Of the log; 0 for what no log keeps. */
  follow(event: Told, row: number): void {
    switch (event.type) {
      case "media.finished":
        this.#followEnd(event, row);
        break;
      case "run.slots":
        this.lanes.followSlots(event);
        break;
      case "host.paused":
        this.#pauses.push(event);
        if (this.#pauses.length > 100) this.#pauses.shift();
        break;
      case "credits":
        this.#followCredits(event, row);
        break;
      case "run.notice":
        if (row > this.#detail.lastRow) this.#change({ notices: [...this.#detail.notices, event] });
        break;
      case "run.progress": {
        const { bytesPerSecond, eta, totals } = event;
        this.#change({ bytesPerSecond, eta, ...(totals ? { totals } : {}) });
        break;
      }
      case "run.finished":
        this.lanes.rest();
        this.#change({
          ...{ state: "finished", finishedAt: event.t, bytesPerSecond: 0, eta: null },
          ...{ exitCode: event.exitCode, seconds: event.seconds, totals: event.totals },
          sources: [...event.sources],
        });
        break;
      default:
    }
  }

  /** Pauses of a host that touch a span of time, epoch ms. */
  pauses(host: "api" | "cdn", from: number, to: number): HostPaused[] {
    return this.#pauses.filter(
      (pause) => pause.host === host && pause.t < to && pause.until > from,
    );
  }

  /** Files that came in each of the last 90 seconds, the oldest first. @param now Epoch ms. */
  speeds(now: number): number[] {
    // The present second is not over.
    const last = Math.floor(now / SECOND) - 1;
    const at = (second: number) => this.#endsBySecond.get(second) ?? 0;
    return Array.from({ length: SPEED_SECONDS }, (_, back) => {
      const second = last - SPEED_SECONDS + 1 + back;
      let sum = 0;
      for (let ago = 0; ago < CALM_SECONDS; ago++) sum += at(second - ago);
      return sum / CALM_SECONDS;
    });
  }

  #followEnd(event: Extract<Told, { type: "media.finished" }>, row: number): void {
    this.lanes.followEnd(event);
    if (event.slot >= 0) {
      const second = Math.floor(event.t / SECOND);
      this.#endsBySecond.set(second, (this.#endsBySecond.get(second) ?? 0) + 1);
      if (this.#endsBySecond.size > 4 * SPEED_SECONDS)
        this.#forgetBefore(second - SPEED_SECONDS - 9);
    }
    if (event.reason === undefined || row <= this.#detail.lastRow) return;
    this.#reasons = addReason(this.#reasons, { ...event, reason: event.reason });
  }

  #followCredits(event: Extract<Told, { type: "credits" }>, row: number): void {
    const { userRemaining, clientRemaining, resetAt } = event;
    const known = this.#detail.credits;
    if (row <= this.#detail.lastRow) return;
    const before = known?.userRemaining ?? null;
    const fell = before === null || userRemaining === null ? 0 : before - userRemaining;
    const spent = (known?.spent ?? 1) + Math.max(0, fell);
    this.#change({ credits: { userRemaining, clientRemaining, resetAt, spent } });
  }

  #change(changes: Partial<RunDetail>): void {
    this.#detail = { ...this.#detail, ...changes };
  }

  #forgetBefore(second: number): void {
    for (const key of this.#endsBySecond.keys()) if (key < second) this.#endsBySecond.delete(key);
  }
}

/** Everything that ended, whatever its outcome. */
export function doneOf(totals: Totals): number {
  return OUTCOMES.reduce((sum, outcome) => sum + totals[outcome], 0);
}

/** Files that came, kept or not: what a run moved. */
export function movedOf(totals: Totals): number {
  return totals.stored + totals.duplicate + totals.rejected + totals.failed;
}

/** Files a second over a whole run; null when it moved none or is not over. */
export function rateOf({ totals, seconds }: Pick<RunDetail, "totals" | "seconds">): number | null {
  const moved = movedOf(totals);
  return seconds === null || seconds <= 0 || moved === 0 ? null : moved / seconds;
}

const MOST_EXAMPLES = 12;

function addReason(
  reasons: Reasons,
  { outcome, reason, media }: { outcome: string; reason: string; media: string },
): Reasons {
  const isIts = (group: Reasons[number]) => group.outcome === outcome && group.reason === reason;
  if (!reasons.some(isIts)) return [...reasons, { outcome, reason, items: 1, examples: [media] }];
  return reasons.map((group) =>
    isIts(group)
      ? {
          ...group,
          items: group.items + 1,
          examples: [...group.examples, media].slice(0, MOST_EXAMPLES),
        }
      : group,
  );
}
