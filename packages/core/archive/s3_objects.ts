import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { AcaciaError } from "../errors.ts";
import { SNIFFED_TYPES, type SniffedType } from "../image/sniffed_type.ts";
import { begin, slice } from "./begin.ts";
import { asDiskError } from "./disk_error.ts";
import { s3CodeOf } from "./s3_error.ts";
import { provesBytes } from "./s3_etag.ts";
import type { S3Patience } from "./s3_patience.ts";
import type { BlobRange, BlobToPut, StoredBlob } from "./store.ts";

/** Files above this size go up in parts of it, bytes. */
export const S3_PART_BYTES = 8 * 1024 * 1024;
/** Parts of one file that go up at once. */
export const S3_PARTS_AT_ONCE = 2;

/** A bucket, and how its objects are named. */
export interface S3Objects {
  readonly client: Bun.S3Client;
  readonly patience: S3Patience;
  readonly keyOf: (sha256: string, ext: string) => string;
  /** Of every key: `prefix/blobs/`. */
  readonly prefix: string;
}

const NAME_REGEXP = /^[0-9a-f]{2}\/([0-9a-f]{64})\.([a-z0-9]{1,5})$/;

/** Size and ETag of a blob, undefined when the bucket has none of that name. @throws {AcaciaError} `disk`. */
export async function findObject(
  { client, patience, keyOf }: S3Objects,
  { sha256, ext }: { sha256: string; ext: string },
): Promise<{ size: number; etag: string } | undefined> {
  const key = keyOf(sha256, ext);
  return await patience.try(`look for the blob ${sha256}`, async () => {
    try {
      return await client.stat(key);
    } catch (cause) {
      if (isAbsent(cause)) return undefined;
      if (s3CodeOf(cause) !== "UnknownError") throw cause;
      // What refuses a HEAD has no room to say why; a list says it, or has the same facts.
      const { contents = [] } = await client.list({ prefix: key, maxKeys: 1 });
      const found = contents.find((object) => object.key === key);
      return found && { size: Number(found.size), etag: found.eTag ?? "" };
    }
  });
}

/**
 * Sends a file unless the bucket has it, and makes sure that what it has are these bytes.
 * @throws {AcaciaError} `disk` when the bucket refuses, `integrity` when it has other bytes than were sent.
 */
export async function putObject(objects: S3Objects, blob: BlobToPut): Promise<void> {
  const found = await findObject(objects, blob);
  // Other bytes of the same size would be a SHA-256 broken, or damage: `verify` reads them.
  if (found?.size === blob.sizeBytes) return;
  const { client, patience, keyOf } = objects;
  const key = keyOf(blob.sha256, blob.ext);
  const file = Bun.file(blob.path);
  const type = SNIFFED_TYPES[blob.ext as SniffedType]?.mime ?? "application/octet-stream";
  await patience.try(`store the blob ${blob.sha256}`, async () => {
    await client.write(key, file, { type });
  });
  const stored = await findObject(objects, blob);
  const isWhole = stored?.size === blob.sizeBytes && (await isSame(objects, { blob, stored }));
  if (isWhole) return;
  await removeObject(objects, blob);
  throw new AcaciaError(
    "integrity",
    `Cannot store the blob ${blob.sha256} in the bucket: it keeps other bytes than were sent`,
    { hint: "Run the same command again; when it stays so, the storage is broken" },
  );
}

async function isSame(
  objects: S3Objects,
  { blob, stored }: { blob: BlobToPut; stored: { etag: string } },
): Promise<boolean> {
  const file = Bun.file(blob.path);
  if (await provesBytes(stored.etag, { md5: blob.md5, file, partBytes: S3_PART_BYTES }))
    return true;
  const sha256 = await objects.patience.try(`read the blob ${blob.sha256}`, async () => {
    const hash = createHash("sha256");
    for await (const chunk of objects.client.file(objects.keyOf(blob.sha256, blob.ext)).stream()) {
      hash.update(chunk);
    }
    return hash.digest("hex");
  });
  return sha256 === blob.sha256;
}

/** A blob's bytes as they come, undefined when the bucket has none of that name. @throws {AcaciaError} `disk`. */
export async function readObject(
  { client, patience, keyOf }: S3Objects,
  { sha256, ext }: { sha256: string; ext: string },
  range?: BlobRange,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const file = client.file(keyOf(sha256, ext));
  return await patience.try(`read the blob ${sha256}`, async () => {
    try {
      return await begin(slice(file, range));
    } catch (cause) {
      if (isAbsent(cause)) return undefined;
      throw cause;
    }
  });
}

/** Writes a blob's bytes to a file. @throws {AcaciaError} `disk`. */
export async function downloadObject(
  { client, patience, keyOf }: S3Objects,
  { sha256, ext, path }: { sha256: string; ext: string; path: string },
): Promise<void> {
  const source = client.file(keyOf(sha256, ext));
  const bytes = await patience.try(`read the blob ${sha256}`, () => source.bytes());
  try {
    await Bun.write(path, bytes);
  } catch (cause) {
    throw asDiskError(`write ${path}`, cause);
  }
}

/** Removes a blob; harmless when it is not there. @throws {AcaciaError} `disk`. */
export async function removeObject(
  { client, patience, keyOf }: S3Objects,
  { sha256, ext }: { sha256: string; ext: string },
): Promise<void> {
  const key = keyOf(sha256, ext);
  await patience.try(`remove the blob ${sha256}`, async () => {
    await client.delete(key).catch((cause: unknown) => {
      if (!isAbsent(cause)) throw cause;
    });
  });
}

/** Every blob, a page of a thousand at a time; what is no blob by its name is left out. @throws {AcaciaError} `disk`. */
export async function* listObjects(
  { client, patience, prefix }: S3Objects,
  signal?: AbortSignal,
): AsyncGenerator<StoredBlob> {
  // By the last key and not by a token: a page can be asked for again however long ago the one before came.
  for (let startAfter: string | undefined; ; ) {
    signal?.throwIfAborted();
    const page = await patience.try("list the blobs", () =>
      client.list({ prefix, ...(startAfter === undefined ? {} : { startAfter }) }),
    );
    const contents = page.contents ?? [];
    for (const { key, size } of contents) {
      const [, sha256, ext] = NAME_REGEXP.exec(key.slice(prefix.length)) ?? [];
      if (sha256 && ext) yield { sha256, ext, sizeBytes: Number(size) };
    }
    startAfter = contents.at(-1)?.key;
    if (!page.isTruncated || startAfter === undefined) return;
  }
}

/** @throws {AcaciaError} `disk` when the file is not there with its size: it would be stored as something else. */
export function checkFile({ path, sizeBytes }: BlobToPut): void {
  try {
    const { size } = statSync(path);
    if (size === sizeBytes) return;
    throw new AcaciaError("disk", `Cannot store ${path}: it has ${size} of ${sizeBytes} bytes`, {
      hint: "Run the same command again: it is fetched anew",
    });
  } catch (cause) {
    throw asDiskError(`store ${path}`, cause);
  }
}

function isAbsent(cause: unknown): boolean {
  return s3CodeOf(cause) === "NoSuchKey" || s3CodeOf(cause) === "NotFound";
}
