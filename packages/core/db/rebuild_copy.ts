import { Database, type Statement } from "bun:sqlite";
import { AcaciaError } from "../errors.ts";
import { MIGRATIONS } from "./migrations.ts";
import { prepareTransaction } from "./recording_sql.ts";

/** What could be read of one table. */
export interface CopiedTable {
  readonly table: string;
  readonly rows: number;
  /** Whether some of it could not be read, or was not fit to be kept. */
  readonly lost: boolean;
}

/** Queries that may fail before the rest of a table is given up. */
const MOST_FAILURES = 200_000;

type Value = string | number | Uint8Array | null;

/**
 * Opens a database that may be broken, for reading.
 *
 * @returns undefined when nothing of it can be read.
 * @throws {AcaciaError} `archive.newer` when a later Acacia made it: what this one does not know would be lost.
 */
export function openBroken(path: string): Database | undefined {
  let sqlite: Database | undefined;
  try {
    sqlite = new Database(path, { readonly: true, strict: true });
    const version = sqlite.query<{ user_version: number }, []>("PRAGMA user_version").get();
    sqlite.query("SELECT count(*) FROM sqlite_schema").get();
    if ((version?.user_version ?? 0) <= MIGRATIONS.length) return sqlite;
  } catch {
    sqlite?.close();
    return undefined;
  }
  sqlite.close();
  throw new AcaciaError("archive.newer", `Cannot rebuild ${path}: a newer Acacia made it`, {
    hint: "Update Acacia, then try again",
  });
}

/**
 * Copies what can be read of every table, around the pages that cannot be read.
 *
 * @param broken As {@link openBroken} gave it.
 * @param fresh An empty database with the schema of now; its foreign keys are off.
 */
export function* copyTables(broken: Database, fresh: Database): Generator<CopiedTable> {
  const tables = fresh
    .query<{ name: string }, []>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  const transaction = prepareTransaction(fresh);
  for (const { name } of tables) {
    const columns = sharedColumns(name, broken, fresh);
    if (columns === undefined) yield { table: name, rows: 0, lost: true };
    else if (columns.length > 0) {
      yield transaction(() => copyTable(name, { columns, broken, fresh }));
    }
  }
}

/** Columns that both have; undefined when the old table cannot be read at all. */
function sharedColumns(table: string, broken: Database, fresh: Database): string[] | undefined {
  const columnsOf = (sqlite: Database) =>
    sqlite
      .query<{ name: string }, [string]>("SELECT name FROM pragma_table_info(?)")
      .all(table)
      .map(({ name }) => name);
  try {
    const old = new Set(columnsOf(broken));
    return columnsOf(fresh).filter((column) => old.has(column));
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return undefined;
  }
}

function copyTable(
  table: string,
  { columns, broken, fresh }: { columns: string[]; broken: Database; fresh: Database },
): CopiedTable {
  const list = columns.map((column) => `"${column}"`).join(", ");
  const places = columns.map(() => "?").join(", ");
  const copy = new TableCopy(
    broken.prepare(
      `SELECT rowid AS "_rowid", ${list} FROM "${table}" WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid`,
    ),
    fresh.prepare(`INSERT OR IGNORE INTO "${table}" ("_rowid_", ${list}) VALUES (?, ${places})`),
    columns,
  );
  const last = readLast(table, broken);
  copy.readRange(1, last ?? Number.MAX_SAFE_INTEGER, { split: last !== undefined });
  return { table, rows: copy.rows, lost: copy.lost };
}

function readLast(table: string, broken: Database): number | undefined {
  try {
    const row = broken.query<{ last: number | null }, []>(
      `SELECT max(rowid) AS last FROM "${table}"`,
    );
    return row.get()?.last ?? 0;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return undefined;
  }
}

class TableCopy {
  rows = 0;
  lost = false;
  #failures = 0;
  readonly #select: Statement;
  readonly #insert: Statement;
  readonly #columns: readonly string[];

  constructor(select: Statement, insert: Statement, columns: readonly string[]) {
    this.#select = select;
    this.#insert = insert;
    this.#columns = columns;
  }

  /** Rows low to high, both included; what fails is halved until the bad rows are alone, unless where it ends is unknown. */
  readRange(low: number, high: number, { split }: { split: boolean }): void {
    let next = low;
    try {
      for (const row of this.#select.iterate(low, high) as Iterable<Record<string, Value>>) {
        const values = this.#columns.map((column) => row[column] ?? null);
        const rowid = Number(row._rowid);
        if (this.#insert.run(rowid, ...values).changes > 0) this.rows += 1;
        else this.lost = true;
        next = rowid + 1;
      }
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      this.lost = true;
      this.#failures += 1;
      if (!split || next >= high || this.#failures > MOST_FAILURES) return;
      const middle = Math.floor((next + high) / 2);
      this.readRange(next, middle, { split });
      this.readRange(middle + 1, high, { split });
    }
  }
}

function isUnreadable(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^SQLITE_(?:CORRUPT|NOTADB|IOERR)/.test(code);
}
