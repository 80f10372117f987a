import type { RunEvent } from "@acacia/core";
import type { Config } from "@acacia/core/config";
import type { Context } from "../context.ts";

/** Something that shows a run. */
export interface Renderer {
  /** Follows one event. */
  show(event: RunEvent): void;
  /** Takes down what it drew; harmless twice. */
  close(): void;
}

/** The renderer that fits: NDJSON when asked for, live on a terminal, plain lines elsewhere. */
export async function openRenderer(config: Config, context: Context): Promise<Renderer> {
  if (config.is("json")) {
    const { NdjsonRenderer } = await import("./ndjson.ts");
    return new NdjsonRenderer(context.out);
  }
  if (config.is("quiet")) return { show() {}, close() {} };
  const { PlainRenderer } = await import("./plain.ts");
  return new PlainRenderer(context.err);
}
