import type { Reason } from "../outcomes.ts";
import type { Fault } from "./fault.ts";
import type { Refused } from "./plan.ts";

/** What to do after a fault. */
export type Verdict =
  /** Try again after `afterMs`; `using` names what to do differently. */
  | {
      readonly kind: "retry";
      readonly afterMs: number;
      readonly using?: "referer" | "fresh_connection";
      /** Does not count against the retries. */
      readonly isFree?: true;
    }
  /** The host refuses everybody: its gate holds all back, then try again. */
  | { readonly kind: "stop_host" }
  | { readonly kind: "give_up"; readonly outcome: Refused["outcome"]; readonly reason: Reason }
  /** Nothing can go on (the disk is full, a bug): the error ends the run. */
  | { readonly kind: "stop_run"; readonly error: unknown };

/** What has been done for this address so far. */
export interface Tries {
  /** Faults that counted, this one included; from 1. */
  readonly failures: number;
  /** How often it may be tried again, `--retries`. */
  readonly retries: number;
  /** Whether Imgur's own Referer has been tried. */
  readonly triedReferer: boolean;
  /** Whether a connection of its own has been tried. */
  readonly triedFresh: boolean;
  /** Uniform in [0, 1). */
  readonly random: number;
}

/** Wait before the first retry is at most this, ms; it doubles. */
const FIRST_WAIT_MS = 500;
/** No backoff of our own is longer, ms. */
const LONGEST_WAIT_MS = 30_000;
/** No retry is sooner, ms: full jitter would give 0 now and then, and the edge sends `Retry-After: 0`. */
const SHORTEST_WAIT_MS = 50;
/** A server that asks for more than this has lost the file for this run, ms. */
const LONGEST_RETRY_AFTER_MS = 600_000;

interface Rule {
  readonly outcome: Refused["outcome"];
  /** `retry`: another try may bring it. `host`: the whole host refuses. Absent: the answer is final. */
  readonly next?: "retry" | "host";
}

/** What each reason asks for; what is not here ends the run. */
const RULES: Partial<Record<Reason, Rule>> = {
  "gone.404": { outcome: "removed" },
  "gone.410": { outcome: "removed" },
  "gone.placeholder": { outcome: "removed" },
  "placeholder.region": { outcome: "region_blocked" },
  html: { outcome: "rejected" },
  "type.unknown": { outcome: "rejected" },
  "type.empty": { outcome: "rejected", next: "retry" },
  "length.mismatch": { outcome: "failed", next: "retry" },
  "checksum.mismatch": { outcome: "rejected", next: "retry" },
  "body.cut": { outcome: "rejected", next: "retry" },
  "size.limit": { outcome: "rejected" },
  "host.foreign": { outcome: "rejected" },
  "redirect.loop": { outcome: "rejected" },
  "http.4xx": { outcome: "failed" },
  "http.5xx": { outcome: "failed", next: "retry" },
  "http.429": { outcome: "failed", next: "host" },
  capacity: { outcome: "failed", next: "host" },
  "network.connect": { outcome: "failed", next: "retry" },
  "network.reset": { outcome: "failed", next: "retry" },
  "network.timeout": { outcome: "failed", next: "retry" },
  "network.dns": { outcome: "failed", next: "retry" },
  "stopped.user": { outcome: "cancelled" },
  "stopped.limit": { outcome: "cancelled" },
  "stopped.host": { outcome: "cancelled" },
};
/** Client errors that say "later", not "no". */
const TRANSIENT_STATUSES: ReadonlySet<number> = new Set([408, 421, 425]);

/**
 * What to do after a fault: pure, so that every rule is a row of its test.
 *
 * @param fault What happened.
 * @param tries What has been done for this address so far.
 */
export function nextWait(fault: Fault, tries: Tries): Verdict {
  const { reason } = fault;
  const rule = RULES[reason];
  if (!rule) return { kind: "stop_run", error: fault.error };
  const free = findFreeRetry(fault, tries);
  if (free) return free;
  const giveUp: Verdict = { kind: "give_up", outcome: rule.outcome, reason };
  const isTransient = rule.next !== undefined || TRANSIENT_STATUSES.has(fault.status ?? 0);
  if (!isTransient || fault.isProven || tries.failures > tries.retries) return giveUp;
  if (rule.next === "host") return { kind: "stop_host" };
  const askedMs = fault.retryAfterMs ?? 0;
  if (askedMs > LONGEST_RETRY_AFTER_MS) return giveUp;
  return { kind: "retry", afterMs: Math.max(backoffMs(tries), askedMs) };
}

/** Another try that costs nothing, because it does something differently; each once for an address. */
function findFreeRetry(fault: Fault, tries: Tries): Verdict | undefined {
  if (fault.isStalePart) return { kind: "retry", afterMs: 0, isFree: true };
  // The server may have closed a kept connection just as it was used again: no fault of the file.
  if (fault.reason === "network.reset" && fault.isBeforeAnswer && !tries.triedFresh) {
    return { kind: "retry", afterMs: 0, using: "fresh_connection", isFree: true };
  }
  // At times Imgur refuses files, or sends pages, to those who name no page. docs/imgur.md §4.4.
  const wantsReferer = fault.status === 403 || fault.reason === "html";
  if (wantsReferer && fault.reason !== "capacity" && !tries.triedReferer) {
    return { kind: "retry", afterMs: 0, using: "referer", isFree: true };
  }
  return undefined;
}

/** Exponential, with full jitter: many transfers that failed together do not come back together. */
function backoffMs({ failures, random }: Tries): number {
  const mostMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  return Math.max(SHORTEST_WAIT_MS, Math.round(random * mostMs));
}
