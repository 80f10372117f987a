import { resolve } from "node:path";
import { type Archive, openArchive } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";

/** Absolute path of the archive that a call means. */
export function archiveDirOf(call: Call, context: Pick<Context, "cwd">): string {
  return resolve(context.cwd, call.config.text("archive") ?? "./archive");
}

/**
 * The archive of a call, open for reading: works beside a fetch, and on a disk that cannot be written.
 *
 * @throws {AcaciaError} `archive.missing`, `archive.newer`, `archive.damaged`.
 */
export function openReading(call: Call, context: Context): Promise<Archive> {
  return openArchive(archiveDirOf(call, context), { mode: "read", clock: context.clock });
}
