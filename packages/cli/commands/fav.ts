import { LIST_SORTS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia fav`: favourites. */
export const favCommand: Command = {
  name: "fav",
  args: "[add|rm|list] [id...]",
  summary: "Mark favourites, take the mark back, or list them",
  description: "Takes ids, SHA-256s, addresses (an album: all of its pictures), or --where.",
  examples: [
    "acacia fav aBc12De https://imgur.com/a/xYz98Qr",
    "acacia fav add --where 'score:>5000 type:photo'",
    "acacia fav rm aBc12De",
    "acacia fav list --sort score",
  ],
  keys: ["where", "dry_run", "sort", "limit"],
  help: {
    where: "what matches",
    dry_run: "say how many it would be",
    sort: "of the list: posted, archived, score, size or random",
    limit: "of the list: at most N",
  },
  choices: { sort: LIST_SORTS },
  async run(call, context) {
    const { runFav } = await import("../run_fav.ts");
    return runFav(call, context);
  },
};
