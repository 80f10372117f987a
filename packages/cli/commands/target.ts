import { AcaciaError } from "@acacia/core/errors";
import type { Command } from "../command.ts";
import { jsonLine, safe } from "../render/safe.ts";

/** `acacia target`: how texts are read. */
export const targetCommand: Command = {
  name: "target",
  args: "[text...]",
  summary: "Show how each text is read: kind, id or name, canonical address, or why not",
  description: "Asks nobody: only the text itself is looked at. Exit 2 if any was refused.",
  examples: [
    "acacia target https://imgur.com/gallery/some-title-aBc12De",
    "acacia target -i forum.html --json",
  ],
  keys: ["input_file"],
  async run(call, context) {
    const { canonicalAddress, describeTarget, printTarget, readLinks } = await import(
      "@acacia/core"
    );
    const { readInput } = await import("../read_input.ts");
    const isJson = call.config.is("json");
    let refused = 0;
    const show = (text: string) => {
      const described = describeTarget(text);
      if (described.kind === "reject") refused += 1;
      if (isJson) {
        context.out.write(jsonLine(described));
        return;
      }
      const { kind } = described;
      const rest = "reason" in described ? described.reason : described.canonical;
      context.out.write(`${kind.padEnd(15)} ${safe(text)}\n${" ".repeat(16)}${safe(rest ?? "")}\n`);
    };
    for (const text of call.args) show(text);
    const file = call.config.text("input_file");
    if (file !== undefined) {
      for await (const target of readLinks(readInput(file, context))) {
        if (isJson) show(canonicalAddress(target));
        else context.out.write(`${target.kind.padEnd(15)} ${safe(printTarget(target))}\n`);
      }
    } else if (call.args.length === 0) {
      throw new AcaciaError("usage", "Cannot read a target: no text was given", {
        hint: "Give an address, a short form such as r/aww, or -i FILE",
      });
    }
    return refused > 0 ? 2 : 0;
  },
};
