import type { Failure } from "./_failures.ts";

/** What {@link nextAttempt} goes by. */
export interface AttemptFacts {
  /** From 0. */
  readonly attempt: number;
  /** Whether a pause of minutes is worth waiting for. */
  readonly patient: boolean;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** First and longest wait after a failure of the server; the true one is drawn from below it. */
const BACKOFF_MS = { first: 500, most: 30_000 } as const;
/** However long a failing server asks to wait. */
const MAX_SERVER_WAIT_MS = 2 * 60_000;
/** A longer throttle is not waited for: the run ends and says when to come back. */
const MAX_THROTTLE_MS = 15 * 60_000;

/**
 * Milliseconds until the next attempt: full jitter after a failure of the server or the network, none after a
 * throttle, whose pause the gate keeps.
 * @returns undefined when another attempt would change nothing, or is not worth its wait.
 */
export function nextAttempt(failure: Failure, facts: AttemptFacts): number | undefined {
  const ceiling = Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** facts.attempt);
  const jitter = facts.random() * ceiling;
  if ("network" in failure) return jitter;
  if ("unusable" in failure) return undefined;
  const { kind, retryAfterMs = 0 } = failure.refusal;
  switch (kind) {
    case "server":
    case "html":
      return Math.min(MAX_SERVER_WAIT_MS, Math.max(retryAfterMs, jitter));
    case "capacity":
      return facts.patient ? 0 : undefined;
    case "throttled":
      return facts.patient && retryAfterMs <= MAX_THROTTLE_MS ? 0 : undefined;
    default:
      return undefined;
  }
}
