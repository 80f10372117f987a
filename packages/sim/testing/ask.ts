/** What came over the wire, and how it ended. */
export interface Heard {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** The server sent FIN or RST, or we left after the bytes that were asked for. */
  readonly ended: "fin" | "reset" | "left";
}

/**
 * Asks over a raw connection, because a client library would hide what a fault does.
 *
 * @param url Of the request; `Connection: close` is sent along.
 * @param options `leaveAfterBytes` of everything received, head included, then the connection is given up.
 */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; leaveAfterBytes?: number } = {},
): Promise<Heard> {
  const { method = "GET", headers = {}, leaveAfterBytes = Number.POSITIVE_INFINITY } = options;
  const { hostname, port, pathname, search } = new URL(url);
  const lines = Object.entries({ Host: hostname, Connection: "close", ...headers });
  const head = `${method} ${pathname}${search} HTTP/1.1\r\n${lines.map((line) => line.join(": ")).join("\r\n")}\r\n\r\n`;
  const parts: Buffer[] = [];
  let received = 0;
  return new Promise((resolve, reject) => {
    const done = (ended: Heard["ended"]) => resolve(readHeard(Buffer.concat(parts), ended));
    Bun.connect({
      hostname,
      port: Number(port),
      socket: {
        open: (socket) => void socket.write(head),
        data(socket, bytes) {
          parts.push(Buffer.from(bytes));
          received += bytes.length;
          if (received < leaveAfterBytes) return;
          done("left");
          socket.terminate();
        },
        close: (_, error) => done(error ? "reset" : "fin"),
        error: (_, error) => reject(error),
        connectError: (_, error) => reject(error),
      },
    }).catch(reject);
  });
}

function readHeard(bytes: Buffer, ended: Heard["ended"]): Heard {
  const headEnd = bytes.indexOf("\r\n\r\n");
  const [status = "", ...lines] = bytes.toString("latin1", 0, Math.max(0, headEnd)).split("\r\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  return {
    status: Number(status.split(" ")[1] ?? 0),
    headers: Object.fromEntries(headers),
    body: headEnd < 0 ? new Uint8Array(0) : new Uint8Array(bytes.subarray(headEnd + 4)),
    ended,
  };
}
