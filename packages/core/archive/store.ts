/** What a store tells of a blob it holds. */
export interface StoredBlob {
  readonly sha256: string;
  readonly ext: string;
  readonly sizeBytes: number;
}

/** A blob to put: a whole, checked file and what its content is. */
export interface BlobToPut {
  /** Absolute path of the file; it is gone (moved or removed) once put. */
  readonly path: string;
  readonly sha256: string;
  readonly md5: string;
  /** Extension of the sniffed type, without a dot. */
  readonly ext: string;
  readonly sizeBytes: number;
}

/** Part of a blob, bytes: [from, to), to its end without `to`. */
export interface BlobRange {
  readonly from: number;
  readonly to?: number;
}

/**
 * Where blobs live. Content-addressed, so putting the same blob twice is harmless. A blob is visible only
 * when whole. Implemented by a folder and by a bucket; both pass `store_suite.ts`.
 */
export interface BlobStore {
  /** `s3://bucket/prefix` when blobs are elsewhere; undefined when they are files of the archive folder. */
  readonly address: string | undefined;
  /**
   * Makes every file durable and visible under its name; resolves when all are. Syncs as a group. A bucket takes for
   * put what another machine has put there, without a file here.
   * @throws {AcaciaError} `disk` when the storage refuses; then none of the group may be counted as stored.
   */
  putAll(blobs: readonly BlobToPut[]): Promise<void>;
  /** Whether the blob is there. */
  has(sha256: string, ext: string): Promise<boolean>;
  /** Size of the blob, or undefined when it is not there. */
  stat(sha256: string, ext: string): Promise<StoredBlob | undefined>;
  /**
   * The bytes, as they come; a range is [from, to), to absent means the end. That they do come is known when it resolves.
   * @throws {AcaciaError} `not_found`, `disk`.
   */
  read(sha256: string, ext: string, range?: BlobRange): Promise<ReadableStream<Uint8Array>>;
  /** Where the blob is or would be, for people: a path, or `s3://bucket/key`. */
  placeOf(sha256: string, ext: string): string;
  /** Where the blob would be a file of this machine, undefined when blobs are elsewhere. */
  localPath(sha256: string, ext: string): string | undefined;
  /**
   * The path of the blob as a file of this machine, for programs that read files; where blobs are elsewhere, a copy
   * under the same name in `blobs/`, which is there for a while.
   * @throws {AcaciaError} `not_found` when a bucket has no such blob, `disk`.
   */
  fetchLocal(sha256: string, ext: string): Promise<string>;
  /** Every blob, in no order. */
  list(signal?: AbortSignal): AsyncIterable<StoredBlob>;
  /** Removes a blob; harmless when it is not there. */
  remove(sha256: string, ext: string): Promise<void>;
}
