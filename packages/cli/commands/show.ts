import type { Command } from "../command.ts";

/** `acacia show`: all about one media. */
export const showCommand: Command = {
  name: "show",
  args: "[id...]",
  summary: "Show all that is known of a media: facts, file, posts, tags, names",
  description: "An id, an address of Imgur, or a SHA-256 (12 digits are enough).",
  examples: [
    "acacia show aBc12De",
    "acacia show 3f786850e387 --json",
    "acacia show aBc12De --comments",
  ],
  keys: ["comments"],
  help: { comments: "the comments below its post too, as a thread" },
  async run(call, context) {
    const { runShow } = await import("../run_show.ts");
    return runShow(call, context);
  },
};
