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

/**
 * Where blobs live. Content-addressed, so putting the same blob twice is harmless. A blob is visible only
 * when whole. Implemented by a folder, later by S3; both pass `store_suite.ts`.
 */
export interface BlobStore {
  /**
   * Makes every file durable and visible under its name; resolves when all are. Syncs as a group.
   * @throws {AcaciaError} `disk` when the storage refuses; then none of the group may be counted as stored.
   */
  putAll(blobs: readonly BlobToPut[]): Promise<void>;
  /** Whether the blob is there. */
  has(sha256: string, ext: string): Promise<boolean>;
  /** Size of the blob, or undefined when it is not there. */
  stat(sha256: string, ext: string): Promise<StoredBlob | undefined>;
  /** The bytes; a range is [from, to), to absent means the end. */
  read(sha256: string, ext: string, range?: { from: number; to?: number }): Promise<Blob>;
  /** A path on this machine when the store has one (thumbnails read it without a copy). */
  localPath(sha256: string, ext: string): string | undefined;
  /** Every blob, in no order. */
  list(signal?: AbortSignal): AsyncIterable<StoredBlob>;
  /** Removes a blob; harmless when it is not there. */
  remove(sha256: string, ext: string): Promise<void>;
}
