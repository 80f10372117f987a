import { mkdirSync, statSync } from "node:fs";
import type { Clock } from "../async/clock.ts";
import {
  closeDatabase,
  type MigrateOptions,
  type OpenDatabase,
  openDatabase,
  openDatabaseInTurns,
} from "../db/open.ts";
import { AcaciaError } from "../errors.ts";
import { asDiskError, errnoOf } from "./disk_error.ts";
import { openFileStore } from "./file_store.ts";
import { type ArchiveLayout, makeLayout } from "./layout.ts";
import { type ArchiveLock, acquireLock } from "./lock.ts";
import type { Environment } from "./s3_address.ts";
import { chooseStorage, readStorage, writeStorage } from "./storage_file.ts";
import type { BlobStore } from "./store.ts";

/**
 * What a process may do to an archive: `read` writes nothing; `edit` makes short changes of the user's while
 * others work; `write` adds or removes blobs and holds the lock.
 */
export type ArchiveMode = "read" | "edit" | "write";

/** A run looks up single rows: more of a large database would show as its memory and make it no faster. */
const MAPPED_BYTES_OF_A_RUN = 32 * 1024 * 1024;

/** Whoever looks waits for a bucket that does not answer no longer than this, ms. */
const LOOK_PATIENCE_MS = 10_000;

/** An open archive. Disposing closes the database and gives the lock back. */
export interface Archive extends OpenDatabase, AsyncDisposable {
  /** Absolute path of the folder. */
  readonly dir: string;
  readonly layout: ArchiveLayout;
  readonly store: BlobStore;
  readonly mode: ArchiveMode;
}

/** How to open an archive. */
export interface OpenArchiveOptions extends MigrateOptions {
  readonly mode: ArchiveMode;
  /** Make the archive when there is none. @default true for `write`, else false */
  readonly create?: boolean;
  /** What this process does, for whoever finds the lock. @default "acacia" */
  readonly command?: string;
  readonly clock?: Clock;
  /** False leaves out the waits for the disk: for measuring only, as a power cut then loses blobs. @default true */
  readonly sync?: boolean;
  /**
   * The bucket of a new archive: `s3://bucket/prefix`, remembered by it. An archive that has its blobs there already
   * may be told so again.
   */
  readonly storage?: string | undefined;
  /** Where the keys of a bucket are looked up. @default process.env */
  readonly env?: Environment;
  /** Is told once that a bucket does not answer, and once that it does again. */
  readonly onNotice?: (message: string) => void;
}

/**
 * Opens the archive in a folder; migrates its database unless only reading.
 *
 * @throws {AcaciaError} `archive.missing`, `archive.locked`, `archive.newer`, `archive.damaged`, `disk`, `cancelled`
 *   when a migration was stopped, `config` when a bucket's keys are missing, or `usage` when the path is a file.
 * @example
 * ```ts
 * import { openArchive } from "@acacia/core";
 * const dir = `${process.env.TMPDIR ?? "/tmp"}/acacia-example-${process.pid}`;
 * await using archive = await openArchive(dir, { mode: "write", command: "example" });
 * console.assert(archive.layout.blobs === `${archive.dir}/blobs`);
 * ```
 */
export async function openArchive(dir: string, options: OpenArchiveOptions): Promise<Archive> {
  const { mode, create = mode === "write" } = options;
  const layout = makeLayout(dir);
  const isNew = !hasDatabase(layout);
  if (isNew && (!create || mode === "read")) throw missing(dir);
  if (mode !== "read") makeFolders(layout);
  const lock = mode === "write" ? acquireLock(layout.lock, options) : undefined;
  try {
    const store = await openStore(layout, { isNew, options });
    const database =
      mode === "read"
        ? await openForReading(layout.database, options)
        : await openDatabaseInTurns(layout.database, {
            onMigrate: options.onMigrate,
            draining: options.draining,
            ...(mode === "write" ? { mappedBytes: MAPPED_BYTES_OF_A_RUN } : {}),
          });
    return assemble(layout, { store, database, lock, options });
  } catch (cause) {
    lock?.[Symbol.dispose]();
    throw cause;
  }
}

/** The blobs, where the archive keeps them; a new archive's bucket is looked at before it is remembered. */
async function openStore(
  layout: ArchiveLayout,
  { isNew, options }: { isNew: boolean; options: OpenArchiveOptions },
): Promise<BlobStore> {
  const { storage: wanted, env = process.env, clock, onNotice } = options;
  const address = chooseStorage(layout, { wanted, isNew, env });
  if (address === undefined) return openFileStore(layout, options);
  // Most archives have no bucket, and commands that look start sooner without.
  const { openS3Store } = await import("./s3_store.ts");
  const store = openS3Store(address, layout, {
    env,
    clock,
    onNotice,
    ...(options.mode === "write" ? {} : { patienceMs: LOOK_PATIENCE_MS }),
  });
  if (readStorage(layout) === undefined) {
    for await (const _ of store.list()) break;
    writeStorage(layout, address);
  }
  return store;
}

/** @throws {AcaciaError} `usage` when the archive's path is a file, `disk` when it may not be looked into. */
function hasDatabase({ dir, database }: ArchiveLayout): boolean {
  try {
    return statSync(database, { throwIfNoEntry: false }) !== undefined;
  } catch (cause) {
    if (errnoOf(cause) !== "ENOTDIR") throw asDiskError(`read ${database}`, cause);
    throw new AcaciaError("usage", `Cannot open ${dir}: it is a file, and an archive is a folder`, {
      hint: "Name a folder with -d DIR",
      cause,
    });
  }
}

/** Reading writes nothing, but for an older schema: it is brought up to date where the disk can be written. */
async function openForReading(
  path: string,
  { onMigrate, draining }: MigrateOptions,
): Promise<OpenDatabase> {
  try {
    return openDatabase(path, { mode: "read" });
  } catch (older) {
    if (!(older instanceof AcaciaError) || older.code !== "archive.older") throw older;
    try {
      closeDatabase(await openDatabaseInTurns(path, { onMigrate, draining }), { tidy: true });
    } catch (cause) {
      if (cause instanceof AcaciaError && cause.code === "disk") throw older;
      throw cause;
    }
    return openDatabase(path, { mode: "read" });
  }
}

function assemble(
  layout: ArchiveLayout,
  parts: {
    store: BlobStore;
    database: OpenDatabase;
    lock: ArchiveLock | undefined;
    options: OpenArchiveOptions;
  },
): Archive {
  const { store, database, lock, options } = parts;
  let open = true;
  return {
    ...database,
    dir: layout.dir,
    layout,
    store,
    mode: options.mode,
    async [Symbol.asyncDispose]() {
      if (!open) return;
      open = false;
      try {
        closeDatabase(database, { tidy: options.mode === "write" });
      } finally {
        lock?.[Symbol.dispose]();
      }
    },
  };
}

function makeFolders({ blobs, images, thumbs, partial }: ArchiveLayout): void {
  try {
    for (const folder of [blobs, images, thumbs, partial]) mkdirSync(folder, { recursive: true });
  } catch (cause) {
    const { path = blobs } = cause as { path?: string };
    throw asDiskError(`make the folder ${path}`, cause);
  }
}

function missing(dir: string): AcaciaError {
  return new AcaciaError("archive.missing", `Cannot open ${dir}: there is no archive`, {
    hint: "Make one with `acacia fetch`, or name another folder with -d DIR",
  });
}
