import type { Failure } from "./_failures.ts";

/** What {@link nextAttempt} goes by. */
export interface AttemptFacts {
  /** From 0. */
  readonly attempt: number;
  /** Further attempts after a failure, 0 or more. */
  readonly retries: number;
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
 * throttle, whose pause the gate keeps. A throttle gets twice the retries, since its pauses begin at a second;
 * a block by the edge gets one, since it may be one of minutes or one for good.
 * @returns undefined when another attempt would change nothing, or is not worth its wait.
 */
export function nextAttempt(failure: Failure, facts: AttemptFacts): number | undefined {
  const { attempt, retries, patient } = facts;
  const jitter = facts.random() * Math.min(BACKOFF_MS.most, BACKOFF_MS.first * 2 ** attempt);
  const within = (most: number, waitMs: number) => (attempt < most ? waitMs : undefined);
  if ("network" in failure) return within(retries, jitter);
  if ("unusable" in failure) return undefined;
  const { kind, retryAfterMs = 0 } = failure.refusal;
  switch (kind) {
    case "server":
    case "html":
      return within(retries, Math.min(MAX_SERVER_WAIT_MS, Math.max(retryAfterMs, jitter)));
    case "capacity":
      return patient ? within(retries, 0) : undefined;
    case "forbidden":
      return patient ? within(Math.min(1, retries), 0) : undefined;
    case "throttled":
      return patient && retryAfterMs <= MAX_THROTTLE_MS ? within(retries * 2, 0) : undefined;
    default:
      return undefined;
  }
}
