import { runQueueConsumer } from "@acacia/worker/queue";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openWorkerPlace } from "./open_worker_place.ts";
import { safe } from "./render/safe.ts";

/** Transfers at once of a worker when the user leaves it to us. */
const AUTO_JOBS = 8;

/** Takes transfers from the queue until told to end; resolves to the exit code. */
export async function runWorker(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const { clock, draining, signal, err } = context;
  const jobs = config.number("jobs") ?? AUTO_JOBS;
  const queue = config.text("queue") ?? "";
  const proxy = config.text("proxy");
  if (!config.is("quiet")) {
    err.write(
      `Taking transfers from the queue '${safe(queue)}', ${jobs} at once. Ctrl-C ends it.\n`,
    );
  }
  await using stack = new AsyncDisposableStack();
  await runQueueConsumer({
    ...(await openWorkerPlace(call, context, stack)),
    redisUrl: config.text("redis") ?? "",
    queue,
    jobs,
    ...(proxy === undefined ? {} : { proxy }),
    draining,
    signal,
    clock,
    onNotice: (text) => err.write(`${safe(text)}\n`),
  });
  return context.stoppedBy() ?? 0;
}
