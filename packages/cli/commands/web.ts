import type { Command } from "../command.ts";

/** `acacia web`: the gallery. */
export const webCommand: Command = {
  name: "web",
  summary: "Serve the gallery in the browser",
  description:
    "Shows what arrives while a fetch runs in another process. Off this machine a token is needed.",
  examples: ["acacia web", "acacia web -d ~/cats --port 0", "acacia web --read-only"],
  keys: ["host", "port", "token", "read_only", "workers", "engine"],
  async run(call, context) {
    const { runWeb } = await import("../run_web.ts");
    return runWeb(call, context);
  },
};
