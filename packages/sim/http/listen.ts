import type { TCPSocketListener } from "bun";
import { Connection } from "./connection.ts";
import { type HttpRequest, readRequest } from "./request.ts";

/** What a listener tells and asks. */
export interface ListenerCalls {
  /** Answers one request on its connection. Resolves true when the connection may be used again. */
  answer(request: HttpRequest, connection: Connection): Promise<boolean>;
  opened(): void;
  closed(): void;
}

/** A TCP listener that speaks HTTP/1.1 with keep-alive and pipelining. */
export interface HttpListener {
  readonly port: number;
  /** Stops listening and drops what is connected; new connections are refused. */
  stop(): void;
}

/**
 * Listens on `port` (0: any free one). A raw socket, not `Bun.serve`: the faults must decide over every byte, and
 * over how a connection ends.
 */
export function listen(
  options: { port: number; host: string },
  calls: ListenerCalls,
): HttpListener {
  const listener: TCPSocketListener<Connection> = Bun.listen<Connection>({
    hostname: options.host,
    port: options.port,
    socket: {
      open(socket) {
        socket.setNoDelay(true);
        socket.data = new Connection(socket);
        calls.opened();
      },
      data(socket, bytes) {
        const connection = socket.data;
        connection.received =
          connection.received.length === 0
            ? Buffer.from(bytes)
            : Buffer.concat([connection.received, bytes]);
        if (!connection.busy) void serve(connection, calls);
      },
      drain: (socket) => socket.data.drained(),
      close(socket) {
        socket.data.gone();
        calls.closed();
      },
      error: () => {},
    },
  });
  return { port: listener.port, stop: () => listener.stop(true) };
}

async function serve(connection: Connection, calls: ListenerCalls): Promise<void> {
  connection.busy = true;
  while (connection.open) {
    const result = readRequest(connection.received);
    if (result.kind === "more") break;
    if (result.kind === "bad") {
      const head = `HTTP/1.1 ${result.status} Bad\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
      await connection.write(Buffer.from(head));
      connection.end();
      return;
    }
    connection.received = connection.received.subarray(result.usedBytes);
    if (!(await calls.answer(result.request, connection))) return;
  }
  connection.busy = false;
}
