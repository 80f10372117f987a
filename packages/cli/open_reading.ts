import { resolve } from "node:path";
import type { Archive, OpenArchiveOptions } from "@acacia/core";
import { openArchive } from "@acacia/core/look";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openMigrationShow } from "./render/migration_show.ts";

/** Absolute path of the archive folder that a call means. */
export function archiveDirOf(
  { config }: Pick<Call, "config">,
  { cwd }: Pick<Context, "cwd">,
): string {
  return resolve(cwd, config.text("archive") ?? "./archive");
}

/**
 * The archive of a call, or in another folder that it names. An old one is brought up to date before the eyes of whoever waits.
 *
 * @throws {AcaciaError} `cancelled` when it was stopped meanwhile; what `openArchive` throws.
 */
export async function openArchiveOf(
  call: Pick<Call, "config">,
  context: Context,
  { dir = archiveDirOf(call, context), ...options }: OpenArchiveOptions & { readonly dir?: string },
): Promise<Archive> {
  using show = openMigrationShow(context, call.config);
  const { clock, draining } = context;
  const { onMigrate } = show;
  const env = { ...process.env, ...context.env };
  return await openArchive(dir, { clock, draining, onMigrate, env, ...options });
}

/**
 * The archive of a call, open for reading: works beside a fetch, and on a disk that cannot be written.
 *
 * @throws {AcaciaError} `archive.missing`, `archive.newer`, `archive.damaged`.
 */
export function openReading(call: Pick<Call, "config">, context: Context): Promise<Archive> {
  return openArchiveOf(call, context, { mode: "read" });
}
