import type { Command } from "../command.ts";

/** `acacia tag`: tags of the user's own. */
export const tagCommand: Command = {
  name: "tag",
  args: "[add|rm|rename|list] [name...]",
  summary: "Give, take, rename and list tags of your own, beside Imgur's",
  description:
    "Names first, with commas between them, then ids, addresses or --where. `tag rm NAME` alone takes it from every " +
    "picture. tag:NAME finds both kinds.",
  examples: [
    "acacia tag add wallpaper aBc12De xYz98Qr",
    "acacia tag add 'red panda,cute' --where 'r:redpandas'",
    "acacia tag rm cute aBc12De",
    "acacia tag rename cute lovely",
  ],
  keys: ["where", "dry_run"],
  help: { where: "what matches", dry_run: "say how many it would be" },
  async run(call, context) {
    const { runTag } = await import("../run_tag.ts");
    return runTag(call, context);
  },
};
