import type { CreditFacts } from "../limit/credits.ts";

/** What is known of a source when its budget ended. */
export interface SyncProgress {
  /** Posts that it still has to list; null when nobody knows. */
  readonly postsLeft: number | null;
  /** Posts that it walked past in this run. */
  readonly posts: number;
}

/** How much longer a source takes when every run is like this one. */
export interface SyncForecast {
  readonly runs: number;
  /** Until the credits for the last of them are there, ms; null when Imgur told nothing of credits. */
  readonly waitMs: number | null;
}

const HOUR_MS = 3_600_000;

/**
 * Tells how many further runs a source needs, and how long that takes.
 *
 * @param progress Of the source. @param spent Credits of the whole run, at least 1.
 * @param credits What Imgur told, and the time.
 * @returns undefined when nobody knows how long the listing is.
 */
export function forecastSync(
  progress: SyncProgress,
  spent: number,
  credits: { facts: CreditFacts; now: number },
): SyncForecast | undefined {
  const { postsLeft, posts } = progress;
  if (postsLeft === null || posts <= 0) return;
  const runs = Math.max(1, Math.ceil(postsLeft / posts));
  const { userLimit, userRemaining, userResetAt } = credits.facts;
  if (userLimit === null || userRemaining === null || userResetAt === null) {
    return { runs, waitMs: null };
  }
  const cost = Math.max(1, spent);
  const soon = Math.floor(userRemaining / cost);
  if (runs <= soon) return { runs, waitMs: 0 };
  const hourly = Math.max(1, Math.floor(userLimit / cost));
  const hours = Math.ceil((runs - soon) / hourly) - 1;
  return { runs, waitMs: Math.max(0, userResetAt - credits.now) + hours * HOUR_MS };
}
