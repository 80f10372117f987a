import { toFailure } from "../crew/failure.ts";
import type { Failure } from "../crew/messages.ts";
import type { Port } from "../crew/serve_member.ts";
import { runQueueConsumer } from "./consumer.ts";
import type { QueuePace } from "./jobs.ts";

/** What a local worker is told. Over its channel: the address of Redis may hold a password. */
export interface QueueWorkerSetup {
  readonly redisUrl: string;
  readonly queue: string;
  readonly jobs: number;
  readonly archiveDir: string;
  readonly proxy: string | null;
  readonly bodyBytes: number;
  readonly pace: Partial<QueuePace>;
}

/** What is said to a local worker. */
export type ToQueueWorker =
  | { readonly type: "start"; readonly setup: QueueWorkerSetup }
  /** Drop what runs, and end. */
  | { readonly type: "stop" };

/** What a local worker says. */
export type FromQueueWorker =
  | { readonly type: "ready" }
  | { readonly type: "ended" }
  | { readonly type: "failed"; readonly failure: Failure };

/** A local worker's side: takes jobs until it is told to stop. The whole of `worker_main.ts`. */
export function serveQueueWorker(port: Port<ToQueueWorker, FromQueueWorker>): void {
  const stop = new AbortController();
  port.listen((message) => {
    switch (message.type) {
      case "start":
        return void work(message.setup, { port, signal: stop.signal });
      case "stop":
        return stop.abort();
      default:
        return message satisfies never;
    }
  });
}

async function work(
  setup: QueueWorkerSetup,
  { port, signal }: { port: Port<ToQueueWorker, FromQueueWorker>; signal: AbortSignal },
): Promise<void> {
  try {
    const onNotice = () => port.post({ type: "ready" });
    await runQueueConsumer({ ...setup, draining: signal, signal, onNotice });
    port.post({ type: "ended" });
  } catch (error) {
    port.post({ type: "failed", failure: toFailure(error) });
  }
}
