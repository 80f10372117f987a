import { Database } from "bun:sqlite";
import { APPLICATION_ID } from "../db/migrate.ts";
import { MIGRATIONS } from "../db/migrations.ts";

/**
 * Writes the database that an Acacia of before would have with the rows of one of now: what that did not know yet is
 * left out, and so are the words of the search.
 *
 * @param path Absolute path of a file that is not there. @param options `from`: the database of now; `schema`: 1 to the
 *   number of migrations.
 */
export function writeOldDatabase(
  path: string,
  { from, schema }: { readonly from: string; readonly schema: number },
): void {
  using sqlite = new Database(path, { create: true });
  // Nothing is lost when it breaks off: it is made anew. Hashes come in no order, so that a small cache would thrash.
  sqlite.run("PRAGMA journal_mode = OFF");
  sqlite.run("PRAGMA synchronous = OFF");
  sqlite.run("PRAGMA cache_size = -1000000");
  for (const migration of MIGRATIONS.slice(0, schema)) {
    for (const statement of migration.split("--> statement-breakpoint")) sqlite.run(statement);
  }
  // Indexes from sorted rows are many times faster, and without triggers the words of before stay out.
  const parts = partsOf(sqlite);
  for (const { type, name } of parts) sqlite.run(`DROP ${type} ${name}`);
  sqlite.run("ATTACH ?1 AS now", [from]);
  for (const name of tablesOf(sqlite)) {
    const columns = columnsOf(sqlite, name).join(", ");
    sqlite.run(`INSERT INTO main.${name} (${columns}) SELECT ${columns} FROM now.${name}`);
  }
  sqlite.run("DETACH now");
  for (const { sql } of parts) sqlite.run(sql);
  sqlite.run(`PRAGMA user_version = ${schema}`);
  sqlite.run(`PRAGMA application_id = ${APPLICATION_ID}`);
}

function partsOf(sqlite: Database): { type: string; name: string; sql: string }[] {
  return sqlite
    .query<{ type: string; name: string; sql: string }, []>(
      "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL",
    )
    .all();
}

function tablesOf(sqlite: Database): string[] {
  return sqlite
    .query<{ name: string }, []>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
       AND name IN (SELECT name FROM now.sqlite_schema)`,
    )
    .all()
    .map(({ name }) => name);
}

function columnsOf(sqlite: Database, table: string): string[] {
  return sqlite
    .query<{ name: string }, [string]>("SELECT name FROM pragma_table_info(?1, 'main')")
    .all(table)
    .map(({ name }) => name);
}
