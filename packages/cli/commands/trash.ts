import { LIST_SORTS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia trash`: what is to go, and what is gone for good. */
export const trashCommand: Command = {
  name: "trash",
  args: "[list|restore|empty] [id...]",
  summary: "Put pictures into the trash, list it, give back, or empty it",
  description:
    "Takes ids, SHA-256s, addresses (an album: all of its pictures), sources such as r/aww, or --where. What is in the " +
    "trash is hidden, not removed, and not fetched again. `trash empty` removes it for good: a file goes when nothing " +
    "else shows it.",
  examples: [
    "acacia trash aBc12De",
    "acacia trash --where 'w:<400 -is:fav' --dry-run",
    "acacia trash restore --where 'r:aww'",
    "acacia trash empty --older 30d",
  ],
  keys: ["where", "dry_run", "older", "sort", "limit"],
  help: {
    where: "what matches; with restore, of the trash",
    dry_run: "say how many it would be",
    sort: "of the list: posted, archived, score, size or random",
    limit: "of the list: at most N",
  },
  choices: { sort: LIST_SORTS },
  async run(call, context) {
    const { runTrash } = await import("../run_trash.ts");
    return runTrash(call, context);
  },
};
