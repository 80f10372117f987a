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
  if (context.err.isTerminal && context.env.TERM !== "dumb") {
    const { LiveRenderer } = await import("./live.ts");
    const { openStyle } = await import("./style.ts");
    return new LiveRenderer(context, openStyle(context.err, { config, context }));
  }
  const { PlainRenderer } = await import("./plain.ts");
  return new PlainRenderer(context.err);
}
