import type { Command } from "../command.ts";

/** `acacia rebuild`: the database anew. */
export const rebuildCommand: Command = {
  name: "rebuild",
  summary: "Make the database anew, from the files and what can be read of the old one",
  description:
    "Reads every file in blobs/, every table of the old database around its broken pages, and the names under images/, " +
    "which tell whose a file is. The old database is kept as acacia.sqlite.broken-DAY; interrupted, it stays where it " +
    "is. Stop `acacia web` before. Exit 10 when files are damaged or missing.",
  examples: ["acacia rebuild && acacia verify"],
  keys: [],
  async run(call, context) {
    const { runRebuild } = await import("../run_rebuild.ts");
    return runRebuild(call, context);
  },
};
