import type { Database } from "bun:sqlite";
import { MIGRATIONS } from "./migrations.ts";

/** "ACAC": tells an archive's database from any other SQLite file. */
export const APPLICATION_ID = 0x41434143;

/** How far a database has come on its way to the schema of now. */
export interface MigrationProgress {
  /** The schema that it had; 0 for a new one. */
  readonly from: number;
  readonly to: number;
  /** What is done, 0 to 1. */
  readonly ratio: number;
}

/** What a migration says of a statement that goes over a large table: it takes the ids `$from` to `$to`. */
const PIECES_REGEXP = /\bIn pieces of (?<table>[a-z_]+)\.$/m;

/** About half a second of the slowest: a person sees it move, and Ctrl-C does not wait. */
const PIECE_ROWS = 20_000;

/**
 * Brings a database to the schema of now, in one transaction: whoever stops it, or kills the process, has the one of
 * before. Between its steps the caller may do other things.
 *
 * @param sqlite Open for writing. @returns Progress after each step; nothing for a database that is up to date.
 */
export function* migrate(sqlite: Database): Generator<MigrationProgress, void, void> {
  if (versionOf(sqlite) === MIGRATIONS.length) return;
  sqlite.run("BEGIN IMMEDIATE");
  let isDone = false;
  try {
    // Read again under the write lock: another process may have been faster.
    const from = versionOf(sqlite);
    const to = Math.max(from, MIGRATIONS.length);
    const statements = MIGRATIONS.slice(from).flatMap((one) =>
      one.split("--> statement-breakpoint"),
    );
    for (const [index, sql] of statements.entries()) {
      for (const done of run(sql, sqlite)) {
        yield { from, to, ratio: (index + done) / statements.length };
      }
    }
    sqlite.run(`PRAGMA application_id = ${APPLICATION_ID}`);
    sqlite.run(`PRAGMA user_version = ${to}`);
    sqlite.run("COMMIT");
    isDone = true;
  } finally {
    if (!isDone && sqlite.inTransaction) sqlite.run("ROLLBACK");
  }
}

/** Runs a statement, at once or in pieces. @returns What is done of it, 0 to 1. */
function* run(sql: string, sqlite: Database): Generator<number> {
  const table = PIECES_REGEXP.exec(sql)?.groups?.table;
  if (table === undefined) sqlite.run(sql);
  else {
    const last = readNumber(sqlite, `SELECT ifnull(max(id), 0) FROM ${table}`);
    using statement = sqlite.prepare<unknown, [{ from: number; to: number }]>(sql);
    for (let from = 1; from <= last; from += PIECE_ROWS) {
      yield (from - 1) / last;
      statement.run({ from, to: from + PIECE_ROWS - 1 });
    }
  }
  yield 1;
}

function versionOf(sqlite: Database): number {
  return readNumber(sqlite, "PRAGMA user_version");
}

/** The one number that a statement asks for. */
export function readNumber(sqlite: Database, statement: string): number {
  const row = sqlite.query<Record<string, number>, []>(statement).get();
  return Object.values(row ?? {})[0] ?? 0;
}
