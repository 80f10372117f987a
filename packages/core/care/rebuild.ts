import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { type ArchiveLayout, makeLayout } from "../archive/layout.ts";
import { acquireLock } from "../archive/lock.ts";
import { refuseBucket } from "../archive/storage_file.ts";
import { batch } from "../async/batch.ts";
import type { Clock } from "../async/clock.ts";
import { closeDatabase, type OpenDatabase, openDatabase } from "../db/open.ts";
import { type CopiedTable, copyTables, openBroken } from "../db/rebuild_copy.ts";
import { prepareRebuildRows, type RebuildRows } from "../db/rebuild_rows.ts";
import { prepareRecording } from "../db/recording_sql.ts";
import { foldPath } from "../db/views.ts";
import { AcaciaError } from "../errors.ts";
import { guessPost } from "../imgur/look_up.ts";
import { parseTarget } from "../imgur/target.ts";
import type { ArrivedFile } from "../transfer/plan.ts";
import { fileKey, readViewName, readViewNames } from "./read_view_names.ts";
import { readBlobs } from "./rebuild_blobs.ts";
import { readSides } from "./rebuild_sides.ts";
import { removeDatabase, swapDatabase } from "./swap_database.ts";

/** How to rebuild a database. */
export interface RebuildOptions {
  /** The archive folder. */
  readonly dir: string;
  readonly clock: Clock;
  readonly draining: AbortSignal;
  readonly signal: AbortSignal;
}

/** What a rebuild tells. Plain data. */
export type RebuildEvent =
  | ({ readonly type: "rebuild.table" } & CopiedTable)
  | { readonly type: "rebuild.progress"; readonly files: number; readonly bytes: number }
  /** A file that is not what its name says, or cannot be read. */
  | { readonly type: "rebuild.damaged"; readonly path: string }
  | RebuildFinished;

/** The end of a rebuild. */
export interface RebuildFinished {
  readonly type: "rebuild.finished";
  /** False when it was stopped: then all is as it was. */
  readonly complete: boolean;
  readonly files: number;
  readonly bytes: number;
  /** Rows that the old database still told. */
  readonly rows: number;
  /** Tables of which some could not be read. */
  readonly lost: readonly string[];
  /** Blobs whose media a name under `images/` told; and those of which nothing is known but the bytes. */
  readonly named: number;
  readonly unnamed: number;
  readonly damaged: number;
  /** Blobs that the old database knew and that are not on the disk. */
  readonly missing: number;
  /** Where the old database is now, relative to the archive folder; null when there was none. */
  readonly aside: string | null;
  readonly seconds: number;
}

/** The same, as it is counted. */
type Counts = {
  -readonly [Key in
    | "files"
    | "bytes"
    | "rows"
    | "named"
    | "unnamed"
    | "damaged"
    | "missing"]: number;
} & { readonly lost: string[] };

interface Work {
  readonly layout: ArchiveLayout;
  readonly database: OpenDatabase;
  readonly rows: RebuildRows;
  readonly counts: Counts;
  readonly options: RebuildOptions;
}

/**
 * Makes the database anew: from what can be read of the old one, from every blob's bytes, and from the names under
 * `images/`. The new one takes the old one's place when it is finished, and the old one is kept beside it; whatever
 * stops the work before leaves the old one where it is.
 *
 * @param options The archive folder; nobody may add or remove blobs meanwhile.
 * @throws {AcaciaError} `archive.missing`, `archive.locked`, `archive.newer`, `disk`.
 */
export async function* rebuildDatabase(
  options: RebuildOptions,
): AsyncGenerator<RebuildEvent, void, undefined> {
  const { dir, clock, draining } = options;
  const begunAt = clock.monotonic();
  const layout = makeLayout(dir);
  if (!existsSync(layout.database) && !existsSync(layout.blobs)) throw missing(dir);
  refuseBucket(layout, "rebuild");
  using _lock = acquireLock(layout.lock, { command: "rebuild", clock });
  const fresh = `${layout.database}.new`;
  const counts = makeCounts();
  removeDatabase(fresh);
  let aside: string | undefined;
  try {
    const database = openDatabase(fresh);
    try {
      yield* fill({ layout, database, options, counts, rows: prepareRebuildRows(database) });
    } finally {
      closeDatabase(database, { tidy: true });
    }
    if (!draining.aborted) {
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      aside = swapDatabase(layout.database, { fresh, day });
    }
  } finally {
    removeDatabase(fresh);
  }
  const seconds = Math.round(clock.monotonic() - begunAt) / 1000;
  const facts = { aside: aside === undefined ? null : relative(layout.dir, aside), seconds };
  yield { type: "rebuild.finished", complete: !draining.aborted, ...counts, ...facts };
}

function makeCounts(): Counts {
  const zeros = { files: 0, bytes: 0, rows: 0, named: 0, unnamed: 0, damaged: 0, missing: 0 };
  return { ...zeros, lost: [] };
}

async function* fill(work: Work): AsyncGenerator<RebuildEvent> {
  const { database, layout, rows, counts, options } = work;
  const { sqlite } = database;
  // Rows come in any order; that each leads somewhere is seen to at the end.
  sqlite.run("PRAGMA foreign_keys = OFF");
  sqlite.run("PRAGMA synchronous = OFF");
  using broken = existsSync(layout.database) ? openBroken(layout.database) : undefined;
  for (const table of broken ? copyTables(broken, sqlite) : []) {
    counts.rows += table.rows;
    if (table.lost) counts.lost.push(table.table);
    yield { type: "rebuild.table", ...table };
    if (options.draining.aborted) return;
  }
  rows.beginBlobs();
  const ownerless: Ownerless[] = [];
  yield* readAll(work, ownerless);
  if (options.draining.aborted) return;
  rows.mendReferences();
  giveToMedia(work, ownerless);
  counts.missing = rows.countMissing();
  sqlite.run("PRAGMA synchronous = FULL");
  // All of it in the one file: whoever opens it next begins a log of their own.
  sqlite.run("PRAGMA journal_mode = DELETE");
}

/** A blob that no media of the old database uses. */
interface Ownerless {
  readonly file: ArrivedFile;
  /** Whether that is because the old database is broken, and not because it was so. */
  readonly isLoss: boolean;
}

/** Every file; those that no media of the old database uses are gathered. */
async function* readAll(work: Work, ownerless: Ownerless[]): AsyncGenerator<RebuildEvent> {
  const { layout, database, rows, counts, options } = work;
  const { clock } = options;
  const hasLostMedia = counts.lost.some((table) => table.startsWith("media"));
  const { transaction } = prepareRecording(database);
  for await (const group of batch(readBlobs(layout, options), {
    clock,
    maxItems: 256,
    maxMs: 250,
  })) {
    const at = clock.now();
    const damaged: string[] = [];
    transaction(() => {
      for (const { path, named, file, storedAt } of group) {
        counts.files += 1;
        counts.bytes += file?.sizeBytes ?? 0;
        if (file?.sha256 !== named) {
          rows.damageBlob(named, at);
          damaged.push(relative(layout.dir, path));
        } else {
          const isNew = rows.keepBlob(file, { storedAt, at });
          if (!rows.isUsed(named)) ownerless.push({ file, isLoss: isNew || hasLostMedia });
        }
      }
    });
    counts.damaged += damaged.length;
    for (const path of damaged) yield { type: "rebuild.damaged", path };
    yield { type: "rebuild.progress", files: counts.files, bytes: counts.bytes };
  }
}

/** Whose a blob is that no row tells of: its names under `images/` know, and the files beside them know more. */
function giveToMedia(
  { layout, database, rows, counts, options }: Work,
  ownerless: readonly Ownerless[],
): void {
  const recording = prepareRecording(database);
  const at = options.clock.now();
  const keyOf = (file: ArrivedFile) => fileKey(join(layout.dir, file.path));
  const told = readSides({
    images: layout.images,
    rows,
    recording,
    ownerless: new Map(ownerless.map(({ file }) => [file.sha256, file])),
    keyOf,
    at,
  });
  if (ownerless.length === 0) return;
  const names = readViewNames(layout.images);
  recording.transaction(() => {
    for (const { file, isLoss } of ownerless) {
      const paths = names.get(keyOf(file) ?? "") ?? [];
      const given = paths.filter(
        (path) => !told.views.has(path) && giveByName(path, { file, rows, recording, at }),
      );
      if (given.length > 0 || told.blobs.has(file.sha256)) counts.named += 1;
      else if (isLoss && !rows.isUsed(file.sha256)) {
        rows.addUnnamed(file, at);
        counts.unnamed += 1;
      }
    }
  });
}

/** Gives a blob to the media that a name tells; false when it tells none, or one that has other bytes. */
function giveByName(
  path: string,
  work: {
    file: ArrivedFile;
    rows: RebuildRows;
    recording: ReturnType<typeof prepareRecording>;
    at: number;
  },
): boolean {
  const { file, rows, recording, at } = work;
  const facts = readViewName(path);
  if (!facts) return false;
  const { id, source } = facts;
  const sourceId = recording.ensureSource(source, parseTarget(source).kind, at);
  if (!rows.findMedia(id)) recording.savePost(guessPost(id, file.type), { sourceId, at });
  const media = rows.findMedia(id);
  if (!media || (media.sha256 !== null && media.sha256 !== file.sha256)) return false;
  if (media.sha256 === null) rows.give(media.mediaId, { file, at });
  const view = { path, foldedPath: foldPath(path), sourceId, sha256: file.sha256 };
  rows.addView(media.mediaId, view);
  return true;
}

function missing(dir: string): AcaciaError {
  return new AcaciaError("archive.missing", `Cannot rebuild ${dir}: there is no archive`, {
    hint: "Name the archive folder with -d DIR",
  });
}
