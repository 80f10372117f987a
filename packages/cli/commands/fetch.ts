import type { Config } from "@acacia/core/config";
import { AcaciaError } from "@acacia/core/errors";
import { LISTING_SORTS, WINDOWS } from "../choices.ts";
import type { Command } from "../command.ts";
import { RUN_KEYS } from "../common_keys.ts";

/** `acacia fetch`: archive targets. */
export const fetchCommand: Command = {
  name: "fetch",
  args: "[target...]",
  summary: "Archive posts, albums, subreddits, tags, searches, users or plain links",
  description:
    "Targets are Imgur addresses or short forms (`acacia help targets`); none: the front page.",
  examples: [
    "acacia fetch r/aww --limit 100",
    "acacia fetch https://imgur.com/a/aBc12De t/landscape/top/week",
    "acacia fetch -i bookmarks.html        every Imgur link in any text",
    "acacia fetch hot --dry-run            what it would fetch, and what that costs",
  ],
  keys: [
    "dry_run",
    "input_file",
    "range",
    "where",
    "sort",
    "window",
    "force",
    "budget",
    "comments",
    "wayback",
    "wayback_url",
    ...RUN_KEYS,
    "detach",
    "client_id",
  ],
  choices: { sort: LISTING_SORTS, window: WINDOWS },
  async run(call, context) {
    const { readTargets } = await import("../read_targets.ts");
    const targets = await readTargets(call, context);
    if (targets.length === 0) {
      throw new AcaciaError("not_found", "Cannot fetch: no Imgur link was found in the text", {
        hint: "Look at the text with `acacia target`",
      });
    }
    if (call.config.is("dry_run")) {
      const { runDryFetch } = await import("../run_dry_fetch.ts");
      return runDryFetch(targets, call, context);
    }
    refuseOtherWays(call.config);
    const { runFetch } = await import("../run_fetch.ts");
    return runFetch(targets, call, context);
  },
};

/** Only a queue goes on without its run. @throws {AcaciaError} `usage`. */
function refuseOtherWays(config: Config): void {
  const isQueue = config.text("strategy") === "queue" || config.origin("strategy") === "default";
  if (!config.is("detach") || isQueue) return;
  throw new AcaciaError(
    "usage",
    `Cannot detach: --strategy ${config.text("strategy")} works in this process`,
    { hint: "Write `--strategy queue --detach`" },
  );
}
