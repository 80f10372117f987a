import type { Database } from "bun:sqlite";

/** What a day took of Imgur's credits, as far as answers told. */
export interface CreditDay {
  /** `2026-11-24`, UTC. */
  readonly day: string;
  readonly spent: number;
}

/** Days before the newest run that are looked at: the log of a run can be long. */
const DAYS = 30;

// Each answer tells what is left after it: what went is the sum of the falls. A rise is a new hour; what went before
// it in the same breath is not told. Of a run's first answer only its own request is known.
const CREDIT_DAYS = `
SELECT date(t / 1000, 'unixepoch') AS day,
  sum(CASE WHEN before IS NULL THEN 1 ELSE max(0, before - remaining) END) AS spent
FROM (
  SELECT t, remaining, lag(remaining) OVER (PARTITION BY run_id ORDER BY id) AS before FROM (
    SELECT run_id, id, t, detail ->> '$.userRemaining' AS remaining FROM run_rows
    WHERE kind = 'credits' AND run_id IN (
      SELECT id FROM runs WHERE started_at > (SELECT max(started_at) FROM runs) - ${DAYS} * 86400000)
  ) WHERE remaining IS NOT NULL
)
GROUP BY day ORDER BY day`;

/**
 * Prepares the days of the last month in which Imgur told of credits, the oldest first.
 * @param sqlite An open archive's connection.
 */
export function prepareCreditDays(sqlite: Database): () => CreditDay[] {
  const days = sqlite.prepare<CreditDay, []>(CREDIT_DAYS);
  return () => days.all();
}
