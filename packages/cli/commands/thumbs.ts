import { THUMB_FORMATS } from "@acacia/core/config";
import type { Command } from "../command.ts";

/** `acacia thumbs`: thumbnails for the archive, or for any folder. */
export const thumbsCommand: Command = {
  name: "thumbs",
  args: "[dir]",
  summary: "Make thumbnails for the archive, or beside the pictures of any folder",
  description:
    "Without DIR (or with `archive`): what the archive still lacks. A folder's own thumbnails, and those that are up " +
    "to date, are left alone. Exit 3 when a picture cannot be rendered.",
  examples: [
    "acacia thumbs",
    "acacia thumbs ~/pictures --size 128 --suffix _thumbnail",
    "acacia thumbs ~/pictures --workers 0 --engine sharp",
  ],
  keys: ["size", "suffix", "format", "workers", "engine", "force"],
  help: {
    force: "make again what is up to date",
    format: "format of thumbnails: webp, jpeg or png",
  },
  choices: { format: THUMB_FORMATS },
  async run(call, context) {
    const { runThumbs } = await import("../run_thumbs.ts");
    return runThumbs(call, context);
  },
};
