import type { Command } from "../command.ts";

/** `acacia config`: every setting and where it came from; the file that holds them. */
export const configCommand: Command = {
  name: "config",
  args: "[show|init|path|schema]",
  summary: "Show every setting and where its value came from, or make a file for them",
  description:
    "Order: flag > environment > acacia.toml in the archive or --config FILE > default. `init` writes that file with " +
    "every setting commented out, `path` says where it is, `schema` prints its JSON Schema for editors.",
  examples: [
    "acacia config show",
    "acacia config init",
    "acacia config schema > acacia.schema.json",
  ],
  keys: [],
  async run(call, context) {
    const { runConfig } = await import("../run_config.ts");
    return runConfig(call, context);
  },
};
