import { Database } from "bun:sqlite";

/** The SQLite that this program runs on: its version, and why it cannot search words, when it cannot. */
export function probeSqlite(): { version: string; objection?: string } {
  using database = new Database(":memory:");
  const row = database.query<{ version: string }, []>("SELECT sqlite_version() AS version").get();
  const version = row?.version ?? "unknown";
  try {
    database.run("CREATE VIRTUAL TABLE words USING fts5(text)");
    return { version };
  } catch (error) {
    return { version, objection: (error as Error).message };
  }
}
