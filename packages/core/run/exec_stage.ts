import { join } from "node:path";
import { Channel } from "../async/channel.ts";
import type { RunContext } from "./context.ts";
import type { FreshBlob } from "./recorder.ts";

/** A file that was stored just now. */
export interface StoredFile {
  /** Imgur's id. */
  readonly id: string;
  /** Absolute: its name under `images/`, or the blob where it has none. */
  readonly path: string;
}

/** Runs the user's command for a file. Resolves to why it failed, or undefined. The signal ends it at once. */
export type RunCommand = (file: StoredFile, signal: AbortSignal) => Promise<string | undefined>;

const COMMANDS_AT_ONCE = 4;
/** Files that may wait, so that a slow command does not slow the transfers: some 20 MB of paths. */
const WAITING_FILES = 100_000;
/** Failures that are told one by one. */
const TOLD_FAILURES = 10;

/** Runs the user's command for each stored file, beside the transfers, a few at once. */
export class ExecStage {
  readonly #context: RunContext;
  readonly #run: RunCommand;
  readonly #signal: AbortSignal;
  readonly #files = new Channel<StoredFile>({ maxItems: WAITING_FILES });
  readonly #working: Promise<void>;
  #done = 0;
  #failed = 0;

  /** @param context The run. @param run The command. @param signal Ends what runs, and what waits. */
  constructor(context: RunContext, run: RunCommand, signal: AbortSignal) {
    this.#context = context;
    this.#run = run;
    this.#signal = signal;
    const lanes = Array.from({ length: COMMANDS_AT_ONCE }, () => this.#work());
    this.#working = Promise.all(lanes).then(() => undefined);
    this.#working.catch(() => this.#files.cancel());
  }

  /** How many commands failed. */
  get failed(): number {
    return this.#failed;
  }

  /** Hands a stored file over. */
  async add(blob: FreshBlob): Promise<void> {
    const { recording, archive } = this.#context;
    const view = recording.findView(blob.mediaId, blob.sourceId);
    const path =
      view === undefined
        ? archive.layout.blobPath(blob.sha256, blob.file.type)
        : join(archive.layout.images, view);
    await this.#files.send({ id: blob.media, path });
  }

  /** Resolves when the command has run for every file that was handed over, or the signal has ended that; tells how it went. */
  async finish(): Promise<void> {
    if (this.#signal.aborted) this.#files.cancel();
    else this.#files.close();
    const stop = () => this.#files.cancel();
    this.#signal.addEventListener("abort", stop);
    try {
      await this.#working;
    } finally {
      this.#signal.removeEventListener("abort", stop);
    }
    if (this.#failed > 0)
      this.#tell(`The command failed for ${this.#failed} of ${this.#done} files`);
  }

  async #work(): Promise<void> {
    for await (const file of this.#files) {
      if (this.#signal.aborted) return;
      const reason = await this.#run(file, this.#signal);
      if (this.#signal.aborted) return;
      this.#done += 1;
      if (reason === undefined) continue;
      this.#failed += 1;
      if (this.#failed <= TOLD_FAILURES) this.#tell(`The command failed for ${file.id}: ${reason}`);
    }
  }

  #tell(message: string): void {
    this.#context.emit({ type: "run.notice", level: "warning", message });
  }
}
