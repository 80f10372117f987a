import { join, resolve } from "node:path";
import { AcaciaError } from "../errors.ts";

const SHA256_REGEXP = /^[0-9a-f]{64}$/;
const EXT_REGEXP = /^[a-z0-9]{1,5}$/;

/** Every path of an archive. Absolute; nothing is touched. */
export interface ArchiveLayout {
  /** The archive folder. */
  readonly dir: string;
  /** `acacia.sqlite`. */
  readonly database: string;
  /** `acacia.lock`: names who adds or removes blobs. */
  readonly lock: string;
  /** `acacia.toml`: the user's settings for this archive. */
  readonly config: string;
  /** `acacia.storage`: the bucket that has the blobs, when there is one. */
  readonly storage: string;
  readonly blobs: string;
  readonly images: string;
  readonly thumbs: string;
  readonly partial: string;
  /**
   * `blobs/ab/<sha256>.<ext>`
   * @throws {AcaciaError} `usage` when it is no sha256 or no extension: such a path could lead anywhere.
   */
  blobPath(sha256: string, ext: string): string;
  /**
   * `thumbs/<size>/ab/<sha256>.<ext>`
   * @param name The size in px, the blob and the thumbnail's own extension.
   * @throws {AcaciaError} `usage` like `blobPath`.
   */
  thumbPath(name: { size: number; sha256: string; ext: string }): string;
}

/**
 * The paths of the archive in `dir`: the one place that knows them.
 *
 * @example
 * ```ts
 * import { makeLayout } from "@acacia/core";
 * const sha256 = "ab".repeat(32);
 * console.assert(makeLayout("/a").blobPath(sha256, "jpg") === `/a/blobs/ab/${sha256}.jpg`);
 * ```
 */
export function makeLayout(dir: string): ArchiveLayout {
  const root = resolve(dir);
  const blobs = join(root, "blobs");
  const thumbs = join(root, "thumbs");
  return {
    dir: root,
    database: join(root, "acacia.sqlite"),
    lock: join(root, "acacia.lock"),
    config: join(root, "acacia.toml"),
    storage: join(root, "acacia.storage"),
    blobs,
    images: join(root, "images"),
    thumbs,
    partial: join(root, "partial"),
    blobPath(sha256, ext) {
      checkName(sha256, ext);
      return `${blobs}/${sha256.slice(0, 2)}/${sha256}.${ext}`;
    },
    thumbPath({ size, sha256, ext }) {
      checkName(sha256, ext);
      if (!Number.isInteger(size) || size < 1) {
        throw new AcaciaError("usage", `Cannot name a thumbnail: its size is ${size}`);
      }
      return `${thumbs}/${size}/${sha256.slice(0, 2)}/${sha256}.${ext}`;
    },
  };
}

function checkName(sha256: string, ext: string): void {
  if (!SHA256_REGEXP.test(sha256)) {
    throw new AcaciaError("usage", `Cannot name a blob: '${sha256}' is not a SHA-256 in hex`);
  }
  if (!EXT_REGEXP.test(ext)) {
    throw new AcaciaError("usage", `Cannot name a blob: '${ext}' is not an extension`);
  }
}
