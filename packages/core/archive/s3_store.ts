import { existsSync } from "node:fs";
import { join } from "node:path";
import { ByteBudget } from "../async/byte_budget.ts";
import { type Clock, systemClock } from "../async/clock.ts";
import { AcaciaError } from "../errors.ts";
import { BlobCopies } from "./blob_copies.ts";
import { openFileStore } from "./file_store.ts";
import { inLanes } from "./in_lanes.ts";
import type { ArchiveLayout } from "./layout.ts";
import { type Environment, parseS3Address, readS3Keys, type S3Address } from "./s3_address.ts";
import {
  checkFile,
  downloadObject,
  findObject,
  listObjects,
  putObject,
  readObject,
  removeObject,
  S3_PART_BYTES,
  S3_PARTS_AT_ONCE,
  type S3Objects,
} from "./s3_objects.ts";
import { S3Patience } from "./s3_patience.ts";
import type { BlobStore, BlobToPut } from "./store.ts";

/** What {@link openS3Store} takes. */
export interface S3StoreOptions {
  /** Where the keys are looked up, and the endpoint when the address names none. */
  readonly env: Environment;
  /** @default {systemClock} */
  readonly clock?: Clock | undefined;
  /** Is told once that the storage does not answer, and once that it does again. */
  readonly onNotice?: ((message: string) => void) | undefined;
  /** For how long a request is tried again, ms. @default 2 min */
  readonly patienceMs?: number;
  /** Bytes of copies in `blobs/`; 0 keeps none, which leaves nothing to make thumbnails of. @default 1 GiB */
  readonly copiesBytes?: number;
}

/** Files sent at once. */
const PUTS_AT_ONCE = 8;
/** Bytes that are being sent, of all files: Bun holds two to three times as many. */
const SENDING_BYTES = 24 * 1024 * 1024;

/**
 * Blobs as objects `prefix/blobs/ab/<sha256>.<ext>` of a bucket that speaks S3. A blob that is there with its size is
 * not sent again; one that was sent is compared by size and ETag, and where the ETag says nothing it is read back.
 * The latest are kept as files too, for what makes thumbnails.
 *
 * @param text The address, as `parseS3Address` reads it.
 * @param layout Where an archive keeps the copies.
 * @throws {AcaciaError} `usage` for the address, `config` when there are no keys.
 */
export function openS3Store(
  text: string,
  layout: ArchiveLayout,
  options: S3StoreOptions,
): BlobStore {
  const address = parseS3Address(text, options.env);
  const objects = openObjects(address, layout, options);
  const copies = new BlobCopies(openFileStore(layout, { sync: false }), options.copiesBytes);
  const sending = new ByteBudget(SENDING_BYTES);
  const never = new AbortController().signal;
  /** Two who want the same wait for one. */
  const fetching = new Map<string, Promise<string>>();
  const fetchCopy = async (sha256: string, ext: string): Promise<string> => {
    const found = await findObject(objects, { sha256, ext });
    if (!found) return missing(sha256);
    // A name of its own for each process: another may fetch the same.
    const path = join(layout.partial, `copy-${process.pid}-${sha256}.${ext}`);
    await downloadObject(objects, { sha256, ext, path });
    await copies.add([{ sha256, ext, sizeBytes: found.size, path, md5: "" }]);
    return layout.blobPath(sha256, ext);
  };
  const store: BlobStore = {
    address: address.text,
    async putAll(blobs) {
      const here = await withoutPut(objects, blobs);
      await inLanes(distinct(here), {
        lanes: PUTS_AT_ONCE,
        async work(blob) {
          const bytes = Math.min(blob.sizeBytes, S3_PART_BYTES * S3_PARTS_AT_ONCE);
          using _room = await sending.acquire(bytes, never);
          await putObject(objects, blob);
        },
      });
      await copies.add(here);
    },
    async has(sha256, ext) {
      return (await findObject(objects, { sha256, ext })) !== undefined;
    },
    async stat(sha256, ext) {
      const found = await findObject(objects, { sha256, ext });
      return found && { sha256, ext, sizeBytes: found.size };
    },
    async read(sha256, ext, range) {
      // Never a copy: what `verify` reads has to be what the bucket has.
      return (await readObject(objects, { sha256, ext }, range)) ?? missing(sha256);
    },
    placeOf: (sha256, ext) => `s3://${address.bucket}/${objects.keyOf(sha256, ext)}`,
    localPath: () => undefined,
    async fetchLocal(sha256, ext) {
      const copy = copies.find(sha256, ext);
      if (copy) return copy;
      const name = `${sha256}.${ext}`;
      const running = fetching.get(name);
      if (running) return running;
      const fetched = fetchCopy(sha256, ext).finally(() => fetching.delete(name));
      fetching.set(name, fetched);
      return fetched;
    },
    list: (signal) => listObjects(objects, signal),
    async remove(sha256, ext) {
      await removeObject(objects, { sha256, ext });
      await copies.remove(sha256, ext);
    },
  };
  return store;
}

/**
 * The blobs whose files are here. Another machine that put a blob tells of it, and has no file to give.
 * @throws {AcaciaError} `disk` for a file that is not here, and in the bucket neither.
 */
async function withoutPut(objects: S3Objects, blobs: readonly BlobToPut[]): Promise<BlobToPut[]> {
  const gone = blobs.filter(({ path }) => !existsSync(path));
  await inLanes(distinct(gone), {
    lanes: PUTS_AT_ONCE,
    async work(blob) {
      const found = await findObject(objects, blob);
      if (found?.size !== blob.sizeBytes) checkFile(blob);
    },
  });
  const here = blobs.filter((blob) => !gone.includes(blob));
  for (const blob of here) checkFile(blob);
  return here;
}

function openObjects(
  address: S3Address,
  layout: ArchiveLayout,
  { env, clock = systemClock, onNotice, patienceMs }: S3StoreOptions,
): S3Objects {
  const { bucket, prefix, endpoint, region } = address;
  const { sessionToken, ...keys } = readS3Keys(env);
  const place = `s3://${bucket}/${prefix}`;
  return {
    client: new Bun.S3Client({
      ...keys,
      bucket,
      ...(sessionToken ? { sessionToken } : {}),
      ...(endpoint ? { endpoint } : {}),
      ...(region ? { region } : {}),
      // Trying again is for our patience, which knows the clock and tells once.
      retry: 0,
      partSize: S3_PART_BYTES,
      queueSize: S3_PARTS_AT_ONCE,
    }),
    patience: new S3Patience({
      place,
      clock,
      onNotice,
      ...(patienceMs === undefined ? {} : { patienceMs }),
    }),
    prefix: `${prefix}blobs/`,
    // The layout knows what is no name of a blob.
    keyOf: (sha256, ext) =>
      `${prefix}blobs${layout.blobPath(sha256, ext).slice(layout.blobs.length)}`,
  };
}

function distinct(blobs: readonly BlobToPut[]): BlobToPut[] {
  return [...new Map(blobs.map((blob) => [`${blob.sha256}.${blob.ext}`, blob])).values()];
}

function missing(sha256: string): never {
  throw new AcaciaError("not_found", `Cannot read the blob ${sha256}: the bucket has none`, {
    hint: "Run `acacia verify` to see what else is missing",
  });
}
