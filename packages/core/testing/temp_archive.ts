import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Archive, type OpenArchiveOptions, openArchive } from "../archive/archive.ts";

/** A folder of its own that is gone when disposed. */
export interface TempFolder extends AsyncDisposable {
  readonly dir: string;
}

/** Makes an empty folder for one test. */
export async function makeTempFolder(): Promise<TempFolder> {
  const dir = await mkdtemp(join(tmpdir(), "acacia-test-"));
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
