import type { Command } from "../command.ts";
import { RUN_KEYS } from "../common_keys.ts";

/** `acacia collect`: applies what a queue's workers did while nobody listened, and goes on with the rest. */
export const collectCommand: Command = {
  name: "collect",
  args: "[run]",
  summary: "Apply the results of a run that left its work on the queue, and finish it",
  description:
    "After fetch --detach, or when the machine that gave the queue its work died. Without a number: the newest run on a " +
    "queue. Its targets and settings count again where none are given here; Imgur is asked for a listing only when that " +
    "run had not read it to the end.",
  examples: [
    "acacia fetch r/aww --detach --redis redis://10.0.0.7:6379",
    "acacia collect --redis redis://10.0.0.7:6379",
    "acacia collect 42",
  ],
  keys: [...RUN_KEYS.filter((key) => key !== "strategy"), "client_id"],
  async run(call, context) {
    const { runCollect } = await import("../run_collect.ts");
    return runCollect(call, context);
  },
};
