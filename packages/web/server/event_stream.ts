import type { Clock } from "@acacia/core";

/** Well within the server's time-out for quiet connections, ms. */
export const HEARTBEAT_MS = 8_000;
/** Beyond it a producer should wait, bytes. */
const ROOM_BYTES = 512 * 1024;
/** Beyond it nobody reads any more: the stream is ended, and may be asked for again, bytes. */
const MAX_BACKLOG_BYTES = 8 * ROOM_BYTES;

/** One server-sent event. */
export interface StreamEvent {
  /** What a page listens for. @default "message" */
  readonly event?: string;
  /** Comes back as Last-Event-ID when the browser connects again. */
  readonly id?: number;
  readonly data: unknown;
}

/** What a stream's producer writes with. */
export interface EventWriter {
  /** Whether the reader keeps up; what can wait should wait while it does not. */
  readonly hasRoom: boolean;
  /** Sends events in one piece; after the end it does nothing. */
  send(...events: readonly StreamEvent[]): void;
  /** Ends the stream from this side. */
  end(): void;
}

/**
 * A response of server-sent events. `start` begins to produce and returns what stops it, which is disposed once:
 * when the browser leaves, the request is aborted, the producer ends it, or nobody reads.
 *
 * @param request Whose `signal` aborts when the browser leaves. @param clock Beats, so that the connection stays.
 * @throws What `start` throws.
 */
export function eventStream(
  { signal, clock }: { signal: AbortSignal; clock: Clock },
  start: (writer: EventWriter) => Disposable,
): Response {
  const stream = new Stream();
  const body = new ReadableStream<Uint8Array>(
    { start: (controller) => stream.open(controller), cancel: () => stream.end() },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
  stream.write("retry: 2000\n\n");
  stream.onEnd(clock.every(HEARTBEAT_MS, () => stream.write(": still here\n\n")));
  try {
    stream.onEnd(start(stream));
  } catch (cause) {
    stream.end();
    throw cause;
  }
  const leave = () => stream.end();
  signal.addEventListener("abort", leave, { once: true });
  stream.onEnd({ [Symbol.dispose]: () => signal.removeEventListener("abort", leave) });
  if (signal.aborted) stream.end();
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    },
  });
}

class Stream implements EventWriter {
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  readonly #encoder = new TextEncoder();
  readonly #parts = new DisposableStack();

  open(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.#controller = controller;
  }

  get hasRoom(): boolean {
    return this.#controller !== undefined && this.#backlog < ROOM_BYTES;
  }

  send(...events: readonly StreamEvent[]): void {
    if (events.length > 0) this.write(events.map(printEvent).join(""));
  }

  write(text: string): void {
    this.#controller?.enqueue(this.#encoder.encode(text));
    if (this.#backlog > MAX_BACKLOG_BYTES) this.end();
  }

  end(): void {
    const controller = this.#controller;
    this.#controller = undefined;
    this.#parts.dispose();
    try {
      controller?.close();
    } catch {
      // The browser closed it first.
    }
  }

  /** What to dispose at the end; at once when it is over already. */
  onEnd(part: Disposable): void {
    if (this.#controller) this.#parts.use(part);
    else part[Symbol.dispose]();
  }

  get #backlog(): number {
    return -(this.#controller?.desiredSize ?? 0);
  }
}

function printEvent({ event, id, data }: StreamEvent): string {
  const head = `${id === undefined ? "" : `id: ${id}\n`}${event === undefined ? "" : `event: ${event}\n`}`;
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}
