import { LISTING_SORTS, WINDOWS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia source`: what `sync` keeps up with. */
export const sourceCommand: Command = {
  name: "source",
  args: "[add|rm|list] [target]",
  summary: "Save sources, and see how far `sync` has come with each",
  description:
    "A saved source may have a filter, an order and a limit of its own. Adding it again gives it other ones.",
  examples: [
    "acacia source add r/aww --name aww --where 'score:>500'",
    "acacia source add @some_user --limit 500",
    "acacia source list",
    "acacia source rm aww",
  ],
  keys: ["name", "where", "sort", "window", "limit", "prefer"],
  help: {
    limit: "look at the newest N pictures only, each time",
    where: "keep only what matches, e.g. 'type:photo score:>500'",
  },
  choices: { sort: LISTING_SORTS, window: WINDOWS },
  async run(call, context) {
    const { runSource } = await import("../run_source.ts");
    return runSource(call, context);
  },
};
