import { openQueueControl, type QueueControl, type QueueStatus } from "@acacia/worker/queue";
import { QUEUE_ACTIONS } from "./choices.ts";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { readAction } from "./read_action.ts";
import { printDate } from "./render/print_date.ts";
import { jsonLine, safe } from "./render/safe.ts";

/** Looks at a queue or steers it, then tells how it stands; resolves to the exit code. */
export async function runQueue(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const { action } = readAction(call, { command: "queue", actions: QUEUE_ACTIONS });
  const { clock } = context;
  const redisUrl = config.text("redis") ?? "";
  await using queue = await openQueueControl({
    redisUrl,
    queue: config.text("queue") ?? "",
    clock,
  });
  const jobs = await act(action, queue);
  const status = await queue.status();
  if (config.is("json"))
    context.out.write(jsonLine({ ...status, ...(jobs === undefined ? {} : { jobs }) }));
  else context.out.write(`${[...said(action, jobs), ...printStatus(status)].join("\n")}\n`);
  return 0;
}

/** @returns How many jobs it was done to. */
async function act(
  action: (typeof QUEUE_ACTIONS)[number],
  queue: QueueControl,
): Promise<number | undefined> {
  switch (action) {
    case "status":
      return undefined;
    case "pause":
      await queue.pause();
      return undefined;
    case "resume":
      await queue.resume();
      return undefined;
    case "retry-failed":
      return queue.retryFailed();
    case "drain":
      return queue.drain();
    default:
      return action satisfies never;
  }
}

function said(action: string, jobs: number | undefined): string[] {
  if (jobs === undefined) return [];
  return [action === "drain" ? `Took ${jobs} jobs off.` : `Put ${jobs} failed jobs back.`];
}

function printStatus(status: QueueStatus): string[] {
  const { queue, waiting, active, failed, results, pausedSince, left, coordinator, workers } =
    status;
  const lines = [
    `Queue ${queue}: ${waiting} jobs wait, ${active} are worked on, ${failed} failed; ${results} groups of results to apply`,
  ];
  if (pausedSince !== null) {
    lines.push(pausedSince > 0 ? `Paused since ${printDate(pausedSince)} UTC` : "Paused");
  }
  if (coordinator) {
    const { pid, host, since } = coordinator;
    lines.push(`Run by process ${pid} on ${safe(host)} since ${printDate(since)} UTC`);
  } else if (left) lines.push("Its run has left: `acacia collect` applies the results");
  for (const { machine, workers: count, jobs } of workers) {
    lines.push(
      `${safe(machine)}: ${count === 1 ? "1 worker" : `${count} workers`}, ${jobs} at once`,
    );
  }
  if (workers.length === 0) lines.push("No worker is there");
  return lines;
}
