import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { AcaciaError, type BlobStore, makeLayout, openS3Store } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { archiveDirOf } from "./open_reading.ts";
import { safe } from "./render/safe.ts";

/** Where a worker's files go. */
export interface WorkerPlace {
  /** The coordinator's archive, or a share of it; with a store a folder of this machine's own. */
  readonly archiveDir: string;
  readonly store?: BlobStore;
}

/**
 * Opens what `--storage` names: `file:DIR` is the archive of `-d`; into a bucket the worker puts its files itself.
 *
 * @param call The settings. @param context Who is told of a bucket. @param stack Takes away what is only for now.
 * @throws {AcaciaError} `usage` for an address, `config` when there are no keys.
 */
export async function openWorkerPlace(
  call: Call,
  context: Context,
  stack: AsyncDisposableStack,
): Promise<WorkerPlace> {
  const { clock, err, env, cwd } = context;
  const storage = call.config.text("storage");
  if (storage === undefined) return { archiveDir: archiveDirOf(call, context) };
  if (storage.startsWith("file:")) return { archiveDir: resolve(cwd, readPath(storage)) };
  const archiveDir = await mkdtemp(join(tmpdir(), "acacia-worker-"));
  stack.defer(() => rm(archiveDir, { recursive: true, force: true }));
  const store = openS3Store(storage, makeLayout(archiveDir), {
    env: { ...process.env, ...env },
    clock,
    onNotice: (text) => err.write(`${safe(text)}\n`),
    copiesBytes: 0,
  });
  return { archiveDir, store };
}

function readPath(storage: string): string {
  const path = storage.replace(/^file:(?:\/\/(?=\/))?/, "");
  if (path !== "") return decodeURIComponent(path);
  throw new AcaciaError("usage", "Cannot use the storage 'file:': it names no folder", {
    hint: "Give --storage file:DIR",
  });
}
