import { QUEUE_ACTIONS } from "../choices.ts";
import type { Command } from "../command.ts";

/** `acacia queue`: looks at a queue and steers it. */
export const queueCommand: Command = {
  name: "queue",
  args: "<action>",
  actions: QUEUE_ACTIONS,
  summary: "Look at a queue, pause and resume it, put failed jobs back, empty it",
  description:
    "status: what waits, is worked on and has results to apply, and who works. pause: workers finish what they have and " +
    "get nothing new; resume ends that. retry-failed: failed jobs wait again. drain: takes off what no worker has yet; " +
    "results stay for acacia collect.",
  examples: [
    "acacia queue status --redis redis://10.0.0.7:6379",
    "acacia queue pause",
    "acacia queue retry-failed --queue nightly",
  ],
  keys: ["redis", "queue"],
  async run(call, context) {
    const { runQueue } = await import("../run_queue.ts");
    return runQueue(call, context);
  },
};
