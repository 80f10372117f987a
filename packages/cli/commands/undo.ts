import type { Command } from "../command.ts";

/** `acacia undo`: the way back. */
export const undoCommand: Command = {
  name: "undo",
  args: "[n|list]",
  summary: "Take back the last edits: trash, favourites, tags, merges",
  description:
    "Each edit is kept with what it changed, and only that is taken back. What `trash empty` removed stays removed.",
  examples: ["acacia undo", "acacia undo 3", "acacia undo list"],
  keys: [],
  async run(call, context) {
    const { runUndo } = await import("../run_undo.ts");
    return runUndo(call, context);
  },
};
