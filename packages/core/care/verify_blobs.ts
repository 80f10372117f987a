import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { errnoOf } from "../archive/disk_error.ts";
import type { StoredBlob } from "../archive/store.ts";
import { mapBounded } from "../async/map_bounded.ts";
import type { BlobRow, Damage, VerifyRows } from "../db/verify_rows.ts";
import { SNIFFED_TYPES, type SniffedType } from "../image/sniffed_type.ts";
import { ARCHIVE_THUMBS } from "../thumbs/thumb_settings.ts";
import type { Thumbnailer } from "../thumbs/thumbnailer.ts";
import { hashFile, hashStream } from "./hash_file.ts";

/** A file in `blobs/` that no row of its folder names. */
export interface Stranger {
  /** Of the archive folder, with `/`. */
  readonly path: string;
  /** null when the name is not that of a blob. */
  readonly blob: { readonly sha256: string; readonly ext: string } | null;
}

/** What came of one blob. */
export interface BlobCheck {
  readonly row: BlobRow;
  readonly damage: Damage | null;
  readonly detail?: string;
  /** Bytes that were read for it. */
  readonly bytes: number;
}

/** What {@link checkBlobs} works with. */
export interface BlobChecksOptions {
  readonly archive: Pick<Archive, "layout" | "store">;
  readonly rows: VerifyRows;
  /** Whether to read a blob, by its place among all and its row; one that is damaged or missing is looked at anyway. */
  readonly isDue: (place: number, row: BlobRow) => boolean;
  /** Decodes each picture as well. */
  readonly thumbnailer?: Thumbnailer;
  readonly lanes: number;
  readonly onStranger: (stranger: Stranger) => void;
  readonly draining: AbortSignal;
  readonly signal: AbortSignal;
}

const SHARDS = Array.from({ length: 256 }, (_, shard) => shard.toString(16).padStart(2, "0"));
const BLOB_NAME_REGEXP = /^(?<sha256>[0-9a-f]{64})\.(?<ext>[a-z0-9]{1,5})$/;

/** Goes through `blobs/`, here or in a bucket, folder by folder: compares names with rows, and bytes with hashes. */
export function checkBlobs(options: BlobChecksOptions): AsyncGenerator<BlobCheck> {
  const { lanes, draining, signal } = options;
  return mapBounded(listDue(options), (row) => checkBlob(row, options), {
    limit: lanes,
    stops: [draining, signal],
  });
}

async function* listDue(options: BlobChecksOptions): AsyncGenerator<BlobRow> {
  const { archive, rows, isDue, onStranger, signal } = options;
  const isHere = archive.store.address === undefined;
  const { blobs } = archive.layout;
  const list = isHere
    ? (shard: string) => namesIn(join(blobs, shard))
    : listBucket(archive, signal);
  let place = 0;
  for (const name of isHere ? await namesIn(blobs) : []) {
    if (!SHARDS.includes(name)) onStranger({ path: `blobs/${name}`, blob: null });
  }
  for (const shard of SHARDS) {
    // Rows first: a row is written after its file, so that each file of these is there now, or gone for good.
    const inShard = rows.inShard(shard);
    const names = new Set(await list(shard));
    for (const row of inShard) {
      const isThere = names.delete(`${row.sha256}.${row.ext}`);
      const isPicked = isDue(place, row);
      place += 1;
      if (isPicked || !isThere || row.damage !== null) yield row;
    }
    for (const name of names) onStranger(readStranger(shard, name));
  }
}

/** Names of a bucket's blobs, which come in the order of the folders; whoever lists otherwise has rows read one by one. */
function listBucket({ store }: Pick<Archive, "store">, signal: AbortSignal) {
  const blobs = store.list(signal)[Symbol.asyncIterator]();
  let next: IteratorResult<StoredBlob> | undefined;
  return async (shard: string): Promise<string[]> => {
    const names: string[] = [];
    for (;;) {
      next ??= await blobs.next();
      if (next.done || !next.value.sha256.startsWith(shard)) return names;
      names.push(`${next.value.sha256}.${next.value.ext}`);
      next = undefined;
    }
  };
}

function readStranger(shard: string, name: string): Stranger {
  const { sha256 = "", ext = "" } = BLOB_NAME_REGEXP.exec(name)?.groups ?? {};
  const isBlob = sha256 !== "" && sha256.startsWith(shard);
  return { path: `blobs/${shard}/${name}`, blob: isBlob ? { sha256, ext } : null };
}

/**
 * Reads one blob and says what is wrong with it; null while nothing is.
 * @throws The signal's reason.
 */
export async function checkBlob(
  row: BlobRow,
  { archive, thumbnailer, signal }: Pick<BlobChecksOptions, "archive" | "thumbnailer" | "signal">,
): Promise<BlobCheck> {
  const path = archive.layout.blobPath(row.sha256, row.ext);
  try {
    const isHere = archive.store.address === undefined;
    const { sha256, sizeBytes: bytes } = isHere
      ? await hashFile(path, { signal })
      : await hashStream(await archive.store.read(row.sha256, row.ext), { signal });
    const found = { row, bytes };
    if (bytes !== row.sizeBytes) {
      return { ...found, damage: "size", detail: `${bytes} of ${row.sizeBytes} bytes` };
    }
    if (sha256 !== row.sha256) return { ...found, damage: "hash", detail: `SHA-256 is ${sha256}` };
    if (thumbnailer) await archive.store.fetchLocal(row.sha256, row.ext);
    const fault = thumbnailer && (await decode({ row, path, thumbnailer, signal }));
    return fault ? { ...found, damage: "picture", detail: fault } : { ...found, damage: null };
  } catch (error) {
    const code = errnoOf(error);
    if (code === "not_found") return { row, bytes: 0, damage: "missing" };
    if (signal.aborted || !/^E[A-Z0-9]+$/.test(code)) throw error;
    const isGone = code === "ENOENT" && !existsSync(path);
    return isGone
      ? { row, bytes: 0, damage: "missing" }
      : { row, bytes: 0, damage: "unreadable", detail: code };
  }
}

/** Why a picture cannot be decoded; undefined when it can, or when it is not for a decoder to say. */
async function decode(work: {
  row: BlobRow;
  path: string;
  thumbnailer: Thumbnailer;
  signal: AbortSignal;
}): Promise<string | undefined> {
  const { row, path, thumbnailer, signal } = work;
  const type = row.ext as SniffedType;
  if (!(type in SNIFFED_TYPES) || SNIFFED_TYPES[type].kind === "video") return undefined;
  const { format, quality, engine } = ARCHIVE_THUMBS;
  const job = { key: row.sha256, path, type, outputs: [], format, quality, engine };
  const result = await thumbnailer.make(job, signal);
  if (result.verdict === "made" || result.refusal !== "undecodable") return undefined;
  return result.detail.replace(/^Cannot render the picture: /, "");
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (errnoOf(error) === "ENOENT" || errnoOf(error) === "ENOTDIR") return [];
    throw error;
  }
}
