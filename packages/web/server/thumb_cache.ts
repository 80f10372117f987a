import {
  type Archive,
  type Clock,
  prepareRecording,
  prepareThumbJob,
  prepareThumbSource,
  THUMB_EXTENSIONS,
  type Thumbnailer,
  type ThumbResult,
  type ThumbSettings,
  type ThumbSource,
} from "@acacia/core";
import { ByteCache } from "./byte_cache.ts";
import { PictureJobs } from "./picture_jobs.ts";
import { RefusedFor } from "./refused_for.ts";

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
  readonly settings: ThumbSettings;
  /** @default 96 MB: some ten thousand tiles */
  readonly maxBytes?: number;
  readonly clock: Clock;
  /** Is told what went wrong beside the answer: a full disk, a busy database. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A size that could not be made is not tried again for so long, ms. */
const RETRY_MS = 60_000;
/** More than any screen shows; whoever is beyond it gets what there is, and asks again. */
const MAX_PICTURES = 512;

/** Thumbnails from memory, else from disk, else made now: one job per picture, however many ask. */
export class ThumbCache {
  readonly #options: ThumbCacheOptions;
  readonly #cache: ByteCache;
  readonly #findSource: (sha256: string) => ThumbSource | undefined;
  readonly #finding = new Map<string, Promise<Thumb | undefined>>();
  readonly #jobs: PictureJobs;
  readonly #refused: RefusedFor;
  #save: ((sha256: string, result: ThumbResult) => void) | undefined;
  /** How often memory had it, and how often not. */
  readonly counts = { hits: 0, misses: 0, made: 0 };

  constructor(options: ThumbCacheOptions) {
    this.#options = options;
    this.#cache = new ByteCache(options.maxBytes ?? 96 * 1024 * 1024);
    this.#findSource = prepareThumbSource(options.archive);
    this.#refused = new RefusedFor(RETRY_MS, options.clock);
    this.#jobs = new PictureJobs((sha256, sizes) => this.#run(sha256, sizes), MAX_PICTURES);
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
    const running = this.#finding.get(key);
    if (running) return running;
    const found = this.#find(sha256, size).finally(() => this.#finding.delete(key));
    this.#finding.set(key, found);
    return found;
  }

  async #find(sha256: string, size: number): Promise<Thumb | undefined> {
    const key = `${size}/${sha256}`;
    const path = this.#pathOf(sha256, size);
    const bytes = (await readIfThere(path)) ?? (await this.#make(sha256, size));
    if (!bytes) return undefined;
    this.#cache.set(key, bytes);
    return this.#thumb(bytes);
  }

  async #make(sha256: string, size: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const key = `${size}/${sha256}`;
    if (!this.#options.thumbnailer || this.#refused.has(key)) return undefined;
    const source = this.#findSource(sha256);
    if (!source || source.isRefused) return undefined;
    // The first time, one decoding gives the usual sizes too.
    const usual = source.isPending ? this.#options.settings.sizes : [];
    const job = this.#jobs.ask(sha256, [...new Set([...usual, size])]);
    if (!job) return undefined;
    await job;
    const bytes = await readIfThere(this.#pathOf(sha256, size));
    if (!bytes) this.#refused.add(key);
    return bytes;
  }

  async #run(sha256: string, sizes: readonly number[]): Promise<void> {
    const { archive, thumbnailer, settings, onError } = this.#options;
    const source = this.#findSource(sha256);
    if (!thumbnailer || !source || source.isRefused) return;
    try {
      const job = await prepareThumbJob(source, archive, { ...settings, sizes });
      const result = await thumbnailer.make({ ...job, withHashes: source.isPending });
      if (source.isPending) this.#tell(sha256, result);
      if (result.verdict === "made") this.counts.made += 1;
    } catch (error) {
      onError?.(error);
    }
  }

  /** The row of the picture gets what was learned; that the row is busy does not take the picture away. */
  #tell(sha256: string, result: ThumbResult): void {
    const { archive, onError } = this.#options;
    if (archive.mode === "read") return;
    try {
      this.#save ??= prepareSave(archive);
      this.#save(sha256, result);
    } catch (error) {
      onError?.(error);
    }
  }

  #pathOf(sha256: string, size: number): string {
    const { archive, settings } = this.#options;
    return archive.layout.thumbPath({ size, sha256, ext: THUMB_EXTENSIONS[settings.format] });
  }

  #thumb(bytes: Uint8Array<ArrayBuffer>): Thumb {
    return { bytes, contentType: `image/${this.#options.settings.format}` };
  }
}

function prepareSave(archive: Archive): (sha256: string, result: ThumbResult) => void {
  const recording = prepareRecording(archive);
  return (sha256, result) => recording.transaction(() => recording.saveThumbs(sha256, result));
}

async function readIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await Bun.file(path).bytes();
  } catch {
    return undefined;
  }
}
