import { LIST_SORTS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia filter`: queries under a name. */
export const filterCommand: Command = {
  name: "filter",
  args: "[save|rm|list] [name] [expr...]",
  summary: "Keep filters under a name: filter:NAME uses one, here and in the gallery",
  examples: [
    "acacia filter save best 'score:>5000 type:photo'",
    "acacia list filter:best after:1y",
    "acacia filter rm best",
  ],
  keys: ["sort"],
  help: { sort: "the order in the gallery: posted, archived, score, size or random" },
  choices: { sort: LIST_SORTS },
  async run(call, context) {
    const { runFilter } = await import("../run_filter.ts");
    return runFilter(call, context);
  },
};
