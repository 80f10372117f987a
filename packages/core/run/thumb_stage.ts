import { Channel } from "../async/channel.ts";
import { prepareThumbJob } from "../thumbs/thumb_job.ts";
import type { ThumbSettings } from "../thumbs/thumb_settings.ts";
import type { Thumbnailer, ThumbResult } from "../thumbs/thumbnailer.ts";
import type { RunContext } from "./context.ts";
import type { FreshBlob } from "./recorder.ts";

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
    // Whoever finishes the stage learns of a failure; until then nobody must wait for lanes that are gone.
    this.#working.catch(() => this.#blobs.cancel());
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
      const job = await prepareThumbJob(next.value, this.#context.archive, this.#settings);
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
