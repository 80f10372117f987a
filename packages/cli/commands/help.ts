import { AcaciaError } from "@acacia/core/errors";
import type { Command } from "../command.ts";

/** The topics of `acacia help`, each loaded when asked for. */
export const TOPICS: Record<string, { summary: string; print: () => Promise<string> }> = {
  targets: {
    summary: "what can be fetched, in every form",
    print: async () => (await import("../topics/targets.ts")).targetsTopic(),
  },
  where: {
    summary: "filters",
    print: async () => (await import("../topics/where.ts")).whereTopic(),
  },
  view: {
    summary: "names under images/",
    print: async () => (await import("../topics/view.ts")).viewTopic(),
  },
  "exit-codes": {
    summary: "what the exit code says",
    print: async () => (await import("../topics/exit_codes.ts")).exitCodesTopic(),
  },
};

/** `acacia help`: topics. */
export const helpCommand: Command = {
  name: "help",
  args: "[topic]",
  summary: `Explain ${Object.keys(TOPICS).join(", ")}`,
  keys: [],
  async run(call, context) {
    const name = call.args[0];
    if (name === undefined) {
      const rows = Object.entries(TOPICS).map(
        ([topic, { summary }]) => `  ${topic.padEnd(12)} ${summary}`,
      );
      context.out.write(
        `Commands: acacia --help\nOne command: acacia COMMAND --help\n\nTopics: acacia help TOPIC\n${rows.join("\n")}\n`,
      );
      return 0;
    }
    const topic = TOPICS[name];
    if (topic) {
      context.out.write(await topic.print());
      return 0;
    }
    const { closest, meantHint } = await import("@acacia/core/text");
    const near = closest(name, [...Object.keys(TOPICS), ...call.commandNames]);
    throw new AcaciaError("usage", `Cannot explain '${name}': there is no such topic`, {
      hint: near ? meantHint(`\`acacia help ${near}\``) : "See `acacia help`",
    });
  },
};
