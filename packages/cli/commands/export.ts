import { EXPORT_FORMATS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia export`: pictures out of the archive, for people and for other programs. */
export const exportCommand: Command = {
  name: "export",
  args: "[dir]",
  summary:
    "Write pictures into a folder, a gallery or a zip, or what is known of them as JSON Lines",
  description:
    "Everything, or what --where finds. Files that are there stay as they are: run it again after an interruption and it " +
    "goes on. Reads beside a running fetch.",
  examples: [
    "acacia export ~/Pictures/cats --where 'tag:cats' --template '{date:%Y-%m}/{title:40|id}.{ext}'",
    "acacia export ~/Pictures/best --where is:fav --link hard -n",
    "acacia export ~/cats --format html --where 'tag:cats'   a gallery that opens without a server",
    "acacia export --format zip -o cats.zip --where 'tag:cats'",
    "acacia export --format jsonl > archive.jsonl",
  ],
  keys: ["format", "where", "template", "link", "output", "dry_run"],
  help: {
    format: "folder, html, zip or jsonl (default: folder)",
    output: "the zip, or the JSON Lines (- or absent: stdout)",
    dry_run: "print the names only; nothing is written",
    link: "of the files of a folder or a gallery: copy, hard or symlink",
  },
  choices: { format: EXPORT_FORMATS },
  async run(call, context) {
    const { runExport } = await import("../run_export.ts");
    return runExport(call, context);
  },
};
