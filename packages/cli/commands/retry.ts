import type { Command } from "../command.ts";

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
  keys: [
    "reason",
    "run",
    "jobs",
    "strategy",
    "redis",
    "queue",
    "local_workers",
    "limit",
    "prefer",
    "limit_rate",
    "tpslimit",
    "retries",
    "timeout",
    "deadline",
    "max_bytes",
    "max_size",
    "proxy",
    "user_agent",
    "view",
    "thumbs",
    "workers",
    "engine",
    "error_on_no_transfer",
    "api_url",
    "cdn_url",
    "site_url",
  ],
  async run(call, context) {
    const { runRetry } = await import("../run_retry.ts");
    return runRetry(call, context);
  },
};
