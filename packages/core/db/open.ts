import { Database } from "bun:sqlite";
import { closeSync, openSync } from "node:fs";
import { AcaciaError } from "../errors.ts";
import { APPLICATION_ID, type MigrationProgress, migrate, readNumber } from "./migrate.ts";
import { MIGRATIONS } from "./migrations.ts";

/** The database of an archive. {@link openDrizzle} gives typed queries on the same connection. */
export interface OpenDatabase {
  readonly sqlite: Database;
}

const OPEN_READONLY = 0x01;
const OPEN_URI = 0x40;

/**
 * Clean pages of the file, which the system takes back at any time, and which show as memory of this process. With a
 * million media (1 GB), pages of 100 by size have a p99 of 0.92 ms with 256 MB, 0.86 with 512 and 0.74 with all of it
 * (medians of three in turn, 2 cores, November 2026).
 */
const MAPPED_BYTES = 512 * 1024 * 1024;

/** How {@link openDatabase} opens one. */
export interface OpenDatabaseOptions {
  /** @default "write" */
  readonly mode?: "read" | "write";
  /** Bytes of the file that may show as memory of this process. @default 512 MB */
  readonly mappedBytes?: number;
}

/** What {@link openDatabaseInTurns} takes for a migration that lasts. */
export interface MigrateOptions {
  /** Told after each step, some times a second. */
  readonly onMigrate?: ((progress: MigrationProgress) => void) | undefined;
  /** Stops it: then all is as it was. */
  readonly draining?: AbortSignal | undefined;
}

/**
 * Opens the database of an archive. For writing: makes it when new, and migrates it. For reading: writes
 * nothing, and works beside a process that writes, or on a medium that cannot be written.
 *
 * @param path Absolute path of the file, or `:memory:`.
 * @throws {AcaciaError} `archive.newer` when a later Acacia made it, `archive.older` when an earlier one did and only
 *   reading was asked for, `archive.damaged` when it is no archive's database or cannot be read, `disk` when the disk refuses.
 */
export function openDatabase(path: string, options: OpenDatabaseOptions = {}): OpenDatabase {
  const { mode = "write", mappedBytes = MAPPED_BYTES } = options;
  const sqlite = connect(path, mode);
  try {
    setPragmas(sqlite, { mode, mappedBytes });
    checkVersion(sqlite, { path, mode });
    if (mode === "write") for (const _ of migrate(sqlite));
  } catch (cause) {
    sqlite.close();
    throw explain(path, cause);
  }
  return { sqlite };
}

/**
 * {@link openDatabase} for a database that may be old and large. While it is brought up to date this process
 * lives, and can be told to stop.
 *
 * @throws {AcaciaError} `cancelled` when it was stopped; what {@link openDatabase} throws.
 */
export async function openDatabaseInTurns(
  path: string,
  { onMigrate, draining, mappedBytes = MAPPED_BYTES }: OpenDatabaseOptions & MigrateOptions,
): Promise<OpenDatabase> {
  const sqlite = connect(path, "write");
  try {
    setPragmas(sqlite, { mode: "write", mappedBytes });
    checkVersion(sqlite, { path, mode: "write" });
    for (const progress of migrate(sqlite)) {
      // A new one has no rows: that is over at once.
      if (progress.from === 0) continue;
      onMigrate?.(progress);
      await new Promise((resolve) => setImmediate(resolve));
      if (draining?.aborted) throw stopped(path);
    }
  } catch (cause) {
    sqlite.close();
    throw explain(path, cause);
  }
  return { sqlite };
}

function stopped(path: string): AcaciaError {
  return new AcaciaError("cancelled", `Cannot update ${path}: it was stopped, and is as before`, {
    hint: "Run the command again, and let it come to its end",
  });
}

/**
 * Closes the connection.
 * @param options `tidy` after writes that others do not go on with: takes the write-ahead log away, unless
 *   somebody reads or writes at this moment. It never waits.
 */
export function closeDatabase({ sqlite }: OpenDatabase, { tidy }: { tidy: boolean }): void {
  try {
    if (tidy) tidyUp(sqlite);
  } finally {
    sqlite.close();
  }
}

function tidyUp(sqlite: Database): void {
  sqlite.run("PRAGMA busy_timeout = 0");
  try {
    sqlite.run("PRAGMA optimize");
    sqlite.run("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch (cause) {
    // Whoever is in the way does it when they close; what the disk refuses, the next who has room.
    const told = explain(sqlite.filename, cause);
    if (codeOf(cause) !== "SQLITE_BUSY" && told.code !== "disk") throw told;
  }
}

function connect(path: string, mode: "read" | "write"): Database {
  try {
    if (mode === "write")
      return new Database(path, { create: true, readwrite: true, strict: true });
    const sqlite = new Database(path, { readonly: true, strict: true });
    try {
      sqlite.query("SELECT 1 FROM sqlite_schema").get();
      return sqlite;
    } catch (cause) {
      sqlite.close();
      if (codeOf(cause) !== "SQLITE_CANTOPEN" && codeOf(cause) !== "SQLITE_READONLY_DIRECTORY") {
        throw cause;
      }
      // A folder that cannot be written has no shared memory file; nobody can be writing there either.
      return new Database(`${fileAddress(path)}?immutable=1`, OPEN_READONLY | OPEN_URI);
    }
  } catch (cause) {
    throw explain(path, cause);
  }
}

function fileAddress(path: string): string {
  return Bun.pathToFileURL(path).href;
}

function setPragmas(
  sqlite: Database,
  { mode, mappedBytes }: { mode: "read" | "write"; mappedBytes: number },
): void {
  // First, so that the others wait instead of failing while another process writes.
  sqlite.run("PRAGMA busy_timeout = 5000");
  if (mode === "write") {
    sqlite.run("PRAGMA journal_mode = WAL");
    sqlite.run("PRAGMA synchronous = NORMAL");
    sqlite.run("PRAGMA foreign_keys = ON");
    sqlite.run("PRAGMA journal_size_limit = 67108864");
    sqlite.run("PRAGMA wal_autocheckpoint = 10000");
  }
  sqlite.run(`PRAGMA mmap_size = ${mappedBytes}`);
  sqlite.run("PRAGMA cache_size = -16384");
  sqlite.run("PRAGMA temp_store = MEMORY");
}

function checkVersion(
  sqlite: Database,
  { path, mode }: { path: string; mode: "read" | "write" },
): void {
  const version = readNumber(sqlite, "PRAGMA user_version");
  const application = readNumber(sqlite, "PRAGMA application_id");
  const tables = readNumber(sqlite, "SELECT count(*) FROM sqlite_schema");
  if (tables > 0 && application !== APPLICATION_ID) {
    throw new AcaciaError("archive.damaged", `Cannot open ${path}: it is not Acacia's database`, {
      hint: "Name an archive folder with -d DIR",
    });
  }
  if (version > MIGRATIONS.length) {
    throw new AcaciaError(
      "archive.newer",
      `Cannot open ${path}: a newer Acacia made it (schema ${version}, this one knows ${MIGRATIONS.length})`,
      { hint: "Update Acacia, then try again" },
    );
  }
  if (mode === "read" && version < MIGRATIONS.length) {
    throw new AcaciaError(
      "archive.older",
      `Cannot read ${path}: an older Acacia made it (schema ${version}, this one needs ${MIGRATIONS.length})`,
      { hint: "Run a command that writes, such as `acacia fetch`, once: it updates the database" },
    );
  }
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
}

function explain(path: string, cause: unknown): AcaciaError {
  if (cause instanceof AcaciaError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const code = codeOf(cause) ?? "";
  if (
    code === "SQLITE_FULL" ||
    code.startsWith("SQLITE_IOERR") ||
    code.startsWith("SQLITE_READONLY")
  ) {
    return new AcaciaError("disk", `Cannot open ${path}: ${reason}`, {
      cause,
      hint: "Free space, or check that the folder can be written",
    });
  }
  if (code === "SQLITE_CANTOPEN" && isForbidden(path)) {
    return new AcaciaError("disk", `Cannot read ${path}: permission is missing`, {
      cause,
      hint: "Check who owns it, and whether you may read it",
    });
  }
  return new AcaciaError("archive.damaged", `Cannot open ${path}: ${reason}`, {
    cause,
    hint: "Check that the path is an archive; if its database is broken, make it anew with `acacia rebuild`",
  });
}

/** SQLite does not tell why it cannot open a file. */
function isForbidden(path: string): boolean {
  try {
    closeSync(openSync(path, "r"));
    return false;
  } catch (cause) {
    return codeOf(cause) === "EACCES" || codeOf(cause) === "EPERM";
  }
}
