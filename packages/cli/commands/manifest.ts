import { MANIFEST_FORMATS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia manifest`: every file and its hash. */
export const manifestCommand: Command = {
  name: "manifest",
  summary: "List every file with its SHA-256, for `sha256sum -c` or as JSON Lines",
  description:
    "Paths are relative to the archive folder: run `sha256sum -c` there. Without --where also what is in the trash. Reads " +
    "beside a running fetch.",
  examples: [
    "acacia manifest -o archive/SHA256SUMS",
    "acacia manifest --format jsonl --where is:fav > favourites.jsonl",
  ],
  keys: ["format", "output", "where"],
  help: {
    format: "sha256 or jsonl (default: sha256)",
    where: "only the files of what matches",
  },
  choices: { format: MANIFEST_FORMATS },
  async run(call, context) {
    const { runManifest } = await import("../run_manifest.ts");
    return runManifest(call, context);
  },
};
