import { join } from "node:path";
import { makeLayout } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { programEnv } from "../../measure/fetch_process.ts";
import { prepareNginx } from "../../rivals/nginx.ts";
import { ACACIA, PACKAGES, ROOT } from "../../root.ts";
import type { StaticKind } from "./static_main.ts";

/** A server that is up. */
export interface RunningServer extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly pid: number;
}

/** The gallery as users start it. */
export function startGallery(dir: string, flags: readonly string[] = ["--read-only"]) {
  return startServer([...ACACIA, "web", "-d", dir, "--port", "0", "--quiet", ...flags]);
}

/** Hono's serveStatic, Bun's static routes, or a server that looks at nothing, on the thumbnails of an archive. */
export function startStatic(kind: StaticKind, root: string): Promise<RunningServer> {
  const program = join(PACKAGES, "bench/study/web/static_main.ts");
  return startServer([process.execPath, program, kind, root]);
}

/** nginx on the same folder, with the headers that the gallery sends. */
export async function startNginx(
  root: string,
  { scratch, headers }: { scratch: string; headers: Readonly<Record<string, string>> },
): Promise<RunningServer> {
  const port = findFreePort();
  const command = await prepareNginx({ scratch, root, port, headers });
  const child = Bun.spawn([...command], { stdio: ["ignore", "ignore", "inherit"] });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return running(child, url);
    await Bun.sleep(20);
  }
  child.kill("SIGKILL");
  throw new AcaciaError("unexpected", `Cannot start nginx: nobody listens at ${url}`);
}

/** The folder whose files are served. */
export function thumbsOf(dir: string): string {
  return join(makeLayout(dir).thumbs, "128");
}

async function startServer(command: readonly string[]): Promise<RunningServer> {
  const child = Bun.spawn([...command], {
    cwd: ROOT,
    env: programEnv({}),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    said += text;
    const url = /^(http:\S+?)\/?\n/m.exec(said)?.[1];
    if (url !== undefined) return running(child, url);
  }
  throw new AcaciaError("unexpected", `Cannot start a server: ${command.join(" ")} ended at once`);
}

function running(child: Bun.Subprocess, url: string): RunningServer {
  return {
    url,
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}

function findFreePort(): number {
  const server = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { port } = server;
  server.stop(true);
  return port;
}
