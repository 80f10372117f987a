import type { Command } from "../command.ts";

/** `acacia worker`: takes transfers from a queue. */
export const workerCommand: Command = {
  name: "worker",
  summary: "Take transfers from a queue, on this machine or another",
  description:
    "Runs until Ctrl-C. The folder of -d is the archive of the run that fills the queue, or a share of it; with --storage the worker needs no folder and puts its files into that archive's bucket itself.",
  examples: [
    "acacia worker -d /mnt/share/archive --redis redis://10.0.0.7:6379",
    "acacia worker --storage s3://pictures/imgur --redis redis://10.0.0.7:6379",
    "acacia fetch r/aww --strategy queue --redis redis://10.0.0.7:6379      fills it",
  ],
  keys: ["redis", "queue", "jobs", "proxy", "storage"],
  async run(call, context) {
    const { runWorker } = await import("../run_worker.ts");
    return runWorker(call, context);
  },
};
