import type { Command } from "../command.ts";

/** `acacia open`: a media's file. */
export const openCommand: Command = {
  name: "open",
  args: "[id]",
  summary: "Print the path of a media's file, and on a terminal show it",
  examples: ["acacia open aBc12De", 'cp "$(acacia open aBc12De)" cat.jpg'],
  keys: [],
  async run(call, context) {
    const { runOpen } = await import("../run_open.ts");
    return runOpen(call, context);
  },
};
