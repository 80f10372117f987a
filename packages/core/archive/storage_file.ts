import { readFileSync, writeFileSync } from "node:fs";
import { AcaciaError } from "../errors.ts";
import { asDiskError, errnoOf } from "./disk_error.ts";
import type { ArchiveLayout } from "./layout.ts";
import { type Environment, isSameBucket, parseS3Address } from "./s3_address.ts";

/** The bucket that an archive remembers, undefined when its blobs are in its folder. @throws {AcaciaError} `disk`. */
export function readStorage(layout: ArchiveLayout): string | undefined {
  try {
    return readFileSync(layout.storage, "utf8").trim() || undefined;
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes(errnoOf(cause))) return undefined;
    throw asDiskError(`read ${layout.storage}`, cause);
  }
}

/** Remembers it, for every command that opens the archive. @throws {AcaciaError} `disk`. */
export function writeStorage(layout: ArchiveLayout, address: string): void {
  try {
    writeFileSync(layout.storage, `${address}\n`);
  } catch (cause) {
    throw asDiskError(`write ${layout.storage}`, cause);
  }
}

/**
 * Where an archive's blobs are: what it remembers, else, for a new one, what was asked for.
 *
 * @param layout The archive.
 * @param asked What was asked for, whether the archive is new, and where the environment may name an endpoint.
 * @returns The address; undefined for the archive's own folder.
 * @throws {AcaciaError} `usage` when an archive that has blobs is asked to keep them elsewhere.
 */
export function chooseStorage(
  layout: ArchiveLayout,
  { wanted, isNew, env }: { wanted: string | undefined; isNew: boolean; env: Environment },
): string | undefined {
  const remembered = readStorage(layout);
  if (wanted === undefined) return remembered;
  const asked = parseS3Address(wanted, env);
  if (remembered === undefined) {
    if (isNew) return asked.text;
    throw new AcaciaError(
      "usage",
      `Cannot keep files in ${asked.text}: those of ${layout.dir} are in its own folder`,
      { hint: "Name a new archive folder with -d DIR" },
    );
  }
  const known = parseS3Address(remembered, {});
  const isSame =
    isSameBucket(known, asked) && (asked.endpoint ?? known.endpoint) === known.endpoint;
  if (isSame) return remembered;
  throw new AcaciaError(
    "usage",
    `Cannot keep files in ${asked.text}: those of ${layout.dir} are in ${remembered}`,
    {
      hint: `Name a new archive with -d DIR; if the bucket has moved, write that into ${layout.storage}`,
    },
  );
}

/**
 * Refuses what works only with files in `blobs/`.
 *
 * @param layout The archive.
 * @param action What was to be done: "export".
 * @throws {AcaciaError} `usage` when the archive keeps its blobs in a bucket.
 */
export function refuseBucket(layout: ArchiveLayout, action: string): void {
  const address = readStorage(layout);
  if (address === undefined) return;
  throw new AcaciaError(
    "usage",
    `Cannot ${action}: the archive keeps its files in ${address}, and this needs them in blobs/`,
    { hint: `Copy blobs/ from the bucket into the archive folder, then delete ${layout.storage}` },
  );
}
