import { statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf } from "../archive/disk_error.ts";
import type { ArchiveLayout } from "../archive/layout.ts";
import { mapBounded } from "../async/map_bounded.ts";
import type { ArrivedFile } from "../transfer/plan.ts";
import { readBlobFile } from "./read_blob_file.ts";

/** A file of `blobs/`, read. */
export interface ReadBlob {
  readonly path: string;
  /** What its name says. */
  readonly named: string;
  /** What it is; undefined when it cannot be read. */
  readonly file: ArrivedFile | undefined;
  /** When it came, as the disk tells. Epoch ms. */
  readonly storedAt: number;
}

const LANES = 4;
const NAME_REGEXP = /^(?<sha256>[0-9a-f]{64})\.(?<ext>jpg|png|gif|webp|avif|tiff|mp4|webm)$/;

/** Reads every file of `blobs/` that is called like a blob. */
export function readBlobs(
  layout: ArchiveLayout,
  { draining, signal }: { draining: AbortSignal; signal: AbortSignal },
): AsyncGenerator<ReadBlob> {
  const read = async ({ path, sha256, ext }: Listed): Promise<ReadBlob> => {
    const storedAt = Math.round(statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    try {
      const file = await readBlobFile(path, { dir: layout.dir, ext, signal });
      return { path, named: sha256, file, storedAt };
    } catch (error) {
      if (signal.aborted || errnoOf(error) === "") throw error;
      return { path, named: sha256, file: undefined, storedAt };
    }
  };
  return mapBounded(listNames(layout), read, { limit: LANES, stops: [draining, signal] });
}

interface Listed {
  readonly path: string;
  readonly sha256: string;
  readonly ext: string;
}

async function* listNames({ blobs }: ArchiveLayout): AsyncGenerator<Listed> {
  for (const shard of (await namesIn(blobs)).sort()) {
    for (const name of await namesIn(join(blobs, shard))) {
      const { sha256 = "", ext = "" } = NAME_REGEXP.exec(name)?.groups ?? {};
      if (sha256 !== "" && sha256.startsWith(shard)) {
        yield { path: join(blobs, shard, name), sha256, ext };
      }
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errnoOf(error))) return [];
    throw error;
  }
}
