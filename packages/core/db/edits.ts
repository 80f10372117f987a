import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";

/** The user's own marks. Short transactions, which any process may make while another fetches. */
export interface Edits {
  /** @returns How many rows changed, here and below. */
  setFavorite(ids: readonly number[], options: { favorite: boolean; at: number }): number;
  /** Puts into the trash, or back: nothing is removed from the disk. */
  setTrashed(ids: readonly number[], options: { trashed: boolean; at: number }): number;
  markSeen(ids: readonly number[], options: { at: number }): number;
}

/** Ids as one JSON parameter: one statement, however many there are. */
const THESE = "id IN (SELECT value FROM json_each(?1))";

const FAVOR = `UPDATE media SET favorite_at = ?2 WHERE ${THESE} AND favorite_at IS NULL`;
const UNFAVOR = `UPDATE media SET favorite_at = NULL WHERE ${THESE} AND favorite_at IS NOT NULL`;
const TRASH = `UPDATE media SET trashed_at = ?2, shown = 0 WHERE ${THESE} AND trashed_at IS NULL`;
const RESTORE = `
UPDATE media SET trashed_at = NULL, shown = archived_at IS NOT NULL
WHERE ${THESE} AND trashed_at IS NOT NULL`;
const SEE = `UPDATE media SET seen_at = ?2 WHERE ${THESE} AND seen_at IS NULL`;

/**
 * Prepares the user's edits.
 * @param archive An archive open for `edit` or `write`, or its database.
 */
export function prepareEdits({ sqlite }: Pick<OpenDatabase, "sqlite">): Edits {
  const transaction = prepareTransaction(sqlite);
  const prepareSet = (sql: string) => {
    const set = sqlite.prepare<never, [string, number]>(sql);
    return (ids: readonly number[], at: number) =>
      transaction(() => set.run(JSON.stringify(ids), at).changes);
  };
  const prepareClear = (sql: string) => {
    const clear = sqlite.prepare<never, [string]>(sql);
    return (ids: readonly number[]) => transaction(() => clear.run(JSON.stringify(ids)).changes);
  };
  const [favor, unfavor] = [prepareSet(FAVOR), prepareClear(UNFAVOR)];
  const [trash, restore] = [prepareSet(TRASH), prepareClear(RESTORE)];
  const see = prepareSet(SEE);
  return {
    setFavorite: (ids, { favorite, at }) => (favorite ? favor(ids, at) : unfavor(ids)),
    setTrashed: (ids, { trashed, at }) => (trashed ? trash(ids, at) : restore(ids)),
    markSeen: (ids, { at }) => see(ids, at),
  };
}
