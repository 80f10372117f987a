import {
  closeSync,
  constants,
  fchmodSync,
  fsync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { promisify } from "node:util";
import { AcaciaError } from "../errors.ts";
import { asDiskError, errnoOf } from "./disk_error.ts";
import { inLanes } from "./in_lanes.ts";
import type { ArchiveLayout } from "./layout.ts";
import type { BlobStore, BlobToPut, StoredBlob } from "./store.ts";

/** What {@link openFileStore} takes. */
export interface FileStoreOptions {
  /** False leaves out the waits for the disk: for measuring only. @default true */
  readonly sync?: boolean;
}

/** Syncs at once: the disk joins them into few writes, and they leave the main thread free. */
const SYNCS_AT_ONCE = 16;

// The rest of the work on a file is over in less time than handing it to another thread takes.
const syncDescriptor = promisify(fsync);

const READ_ONLY_MODE = 0o444;

/**
 * Blobs as files under `blobs/`. Order of work for a group: sync every file, name every file, sync every folder
 * that got a name. A kill in between leaves whole files under final names or partial ones, never a half blob.
 */
export function openFileStore(
  layout: ArchiveLayout,
  { sync = true }: FileStoreOptions = {},
): BlobStore {
  const knownFolders = new Set<string>();
  let sharded: Promise<void> | undefined;
  const pathOf = (sha256: string, ext: string) => layout.blobPath(sha256, ext);

  return {
    async putAll(blobs) {
      if (blobs.length === 0) return;
      sharded ??= makeShards(layout.blobs, sync);
      await sharded;
      await inParallel(blobs, (blob) => settle(blob, sync));
      const folders = new Set<string>();
      const distinct = distinctBlobs(blobs);
      for (const blob of distinct) {
        const path = pathOf(blob.sha256, blob.ext);
        makeFolder(dirname(path), { knownFolders, folders });
        if (name(blob, path)) folders.add(dirname(path));
      }
      // Twins within the group: the same bytes under several ids.
      const twins = blobs.filter((blob) => !distinct.has(blob));
      await inParallel(twins, ({ path }) => rm(path, { force: true }));
      if (sync) await inParallel([...folders], syncFolder);
    },
    async has(sha256, ext) {
      return sizeOf(pathOf(sha256, ext)) !== undefined;
    },
    async stat(sha256, ext) {
      const sizeBytes = sizeOf(pathOf(sha256, ext));
      return sizeBytes === undefined ? undefined : { sha256, ext, sizeBytes };
    },
    async read(sha256, ext, range) {
      const path = pathOf(sha256, ext);
      if (sizeOf(path) === undefined) {
        throw new AcaciaError("not_found", `Cannot read the blob ${sha256}: it is not there`, {
          hint: "Run `acacia verify` to see what else is missing",
        });
      }
      const file = Bun.file(path);
      return (range ? file.slice(range.from, range.to) : file).stream();
    },
    address: undefined,
    placeOf: pathOf,
    localPath: pathOf,
    fetchLocal: async (sha256, ext) => pathOf(sha256, ext),
    list: (signal) => listBlobs(layout.blobs, signal),
    async remove(sha256, ext) {
      try {
        await rm(pathOf(sha256, ext), { force: true });
      } catch (cause) {
        throw asDiskError(`remove the blob ${sha256}`, cause);
      }
    },
  };
}

/**
 * The folders of a new archive, when its first blob comes: a run asks Imgur before. Once and together: made one by
 * one between files, each would wait for the disk's journal.
 */
async function makeShards(blobs: string, sync: boolean): Promise<void> {
  if ((await namesIn(blobs)).length > 0) return;
  const shards = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, "0"));
  try {
    await mkdir(blobs, { recursive: true });
    await inParallel(shards, async (shard) => void (await mkdir(join(blobs, shard))));
  } catch (cause) {
    throw asDiskError(`make the folders of ${blobs}`, cause);
  }
  if (sync) await syncFolder(blobs);
}

/** As many at once as are synced at once. */
function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  return inLanes(items, { lanes: SYNCS_AT_ONCE, work });
}

/** Makes one file durable and read-only, still under its first name. */
async function settle(blob: BlobToPut, sync: boolean): Promise<void> {
  try {
    const file = openSync(blob.path, constants.O_RDONLY);
    try {
      fchmodSync(file, READ_ONLY_MODE);
      if (sync) await syncDescriptor(file);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw asDiskError(`store ${blob.path}`, cause);
  }
}

function distinctBlobs(blobs: readonly BlobToPut[]): Set<BlobToPut> {
  return new Set(new Map(blobs.map((blob) => [`${blob.sha256}.${blob.ext}`, blob])).values());
}

/** Gives the file its final name; false when the blob was there and the file was dropped. */
function name(blob: BlobToPut, path: string): boolean {
  try {
    // Not replaced when there: names in images/ are hard links to that very file. A wrong size is damage.
    if (sizeOf(path) === blob.sizeBytes) {
      rmSync(blob.path, { force: true });
      return false;
    }
    renameSync(blob.path, path);
    return true;
  } catch (cause) {
    throw asDiskError(`store ${path}`, cause);
  }
}

function makeFolder(
  folder: string,
  { knownFolders, folders }: { knownFolders: Set<string>; folders: Set<string> },
): void {
  if (knownFolders.has(folder)) return;
  try {
    const made = mkdirSync(folder, { recursive: true });
    // A new folder is a name in its parent, which has to be durable too.
    if (made) folders.add(dirname(folder));
    knownFolders.add(folder);
  } catch (cause) {
    throw asDiskError(`make ${folder}`, cause);
  }
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY);
    try {
      await syncDescriptor(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    // Some systems cannot sync a folder; they order the names themselves.
    if (["EISDIR", "EINVAL", "EPERM", "ENOTSUP"].includes(errnoOf(cause))) return;
    throw asDiskError(`store files in ${folder}`, cause);
  }
}

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size;
  } catch (cause) {
    if (errnoOf(cause) === "ENOTDIR") return undefined;
    throw asDiskError(`look at ${path}`, cause);
  }
}

async function* listBlobs(folder: string, signal?: AbortSignal): AsyncGenerator<StoredBlob> {
  for (const shard of await namesIn(folder)) {
    for (const file of await namesIn(join(folder, shard))) {
      signal?.throwIfAborted();
      const ext = extname(file);
      const sha256 = basename(file, ext);
      if (!/^[0-9a-f]{64}$/.test(sha256) || !ext) continue;
      const sizeBytes = sizeOf(join(folder, shard, file));
      if (sizeBytes !== undefined) yield { sha256, ext: ext.slice(1), sizeBytes };
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes(errnoOf(cause))) return [];
    throw asDiskError(`list ${folder}`, cause);
  }
}
