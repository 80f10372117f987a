import { SQLiteError } from "bun:sqlite";
import type { OpenDatabase } from "./open.ts";

/** So many findings say enough. */
const MAX_LINES = 100;

/**
 * Has SQLite read its own pages.
 *
 * @param database An open database. @param options `quick` leaves out whether the indexes agree with their tables.
 * @returns What is wrong, in SQLite's words; nothing when all is sound.
 */
export function checkDatabase(
  { sqlite }: Pick<OpenDatabase, "sqlite">,
  { quick }: { quick: boolean },
): string[] {
  const check = `PRAGMA ${quick ? "quick_check" : "integrity_check"}(${MAX_LINES})`;
  const lines: string[] = [];
  try {
    for (const row of sqlite.prepare<Record<string, string>, []>(check).iterate()) {
      lines.push(...Object.values(row));
    }
  } catch (cause) {
    // Some damage ends the check itself.
    if (!(cause instanceof SQLiteError) || !cause.code?.startsWith("SQLITE_CORRUPT")) throw cause;
    lines.push(cause.message);
  }
  return lines.length === 1 && lines[0] === "ok" ? [] : lines;
}

/** How many migrations the database has had. */
export function readSchemaVersion({ sqlite }: Pick<OpenDatabase, "sqlite">): number {
  const row = sqlite.query<{ user_version: number }, []>("PRAGMA user_version").get();
  return row?.user_version ?? 0;
}
