/** Under the ten seconds after which a quiet connection is closed. */
const HEARTBEAT_MS = 8_000;

/** What a stream's producer writes with. */
export interface EventWriter {
  /** Sends one event. `id` comes back as Last-Event-ID when the browser reconnects. */
  send(event: { event?: string; id?: number | string; data: unknown }): void;
  /** Ends the stream from this side. */
  end(): void;
}

/**
 * A response of server-sent events. `start` begins to produce and returns what stops it; it is disposed once,
 * when the browser leaves, the request is aborted or the producer ends it.
 */
export function eventStream(
  signal: AbortSignal,
  start: (writer: EventWriter) => Disposable,
): Response {
  const encoder = new TextEncoder();
  let stop: () => void = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOpen = true;
      let producer: Disposable | undefined;
      const write = (text: string) => {
        // A reader that does not read must not fill the memory: beyond a backlog the stream is ended.
        if (!isOpen) return;
        if ((controller.desiredSize ?? 0) < -1_000) stop();
        else controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => write(": still here\n\n"), HEARTBEAT_MS);
      stop = () => {
        if (!isOpen) return;
        isOpen = false;
        clearInterval(heartbeat);
        producer?.[Symbol.dispose]();
        try {
          controller.close();
        } catch {
          // The browser closed it first.
        }
      };
      signal.addEventListener("abort", () => stop(), { once: true });
      write("retry: 2000\n\n");
      producer = start({
        send: ({ event, id, data }) =>
          write(
            `${id === undefined ? "" : `id: ${id}\n`}${event ? `event: ${event}\n` : ""}data: ${JSON.stringify(data)}\n\n`,
          ),
        end: () => stop(),
      });
      if (!isOpen) producer[Symbol.dispose]();
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}
