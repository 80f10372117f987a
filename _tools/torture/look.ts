// What a kill left, read from the outside: files by the system's calls, rows by SQLite. Nothing of the program is used, so
// that it cannot hide its own mistakes.
import { Database } from "bun:sqlite";
import { copyFileSync, lstatSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

/** A row of `blobs`. */
export interface BlobRow {
  readonly sha256: string;
  /** `ab/<sha256>.jpg` */
  readonly path: string;
  readonly thumbs: string;
}

const BLOB_ROWS =
  "SELECT sha256, substr(sha256, 1, 2) || '/' || sha256 || '.' || ext AS path, thumbs FROM blobs";
const NAMELESS = `
SELECT count(*) AS n FROM media
WHERE sha256 IS NOT NULL AND id NOT IN (SELECT media_id FROM views)`;

/** An archive after a kill. */
export interface Left {
  /** Relative to `blobs/`. */
  readonly blobs: ReadonlySet<string>;
  readonly rows: readonly BlobRow[];
  /** Names in `partial/`, and whether they are read-only by now. */
  readonly partial: readonly { readonly name: string; readonly isSettled: boolean }[];
  /** Relative to `thumbs/`, with those in the making. */
  readonly thumbs: readonly string[];
  /** SHA-256 of each picture that is kept and not in the trash. */
  readonly kept: readonly string[];
  /** Names under `images/` that rows promise and that are not there. */
  readonly namesMissing: number;
  /** Pictures that are kept and have no name at all. */
  readonly nameless: number;
  /** Files that an emptied trash has still to remove. */
  readonly removals: number;
  /** `ok`, or what SQLite says is wrong with its file. */
  readonly database: string;
}

/** Looks at an archive's folder. */
export function lookAt(archive: string): Left {
  const partial = filesIn(join(archive, "partial")).map((name) => ({
    name,
    isSettled: (modeOf(join(archive, "partial", name)) & 0o222) === 0,
  }));
  const files = {
    blobs: new Set(filesIn(join(archive, "blobs"))),
    partial,
    thumbs: filesIn(join(archive, "thumbs")),
  };
  return { ...files, ...readRows(archive) };
}

function readRows(archive: string) {
  const path = join(archive, "acacia.sqlite");
  const none = { rows: [], kept: [], namesMissing: 0, nameless: 0, removals: 0, database: "ok" };
  if (modeOf(path) === 0) return none;
  using sqlite = openCopy(path);
  const hasTables = sqlite.query("SELECT 1 FROM sqlite_schema WHERE name = 'views'").get();
  if (!hasTables) return none;
  const rows = sqlite.query<BlobRow, []>(BLOB_ROWS).all();
  const names = sqlite.query<{ path: string }, []>("SELECT path FROM views").all();
  const namesMissing = names.filter(({ path }) => modeOf(join(archive, "images", path)) === 0);
  const count = (sql: string) => sqlite.query<{ n: number }, []>(sql).get()?.n ?? 0;
  const check = sqlite.query<{ quick_check: string }, []>("PRAGMA quick_check").get();
  const kept = sqlite
    .query<{ sha256: string }, []>(
      "SELECT sha256 FROM media WHERE sha256 IS NOT NULL AND trashed_at IS NULL",
    )
    .all();
  return {
    rows,
    kept: kept.map(({ sha256 }) => sha256),
    namesMissing: namesMissing.length,
    nameless: count(NAMELESS),
    removals: count("SELECT count(*) AS n FROM removals"),
    database: check?.quick_check ?? "no answer",
  };
}

/** A copy beside the archive: who opens a database after a crash mends it, and that is the program's part. */
function openCopy(path: string): Database {
  const copy = join(dirname(dirname(path)), "looked-at.sqlite");
  for (const end of ["", "-wal"]) {
    rmSync(`${copy}${end}`, { force: true });
    if (modeOf(`${path}${end}`) !== 0) copyFileSync(`${path}${end}`, `${copy}${end}`);
  }
  return new Database(copy);
}

/** Every file below a folder, relative to it. */
export function filesIn(folder: string): string[] {
  if (modeOf(folder) === 0) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => !lstatSync(join(folder, name)).isDirectory(),
  );
}

/** 0: it is not there. */
function modeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
}

/** In lower-case hex. */
export function sha256Of(path: string): string {
  return new Bun.CryptoHasher("sha256").update(readFileSync(path)).digest("hex");
}
