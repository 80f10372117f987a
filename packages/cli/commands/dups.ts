import type { Command } from "../command.ts";

/** `acacia dups`: pictures that are here several times. */
export const dupsCommand: Command = {
  name: "dups",
  args: "[list|merge|relate] [id...]",
  summary: "Find pictures that are here several times, and keep the best of each",
  description:
    "Finds media with the same bytes, and pictures that look the same: compressed again, made smaller, mirrored, cropped. " +
    "`merge` keeps one: it takes album places, own tags and the favourite mark of the others, which go to the trash. `relate` " +
    "remembers that pictures are no duplicates. Both can be undone, and what was decided does not come back.",
  examples: [
    "acacia dups",
    "acacia dups --tier look --where r:memes",
    "acacia dups merge --tier sure --yes",
    "acacia dups merge aBc12De xYz98Wv --keep xYz98Wv",
    "acacia dups relate aBc12De xYz98Wv --as alternate",
  ],
  keys: ["exact", "near", "tier", "where", "limit", "keep", "as", "yes", "dry_run"],
  help: {
    where: "only what matches, compared among itself",
    limit: "list at most N groups",
    yes: "merge a whole tier",
    dry_run: "say what would be merged",
  },
  async run(call, context) {
    const { runDups } = await import("../run_dups.ts");
    return runDups(call, context);
  },
};
