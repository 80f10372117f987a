import { readFile } from "node:fs/promises";
import type { Archive, Clock, Thumbnailer, ThumbSource } from "@acacia/core";
import {
  makeThumbJob,
  prepareThumbSource,
  THUMB_EXTENSIONS,
  type ThumbSettings,
} from "@acacia/core";
import { ByteCache } from "./byte_cache.ts";

/** A thumbnail as it is answered. */
export interface Thumb {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
}

/** What thumbnails come from. */
export interface ThumbCacheOptions {
  readonly archive: Archive;
  /** Makes sizes that are not on disk; without one they are simply not there. */
  readonly thumbnailer?: Thumbnailer | undefined;
  readonly settings: Pick<ThumbSettings, "format" | "quality" | "engine">;
  /** @default 96 MB: some ten thousand tiles */
  readonly maxBytes?: number;
  readonly clock: Clock;
}

/** A size that could not be made is not tried again for so long, ms. */
const RETRY_MS = 60_000;

/**
 * Thumbnails from memory, else from disk, else made now: one job per picture and size, however many ask.
 */
export class ThumbCache {
  readonly #options: ThumbCacheOptions;
  readonly #cache: ByteCache;
  readonly #findSource: (sha256: string) => ThumbSource | undefined;
  readonly #making = new Map<string, Promise<Thumb | undefined>>();
  readonly #refusedAt = new Map<string, number>();
  /** How often memory had it, and how often not. */
  readonly counts = { hits: 0, misses: 0, made: 0 };

  constructor(options: ThumbCacheOptions) {
    this.#options = options;
    this.#cache = new ByteCache(options.maxBytes ?? 96 * 1024 * 1024);
    this.#findSource = prepareThumbSource(options.archive);
  }

  /** Bytes of memory that are held. */
  get bytes(): number {
    return this.#cache.bytes;
  }

  /**
   * A thumbnail of a blob; undefined when the archive has no such blob, or it cannot have one.
   *
   * @param sha256 64 hex digits.
   * @param size Side of the box, px; one of `THUMB_SIZES`.
   */
  async get(sha256: string, size: number): Promise<Thumb | undefined> {
    const key = `${size}/${sha256}`;
    const held = this.#cache.get(key);
    if (held) {
      this.counts.hits += 1;
      return this.#thumb(held);
    }
    this.counts.misses += 1;
    const running = this.#making.get(key);
    if (running) return running;
    const made = this.#find(sha256, size).finally(() => this.#making.delete(key));
    this.#making.set(key, made);
    return made;
  }

  async #find(sha256: string, size: number): Promise<Thumb | undefined> {
    const { archive, settings, clock } = this.#options;
    const key = `${size}/${sha256}`;
    const ext = THUMB_EXTENSIONS[settings.format];
    const path = archive.layout.thumbPath({ size, sha256, ext });
    const bytes = (await readIfThere(path)) ?? (await this.#make(sha256, size, path));
    if (!bytes) {
      this.#refusedAt.set(key, clock.now());
      return undefined;
    }
    this.#cache.set(key, bytes);
    return this.#thumb(bytes);
  }

  async #make(
    sha256: string,
    size: number,
    path: string,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { archive, thumbnailer, settings, clock } = this.#options;
    const refusedAt = this.#refusedAt.get(`${size}/${sha256}`);
    if (!thumbnailer || (refusedAt !== undefined && clock.now() - refusedAt < RETRY_MS)) {
      return undefined;
    }
    const source = this.#findSource(sha256);
    if (!source || source.isRefused) return undefined;
    const job = makeThumbJob(source, archive.layout, { ...settings, sizes: [size] });
    const result = await thumbnailer.make(job);
    if (result.verdict === "refused") return undefined;
    this.counts.made += 1;
    return readIfThere(path);
  }

  #thumb(bytes: Uint8Array<ArrayBuffer>): Thumb {
    return { bytes, contentType: `image/${this.#options.settings.format}` };
  }
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return undefined;
  }
}
