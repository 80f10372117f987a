import type { Command } from "../command.ts";

/** `acacia repair`: mends what `verify` finds. */
export const repairCommand: Command = {
  name: "repair",
  summary: "Mend what `verify` found: fetch damaged files again, put names back",
  description:
    "Fetches only what is damaged or missing, and replaces a file only once the right bytes are here. When Imgur has other " +
    "bytes by now, these are kept and the old hash stays on record. Files without rows go back to their media. Exit 10 " +
    "when something is as wrong as before.",
  examples: ["acacia verify || acacia repair", "acacia repair --prune"],
  keys: [
    "prune",
    "jobs",
    "strategy",
    "limit_rate",
    "tpslimit",
    "retries",
    "timeout",
    "max_size",
    "proxy",
    "user_agent",
    "api_url",
    "cdn_url",
    "site_url",
    "wayback",
    "wayback_url",
  ],
  help: { wayback: "ask the public web archive for what came from there" },
  async run(call, context) {
    const { runRepair } = await import("../run_repair.ts");
    return runRepair(call, context);
  },
};
