import { statSync } from "node:fs";
import { rm } from "node:fs/promises";
import type { BlobStore, BlobToPut } from "./store.ts";

/**
 * Copies in `blobs/` of what is kept elsewhere. More than the blobs that may wait for their thumbnails (512 MB), so
 * that a run finds each that it just fetched.
 */
const MOST_BYTES = 1024 ** 3;

/** Latest blobs of a remote storage as files of this machine; the oldest go when there are too many bytes. */
export class BlobCopies {
  readonly #files: BlobStore;
  readonly #mostBytes: number;
  /** By name, oldest first. */
  readonly #sizes = new Map<string, { sha256: string; ext: string; sizeBytes: number }>();
  #bytes = 0;
  #known: Promise<void> | undefined;

  /** @param files The folder. @param mostBytes How much it may hold. */
  constructor(files: BlobStore, mostBytes = MOST_BYTES) {
    this.#files = files;
    this.#mostBytes = mostBytes;
  }

  /** Takes whole files over. @throws {AcaciaError} `disk`. */
  async add(blobs: readonly BlobToPut[]): Promise<void> {
    if (this.#mostBytes === 0) {
      for (const { path } of blobs) await rm(path, { force: true });
      return;
    }
    await this.#look();
    await this.#files.putAll(blobs);
    for (const blob of blobs) this.#note(blob);
    await this.#forget();
  }

  /** The path of a copy, undefined when there is none of that name. */
  find(sha256: string, ext: string): string | undefined {
    const path = this.#files.localPath(sha256, ext);
    return path && statSync(path, { throwIfNoEntry: false }) ? path : undefined;
  }

  /** Takes one away; harmless when it is not there. */
  async remove(sha256: string, ext: string): Promise<void> {
    await this.#files.remove(sha256, ext);
    this.#drop(`${sha256}.${ext}`);
  }

  /** Those of an earlier run count too. */
  #look(): Promise<void> {
    this.#known ??= (async () => {
      for await (const blob of this.#files.list()) this.#note(blob);
    })();
    return this.#known;
  }

  #note({ sha256, ext, sizeBytes }: { sha256: string; ext: string; sizeBytes: number }): void {
    this.#drop(`${sha256}.${ext}`);
    this.#sizes.set(`${sha256}.${ext}`, { sha256, ext, sizeBytes });
    this.#bytes += sizeBytes;
  }

  #drop(name: string): void {
    this.#bytes -= this.#sizes.get(name)?.sizeBytes ?? 0;
    this.#sizes.delete(name);
  }

  async #forget(): Promise<void> {
    for (const { sha256, ext } of this.#sizes.values()) {
      // Whoever asked for the newest is about to read it.
      if (this.#bytes <= this.#mostBytes || this.#sizes.size === 1) return;
      await this.remove(sha256, ext);
    }
  }
}
