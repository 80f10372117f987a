import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onDisk } from "./on_disk.ts";
import { PART_SUFFIX, PARTIAL_DIR, PartialFile, VALIDATOR_SUFFIX } from "./partial_file.ts";

/** What whole files of other machines begin with: a result on a queue names them, however long it lies there. */
export const QUEUE_FILES = "queue.";

/** The files in flight of one archive. */
export interface PartialFolder {
  /**
   * Writes a whole, checked file in one go.
   * @param name Unique within the run; letters, digits, `.`, `-` and `_`.
   * @returns Its path relative to the archive folder.
   * @throws {AcaciaError} `disk`.
   */
  keep(name: string, bytes: Uint8Array): string;
  /** Whether an earlier attempt, or an earlier process, left something under that name. */
  has(name: string): boolean;
  /**
   * Opens a file that grows and can be resumed. What an earlier attempt, or an earlier process, left for the
   * same address is taken up; anything else under that name is discarded.
   * @throws {AcaciaError} `disk`.
   */
  open(name: string, url: string): PartialFile;
  /**
   * Removes what nothing will resume: whole files that were never made blobs, and parts and files of a queue
   * last written before `olderThan`. For a start with the lock held.
   * @param olderThan Epoch ms.
   * @returns How many files were removed.
   */
  sweep(olderThan: number): number;
}

/**
 * Opens the folder of files in flight, making it when it is missing.
 * @param archiveDir Absolute path of the archive folder.
 * @throws {AcaciaError} `disk` when it cannot be made.
 */
export function openPartials(archiveDir: string): PartialFolder {
  const dir = join(archiveDir, PARTIAL_DIR);
  onDisk(`make ${dir}`, () => mkdirSync(dir, { recursive: true }));
  // Read once: asking the disk about each of a million names would cost more than the few that are there.
  const left = new Set(readdirSync(dir).filter((name) => name.endsWith(VALIDATOR_SUFFIX)));
  const inUse = new Set<string>();
  return {
    has: (name) => left.has(`${name}${VALIDATOR_SUFFIX}`),
    keep(name, bytes) {
      onDisk(`write ${name}`, () => writeFileSync(join(dir, name), bytes));
      return `${PARTIAL_DIR}/${name}`;
    },
    open(name, url) {
      // The same address may be under way twice: the second must not write into the first one's file.
      let own = name;
      for (let copy = 2; inUse.has(own); copy++) own = `${name}.${copy}`;
      inUse.add(own);
      return new PartialFile({ dir, name: own, url, onClose: () => inUse.delete(own) });
    },
    sweep: (olderThan) => sweep(dir, olderThan),
  };
}

function sweep(dir: string, olderThan: number): number {
  const names = new Set(readdirSync(dir));
  let removed = 0;
  for (const name of names) {
    const path = join(dir, name);
    const isPart = name.endsWith(PART_SUFFIX) && names.has(`${name}.json`);
    const isBeside = name.endsWith(VALIDATOR_SUFFIX) && names.has(name.slice(0, -".json".length));
    const writtenAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const mayBeWanted = isPart || isBeside || name.startsWith(QUEUE_FILES);
    if (mayBeWanted && writtenAt >= olderThan) continue;
    rmSync(path, { force: true });
    removed += 1;
  }
  return removed;
}
