import { IMPORT_LINKS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia import`: pictures that are on the disk already. */
export const importCommand: Command = {
  name: "import",
  args: "[path...]",
  summary: "Take pictures from folders of yours, of gallery-dl or of RipMe into the archive",
  description:
    "Imgur's ids, albums and their order are read from the names; other pictures get an id of their own. Every file is checked as a " +
    "fetched one is; your files stay as they are. Of gallery-dl's archive database, the links that are not here are printed.",
  examples: [
    "acacia import ~/gallery-dl/imgur",
    "acacia import ~/Pictures --link hard",
    "acacia import archive.sqlite3 | acacia fetch -i -",
  ],
  keys: ["link", "view"],
  help: { link: "copy, or hard: no space, but then nobody may change your files" },
  choices: { link: IMPORT_LINKS },
  async run(call, context) {
    const { runImport } = await import("../run_import.ts");
    return runImport(call, context);
  },
};
