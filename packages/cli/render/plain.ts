import type { RunEvent } from "@acacia/core";
import { printDuration, printSize } from "@acacia/core/text";
import type { Output } from "../context.ts";
import { printFailureLine, printNotice, printThumbFailure } from "./lines.ts";

/** How often a plain log tells where the run is, ms. */
const EVERY_MS = 5_000;

/** Shows a run where there is no terminal: failures as they come, and a line every few seconds. */
export class PlainRenderer {
  readonly #err: Output;
  #toldAt = 0;

  constructor(err: Output) {
    this.#err = err;
  }

  /** Follows one event. */
  show(event: RunEvent): void {
    switch (event.type) {
      case "run.started":
        this.#toldAt = event.t;
        this.#err.write(`Run ${event.run}: ${event.targets.join(", ")}\n`);
        break;
      case "run.progress":
        if (event.t - this.#toldAt < EVERY_MS) break;
        this.#toldAt = event.t;
        this.#err.write(`${printProgress(event)}\n`);
        break;
      case "media.finished": {
        const line = printFailureLine(event);
        if (line) this.#err.write(`${line}\n`);
        break;
      }
      case "thumbnail.failed":
        this.#err.write(`${printThumbFailure(event)}\n`);
        break;
      case "host.paused":
        this.#err.write(
          `${event.host} paused for ${printDuration(event.until - event.t)}: ${event.reason}\n`,
        );
        break;
      case "run.notice":
        this.#err.write(printNotice(event));
        break;
      default:
    }
  }

  /** Nothing to take down. */
  close(): void {}
}

/** "3482 of 9600, 733 MB, 2.9 MB/s, 12m to go" */
export function printProgress(event: Extract<RunEvent, { type: "run.progress" }>): string {
  const parts = [
    `${event.done} of ${event.announced}`,
    printSize(event.bytes),
    `${printSize(event.bytesPerSecond)}/s`,
  ];
  if (event.eta !== null) parts.push(`${printDuration(event.eta * 1000)} to go`);
  return parts.join(", ");
}
