import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** An HTTP proxy that remembers what it was asked for. */
export interface TestProxy extends AsyncDisposable {
  readonly url: string;
  /** The first line's address of each request, and of each tunnel: `http://…/3/…`, `api.imgur.com:443`. */
  readonly asked: readonly string[];
  /** Credentials that came with them. */
  readonly credentials: ReadonlySet<string>;
}

/** Starts a proxy: requests for `http:` it makes itself, tunnels for `https:` it refuses. */
export async function openTestProxy(): Promise<TestProxy> {
  const asked: string[] = [];
  const credentials = new Set<string>();
  const open = new Set<Socket>();
  const note = (incoming: IncomingMessage) => {
    asked.push(incoming.url ?? "");
    const given = incoming.headers["proxy-authorization"];
    if (given) credentials.add(given);
  };
  const server = createServer((incoming, answer) => {
    note(incoming);
    forward(incoming, answer);
  });
  server.on("connection", (socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
  });
  server.on("connect", (incoming: IncomingMessage, socket: Socket) => {
    note(incoming);
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    credentials,
    [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function forward(incoming: IncomingMessage, answer: ServerResponse): void {
  const { "proxy-authorization": _own, ...headers } = incoming.headers;
  const passed = request(incoming.url ?? "", { method: incoming.method, headers }, (far) => {
    answer.writeHead(far.statusCode ?? 502, far.headers);
    far.pipe(answer);
  });
  passed.on("error", () => answer.destroy());
  incoming.pipe(passed);
}
