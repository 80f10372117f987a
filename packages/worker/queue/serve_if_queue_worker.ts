import { processPort } from "../crew/process_port.ts";
import { QUEUE_MEMBER } from "./local_workers.ts";
import type { FromQueueWorker, ToQueueWorker } from "./serve_queue_worker.ts";

/**
 * Becomes a local worker of a queue when this process was started as one: for the single-file program.
 * @returns Whether it was: then there is nothing else to do.
 */
export async function serveIfQueueWorker(): Promise<boolean> {
  if (Bun.env[QUEUE_MEMBER.variable] !== QUEUE_MEMBER.value) return false;
  const { serveQueueWorker } = await import("./serve_queue_worker.ts");
  serveQueueWorker(processPort<ToQueueWorker, FromQueueWorker>());
  return true;
}
