import type { Command } from "../command.ts";

/** `acacia runs`: what was fetched when, and how it ended. */
export const runsCommand: Command = {
  name: "runs",
  args: "[id]",
  summary: "List the runs, or show one with what failed in it",
  examples: ["acacia runs", "acacia runs 42 --json"],
  keys: ["limit"],
  help: { limit: "the newest N (default: 20)" },
  async run(call, context) {
    const { runRuns } = await import("../run_runs.ts");
    return runRuns(call, context);
  },
};
