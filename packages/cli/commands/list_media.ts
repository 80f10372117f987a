import { LIST_SORTS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia list`: what the archive holds. */
export const listMediaCommand: Command = {
  name: "list",
  args: "[filter...]",
  summary: "List what the archive holds, filtered and sorted",
  description: "The filter is the gallery's (`acacia help where`). Reads beside a running fetch.",
  examples: [
    "acacia list",
    "acacia list type:photo 'w:>=1920' --sort score --limit 20",
    "acacia list --where 'is:gone' --json",
  ],
  keys: ["where", "sort", "limit"],
  help: {
    where: "only what matches",
    sort: "posted, archived, score, size or random (default: archived)",
    limit: "at most N",
  },
  choices: { sort: LIST_SORTS },
  async run(call, context) {
    const { runList } = await import("../run_list.ts");
    return runList(call, context);
  },
};
