import { fileURLToPath } from "node:url";
import { AcaciaError, type Clock } from "@acacia/core";
import { toAcaciaError } from "../crew/failure.ts";
import { findEntry, isSingleFile } from "../crew/find_entry.ts";
import type { Line } from "../crew/member.ts";
import { openProcessMembers, type ProcessProgram } from "../crew/process_member.ts";
import type { FromQueueWorker, QueueWorkerSetup, ToQueueWorker } from "./serve_queue_worker.ts";

/** What {@link LocalWorkers} takes. */
export interface LocalWorkersOptions {
  /** What each child is told, one for each. */
  readonly setups: readonly QueueWorkerSetup[];
  readonly clock: Clock;
  /** Called when no child can be started. */
  readonly onFailure: (error: AcaciaError) => void;
  /** The children's program; it calls `serveQueueWorker`. @default {findQueueProgram} */
  readonly program?: ProcessProgram;
}

/** Children that die before they take jobs, one after another, before no more are started. */
const MAX_FAILED_STARTS = 3;
/** Children that are told to drain end within so long, or are ended, ms. */
const STOP_MS = 3_000;

/** Set for a child of the single-file program, which has no other program to start. */
export const QUEUE_MEMBER = { variable: "ACACIA_MEMBER", value: "queue" } as const;

/**
 * Workers of this machine, for a queue on one machine: children that do what `acacia worker` does. One that dies is
 * started again; what it held is taken over by another.
 */
export class LocalWorkers implements AsyncDisposable {
  readonly #options: LocalWorkersOptions;
  readonly #lines = new Set<Line<ToQueueWorker>>();
  #failedStarts = 0;
  #isClosing = false;
  #onEmpty: (() => void) | undefined;

  constructor(options: LocalWorkersOptions) {
    this.#options = options;
    for (const setup of options.setups) this.#start(setup);
  }

  /** Tells all to stop, and ends those that do not. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosing = true;
    if (this.#lines.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onEmpty = resolve;
    for (const line of this.#lines) line.send({ type: "stop" });
    using timeout = this.#options.clock.timeout(STOP_MS);
    timeout.signal.addEventListener("abort", () => {
      for (const line of [...this.#lines]) line.stop();
    });
    await promise;
  }

  #start(setup: QueueWorkerSetup): void {
    const { program = findQueueProgram(import.meta.url) } = this.#options;
    let isReady = false;
    let detail = "";
    const line = openProcessMembers<ToQueueWorker, FromQueueWorker>(program)({
      onMessage: (message) => {
        if (message.type === "ready") {
          isReady = true;
          this.#failedStarts = 0;
        } else if (message.type === "failed") {
          detail = message.failure.message;
          if (message.failure.code !== "network") {
            this.#options.onFailure(toAcaciaError(message.failure));
          }
          line.stop();
        } else line.stop();
      },
      onExit: (reason) => {
        this.#lines.delete(line);
        this.#noteExit(setup, { isReady, detail: detail || reason });
      },
    });
    this.#lines.add(line);
    line.send({ type: "start", setup });
  }

  #noteExit(setup: QueueWorkerSetup, end: { isReady: boolean; detail: string }): void {
    if (this.#isClosing) {
      if (this.#lines.size === 0) this.#onEmpty?.();
      return;
    }
    if (!end.isReady) this.#failedStarts += 1;
    if (this.#failedStarts < MAX_FAILED_STARTS) {
      this.#start(setup);
      return;
    }
    this.#isClosing = true;
    const error = new AcaciaError("worker", `Cannot start a worker: ${end.detail}`, {
      hint: "Start one by hand with `acacia worker`, or use `--strategy pool`",
    });
    this.#options.onFailure(error);
  }
}

/** The program of local workers. @param here Address of a module of this folder. */
export function findQueueProgram(here: string): ProcessProgram {
  if (isSingleFile(here)) {
    return { command: [process.execPath], env: { [QUEUE_MEMBER.variable]: QUEUE_MEMBER.value } };
  }
  return { command: [process.execPath, fileURLToPath(findEntry(here, "queue/worker_main"))] };
}
