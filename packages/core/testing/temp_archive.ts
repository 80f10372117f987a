import { existsSync, statfsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Archive, type OpenArchiveOptions, openArchive } from "../archive/archive.ts";

/** A file system in memory, on Linux. In a container it may have 64 MB. */
const MEMORY = "/dev/shm";
const MIN_FREE_BYTES = 1024 ** 3;

const parent = process.env.TMPDIR ?? (hasRoom(MEMORY) ? MEMORY : tmpdir());

/** A folder of its own that is gone when disposed. */
export interface TempFolder extends AsyncDisposable {
  readonly dir: string;
}

/**
 * Makes an empty folder for one test: in `TMPDIR`, else in memory where there is room. On a disk a new archive, with its
 * 256 folders, takes 20 times longer, more than most tests.
 */
export async function makeTempFolder(): Promise<TempFolder> {
  const dir = await mkdtemp(join(parent, "acacia-test-"));
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}

/**
 * Opens a new archive for one test; closed and removed when disposed. The disk is not waited for.
 *
 * @example
 * ```ts
 * import { openTempArchive } from "@acacia/core/testing";
 * await using archive = await openTempArchive();
 * console.assert(archive.mode === "write");
 * ```
 */
export async function openTempArchive(options: Partial<OpenArchiveOptions> = {}): Promise<Archive> {
  const folder = await makeTempFolder();
  const archive = await openArchive(join(folder.dir, "archive"), {
    mode: "write",
    command: "test",
    sync: false,
    ...options,
  });
  return {
    ...archive,
    async [Symbol.asyncDispose]() {
      await archive[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= MIN_FREE_BYTES;
}
