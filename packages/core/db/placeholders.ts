import type { Database } from "bun:sqlite";
import type { Recording } from "./recording.ts";

/**
 * Prepares what is known of pictures that Imgur gives for many ids.
 * @param sqlite An open archive's connection.
 */
export function preparePlaceholders(
  sqlite: Database,
): Pick<Recording, "idsWithBytes" | "isLearnedPlaceholder" | "learnPlaceholder"> {
  const ids = sqlite.prepare<{ imgurId: string }, [string, number, number]>(
    "SELECT imgur_id AS imgurId FROM media WHERE sha256 = ?1 AND id <> ?2 LIMIT ?3",
  );
  const learned = sqlite.prepare<{ one: number }, [string]>(
    "SELECT 1 AS one FROM learned_placeholders WHERE sha256 = ?1",
  );
  const learn = sqlite.prepare<never, [string, number, number]>(
    `INSERT INTO learned_placeholders (sha256, learned_at, run) VALUES (?1, ?2, ?3)
     ON CONFLICT DO NOTHING`,
  );
  return {
    idsWithBytes: (sha256, { exceptMediaId, limit }) =>
      ids.all(sha256, exceptMediaId, limit).map(({ imgurId }) => imgurId),
    isLearnedPlaceholder: (sha256) => learned.get(sha256) !== null,
    learnPlaceholder(sha256, { run, at }) {
      learn.run(sha256, at, run);
    },
  };
}
