import { lstatSync, type Stats, statSync } from "node:fs";
import { rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { asDiskError, errnoOf } from "../archive/disk_error.ts";
import { readSideFile, sidePathOf } from "../archive/side_files.ts";
import { removeThumbs } from "../archive/thumb_files.ts";
import { type OfTrash, prepareTrashRows, type Removal, type TrashRows } from "../db/trash.ts";

/** How far the emptying is. */
export interface EmptyTrashProgress {
  readonly type: "trash.progress" | "trash.finished";
  /** Pictures that are gone for good, of how many. */
  readonly items: number;
  readonly of: number;
  /** Files that were removed, without names and thumbnails, and what they gave back. */
  readonly blobs: number;
  readonly bytes: number;
}

/** What {@link emptyTrash} takes. */
export interface EmptyTrashOptions extends OfTrash {
  /** Ends after the batch at hand. */
  readonly draining?: AbortSignal;
}

const BATCH = 200;

/**
 * Removes for good what is in the trash. Order: the rows are committed, with a note of every file that is to go; then the
 * files go, names before blobs, and a blob only when nothing refers to it. Killed in between, the notes are still there
 * and the next call goes on from them. What was removed stays known, so that no later run fetches it again.
 *
 * @param archive Open for `write`: it holds the lock.
 * @throws {AcaciaError} `disk` when a file cannot be removed.
 */
export async function* emptyTrash(
  archive: Archive,
  { draining, ...which }: EmptyTrashOptions,
): AsyncGenerator<EmptyTrashProgress> {
  const rows = prepareTrashRows(archive);
  const of = rows.count(which).items;
  // What an interrupted call left.
  let { blobs, bytes } = await removeNoted(archive, rows);
  let items = 0;
  while (!draining?.aborted) {
    const dropped = rows.drop({ ...which, limit: BATCH });
    if (dropped.items === 0) break;
    items += dropped.items;
    const removed = await removeNoted(archive, rows);
    blobs += removed.blobs;
    bytes += removed.bytes;
    yield { type: "trash.progress", items, of, blobs, bytes };
  }
  yield { type: "trash.finished", items, of, blobs, bytes };
}

async function removeNoted(
  archive: Archive,
  rows: TrashRows,
): Promise<{ blobs: number; bytes: number }> {
  const removed = { blobs: 0, bytes: 0 };
  for (;;) {
    const batch = rows.removals(BATCH);
    if (batch.length === 0) return removed;
    for (const removal of batch) {
      if (rows.isWanted(removal)) continue;
      if (removal.viewPath !== null) {
        await removeName(archive, { ...removal, viewPath: removal.viewPath });
        continue;
      }
      const there = await archive.store.stat(removal.sha256, removal.ext);
      await removeThumbs(archive.layout, removal.sha256);
      await archive.store.remove(removal.sha256, removal.ext);
      if (!there) continue;
      removed.blobs += 1;
      removed.bytes += there.sizeBytes;
    }
    rows.crossOff(batch.map(({ id }) => id));
  }
}

/** Removes a name that shows the blob; a file that somebody else put there stays. */
async function removeName(
  { layout }: Archive,
  { viewPath, sha256, ext }: Removal & { readonly viewPath: string },
): Promise<void> {
  const path = join(layout.images, viewPath);
  try {
    const name = lstatSync(path, { throwIfNoEntry: false });
    if (!name || !isOurs(name, statSync(layout.blobPath(sha256, ext), { throwIfNoEntry: false }))) {
      return;
    }
    await rm(path, { force: true });
    const facts = join(layout.images, sidePathOf(viewPath));
    if (readSideFile(facts)) await rm(facts);
    await removeEmptyFolders(dirname(path), layout.images);
  } catch (cause) {
    throw asDiskError(`remove the name images/${viewPath}`, cause);
  }
}

function isOurs(name: Stats, blob: Stats | undefined): boolean {
  if (name.isSymbolicLink()) return true;
  return blob !== undefined && name.ino === blob.ino && name.dev === blob.dev;
}

async function removeEmptyFolders(folder: string, top: string): Promise<void> {
  for (let at = folder; at.length > top.length; at = dirname(at)) {
    try {
      await rmdir(at);
    } catch (cause) {
      // Something is still in it, or another process made or removed it just now.
      if (["ENOTEMPTY", "EEXIST", "ENOENT"].includes(errnoOf(cause))) return;
      throw cause;
    }
  }
}
