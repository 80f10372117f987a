import type { Command } from "../command.ts";
import { RUN_KEYS } from "../common_keys.ts";

/** `acacia retry`: fetches again only what failed. */
export const retryCommand: Command = {
  name: "retry",
  summary: "Fetch again only what failed, was rejected, or was blocked in your region",
  description:
    "Asks Imgur for the files alone, so it costs no credits. What Imgur has removed is not asked for again. Exit codes as " +
    "those of fetch; 7 when nothing has failed.",
  examples: [
    "acacia retry",
    "acacia retry --reason network.timeout --timeout 2m",
    "acacia retry --run 42",
  ],
  keys: ["reason", "run", ...RUN_KEYS],
  async run(call, context) {
    const { runRetry } = await import("../run_retry.ts");
    return runRetry(call, context);
  },
};
