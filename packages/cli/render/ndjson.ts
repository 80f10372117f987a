import type { RunEvent } from "@acacia/core";
import type { Output } from "../context.ts";
import { jsonLine } from "./safe.ts";

/** Prints every event as one JSON object a line on stdout. */
export class NdjsonRenderer {
  readonly #out: Output;

  constructor(out: Output) {
    this.#out = out;
  }

  /** Prints one event. */
  show(event: RunEvent): void {
    this.#out.write(jsonLine(event));
  }

  /** Nothing to take down. */
  close(): void {}
}
