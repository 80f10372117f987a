import { Channel } from "../async/channel.ts";
import type { ThumbSource } from "../db/thumb_source.ts";
import type { EngineName, ThumbFormat } from "../image/engine.ts";
import type { ThumbJob, Thumbnailer, ThumbResult } from "../thumbs/thumbnailer.ts";
import type { RunContext } from "./context.ts";
import type { FreshBlob } from "./recorder.ts";

/** How thumbnails are made. */
export interface ThumbSettings {
  /** Sides of the boxes, px. */
  readonly sizes: readonly number[];
  readonly format: ThumbFormat;
  readonly quality: number;
  readonly engine: EngineName;
}

/** Blobs that may wait for the pool: beyond, transfers wait for thumbnails. */
const WAITING_BLOBS = 256;
const WAITING_BYTES = 512 * 1024 * 1024;

/**
 * The last stage of a run: makes thumbnails of fresh blobs beside the transfers, as many at once as the
 * thumbnailer likes, and keeps what it learned.
 */
export class ThumbStage {
  readonly #context: RunContext;
  readonly #thumbnailer: Thumbnailer;
  readonly #settings: ThumbSettings;
  readonly #blobs = new Channel<FreshBlob>({ maxItems: WAITING_BLOBS, maxBytes: WAITING_BYTES });
  readonly #working: Promise<void>;

  /** @param context The run. @param thumbnailer Who makes them. @param settings Which. */
  constructor(context: RunContext, thumbnailer: Thumbnailer, settings: ThumbSettings) {
    this.#context = context;
    this.#thumbnailer = thumbnailer;
    this.#settings = settings;
    const lanes = Array.from({ length: Math.max(1, thumbnailer.width) }, () => this.#work());
    this.#working = Promise.all(lanes).then(() => undefined);
    // Whoever finishes the stage learns of a failure; until then it must not count as unhandled.
    this.#working.catch(() => undefined);
  }

  /** Hands a blob over; waits while too many wait. */
  async add(blob: FreshBlob): Promise<void> {
    await this.#blobs.send(blob, blob.file.sizeBytes);
  }

  /** Resolves when every blob handed over is done. */
  async finish(): Promise<void> {
    this.#blobs.close();
    await this.#working;
  }

  /** Leaves the waiting blobs for the next run. */
  async abandon(): Promise<void> {
    this.#blobs.cancel();
    await this.#working;
  }

  async #work(): Promise<void> {
    const source = this.#blobs[Symbol.asyncIterator]();
    for (let next = await source.next(); !next.done; next = await source.next()) {
      const job = makeThumbJob(next.value, this.#context.archive.layout, this.#settings);
      this.#keep(job.key, await this.#thumbnailer.make(job));
    }
  }

  #keep(sha256: string, result: ThumbResult): void {
    this.#context.recording.saveThumbs(sha256, result);
    if (result.verdict === "made") {
      const { sizes, engine } = result;
      const ms = Math.round(result.ms);
      this.#context.emit({ type: "thumbnail.finished", sha256, sizes, engine, ms });
    } else {
      const reason = result.refusal;
      this.#context.emit({ type: "thumbnail.failed", sha256, reason });
    }
  }
}

/** Where a blob's bytes and thumbnails are. */
interface ThumbPaths {
  blobPath(sha256: string, ext: string): string;
  thumbPath(name: { size: number; sha256: string; ext: string }): string;
}

/** The job for a blob: a video's thumbnails are made from its poster, under the video's own name. */
export function makeThumbJob(
  blob: Pick<ThumbSource, "sha256" | "file" | "poster">,
  layout: ThumbPaths,
  settings: ThumbSettings,
): ThumbJob {
  const still = blob.poster ?? blob.file;
  const ext = THUMB_EXTENSIONS[settings.format];
  return {
    key: blob.sha256,
    path: layout.blobPath(still.sha256, still.type),
    type: still.type,
    outputs: settings.sizes.map((size) => ({
      size,
      path: layout.thumbPath({ size, sha256: blob.sha256, ext }),
    })),
    format: settings.format,
    quality: settings.quality,
    engine: settings.engine,
  };
}

/** Extension of each thumbnail format, without a dot. */
export const THUMB_EXTENSIONS = {
  webp: "webp",
  jpeg: "jpg",
  png: "png",
} as const satisfies Record<ThumbFormat, string>;
