import { mkdir } from "node:fs/promises";
import { AcaciaError } from "@acacia/core/errors";
import { askVersion, type Rival } from "../rivals/rival.ts";

/** Redis as it is found here: what queues need. */
export const REDIS = {
  name: "redis-server",
  about: "what queues run on",
  packages: ["redis-server"],
  findVersion: () => askVersion(["redis-server", "--version"], /v=([\d.]+)/),
} as const satisfies Rival;

/** A Redis of the bench's own, without persistence, gone when disposed. */
export interface OwnRedis extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
}

/**
 * Starts a Redis on a free port of the loopback.
 *
 * @param dir A folder of its own.
 * @throws {AcaciaError} `unexpected` when it does not start.
 */
export async function startOwnRedis(dir: string): Promise<OwnRedis> {
  await mkdir(dir, { recursive: true });
  const port = findFreePort();
  const flags = ["--port", String(port), "--bind", "127.0.0.1", "--dir", dir];
  const child = Bun.spawn(["redis-server", ...flags, "--save", "", "--appendonly", "no"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let log = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    log += text;
    if (!log.includes("Ready to accept connections")) continue;
    return {
      port,
      url: `redis://127.0.0.1:${port}`,
      async [Symbol.asyncDispose]() {
        child.kill("SIGTERM");
        await child.exited;
      },
    };
  }
  throw new AcaciaError("unexpected", `Cannot start Redis: ${log.trim().slice(-200)}`, {
    hint: "Try `redis-server` by hand",
  });
}

function findFreePort(): number {
  const server = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = server;
  server.stop(true);
  return port;
}
