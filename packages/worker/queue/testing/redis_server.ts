import { join } from "node:path";
import { makeTempFolder } from "@acacia/core/testing";
import { Redis } from "ioredis";

/** A Redis of the test's own: on a free port, in a folder of its own, gone when disposed. */
export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** A connection for the test to look with. */
  readonly redis: Redis;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again on the same port; what was appended to its file is there. */
  restart(): Promise<void>;
}

/** Whether tests with Redis can run; under `CI=true` they run, and fail, in any case. */
export function canRunRedis(): boolean {
  return process.env.CI === "true" || Bun.which("redis-server") !== null;
}

/** Starts a Redis. @param settings Further settings, as in `redis.conf`. */
export async function startRedis(settings: Record<string, string> = {}): Promise<RedisServer> {
  const folder = await makeTempFolder();
  const port = findFreePort();
  const launch = () => launchRedis({ dir: folder.dir, port, settings });
  let child = await launch();
  const url = `redis://127.0.0.1:${port}`;
  const password = settings.requirepass;
  const redis = new Redis(url, { ...(password === undefined ? {} : { password }) });
  redis.on("error", () => undefined);
  return {
    url,
    redis,
    get pid() {
      return child.pid;
    },
    async kill() {
      child.kill("SIGKILL");
      await child.exited;
    },
    async restart() {
      child = await launch();
    },
    async [Symbol.asyncDispose]() {
      redis.disconnect();
      child.kill("SIGKILL");
      await child.exited;
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function launchRedis(given: {
  dir: string;
  port: number;
  settings: Record<string, string>;
}): Promise<Bun.Subprocess<"ignore", "pipe", "ignore">> {
  const { dir, port, settings } = given;
  const all = { port: String(port), bind: "127.0.0.1", dir, save: "", ...settings };
  const flags = Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
  const child = Bun.spawn([Bun.which("redis-server") ?? "redis-server", ...flags], {
    cwd: join(dir),
    stdio: ["ignore", "pipe", "ignore"],
  });
  let log = "";
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    log += chunk;
    if (log.includes("Ready to accept connections")) return child;
  }
  throw new Error(`redis-server did not start: ${log}`);
}

function findFreePort(): number {
  const server = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = server;
  server.stop(true);
  return port;
}
