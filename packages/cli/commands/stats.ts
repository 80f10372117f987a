import type { Command } from "../command.ts";

/** `acacia stats`: the archive in figures. */
export const statsCommand: Command = {
  name: "stats",
  summary: "Show the archive in figures",
  keys: [],
  async run(call, context) {
    const { runStats } = await import("../run_stats.ts");
    return runStats(call, context);
  },
};
