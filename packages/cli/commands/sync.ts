import type { Command } from "../command.ts";
import { RUN_KEYS } from "../common_keys.ts";

/** `acacia sync`: what is new in saved sources. */
export const syncCommand: Command = {
  name: "sync",
  args: "[name...]",
  summary: "Fetch what is new in saved sources",
  description:
    "Lists each source from its newest post, and stops once a whole page is known. What was interrupted goes on where it ended. Without names: all of them.",
  examples: [
    "acacia sync",
    "acacia sync aww r/earthporn --budget 50    credits, spread over both, page by page",
    "acacia sync --full                         to the end of each, also past what is known",
    "acacia sync -n                             what it would fetch",
  ],
  keys: [
    "all",
    "full",
    "dry_run",
    "budget",
    "comments",
    "wayback",
    "wayback_url",
    ...RUN_KEYS,
    "client_id",
  ],
  help: { limit: "stop after N pictures; the next sync goes on from there" },
  async run(call, context) {
    if (call.config.is("dry_run")) {
      const { runDrySync } = await import("../run_dry_sync.ts");
      return runDrySync(call, context);
    }
    const { runSync } = await import("../run_sync.ts");
    return runSync(call, context);
  },
};
