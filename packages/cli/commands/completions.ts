import { AcaciaError } from "@acacia/core/errors";
import type { Command } from "../command.ts";

/** `acacia completions`: what a shell needs to complete our command lines. */
export const completionsCommand: Command = {
  name: "completions",
  args: "[bash|zsh|fish]",
  summary: "Print the script that lets a shell complete commands, flags, filters and names",
  description:
    "Tags, users, saved filters and sources are those of the archive that the line means.",
  examples: [
    "source <(acacia completions bash)     in ~/.bashrc; zsh likewise, in ~/.zshrc",
    "acacia completions fish > ~/.config/fish/completions/acacia.fish",
  ],
  keys: [],
  async run(call, context) {
    const { SCRIPTS, SHELLS } = await import("../completions/scripts.ts");
    const [name = ""] = call.args;
    const shell = SHELLS.find((one) => one === name);
    if (shell === undefined) {
      const what = name === "" ? "no shell was named" : `'${name}' is no shell that it knows`;
      throw new AcaciaError("usage", `Cannot print completions: ${what}`, {
        hint: `Give \`acacia completions ${SHELLS.join("|")}\``,
      });
    }
    context.out.write(SCRIPTS[shell]);
    return 0;
  },
};
