import { mkdir } from "node:fs/promises";
import { AcaciaError } from "@acacia/core/errors";
import { archiveOf, programEnv } from "../../measure/fetch_process.ts";
import type { OwnRedis } from "../../measure/redis.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import { ACACIA, ROOT } from "../../root.ts";
import { runOwn } from "../downloads/own_way.ts";
import type { Way } from "../downloads/way.ts";

/** What a worker says once it takes jobs. */
const READY = "Taking jobs";

/** A run whose workers were started before it, as those of other machines are: their start-up is not in it. */
export function makeFarWay(
  stand: StandIn,
  redis: OwnRedis,
  { workers, jobsOfWorker }: { workers: number; jobsOfWorker: number },
): Way {
  return {
    series: `queue, ${workers} worker${workers === 1 ? "" : "s"} far away`,
    role: "acacia",
    async run(call) {
      const dir = archiveOf(call.dir);
      await mkdir(dir, { recursive: true });
      await using stack = new AsyncDisposableStack();
      for (let n = 0; n < workers; n++) {
        const flags = ["-d", dir, "--redis", redis.url, "-j", String(jobsOfWorker), "--quiet"];
        stack.use(await startWorker(flags, programEnv(stand.env)));
      }
      const own = { strategy: "queue", redisUrl: redis.url, localWorkers: 0 } as const;
      return (await runOwn(stand, call, own)).metrics;
    },
  };
}

/** Starts `acacia worker`, and waits until it takes jobs. */
async function startWorker(
  flags: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<AsyncDisposable> {
  const child = Bun.spawn([...ACACIA, "worker", ...flags], {
    cwd: ROOT,
    env: { ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const reader = child.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!said.includes(READY)) {
    const { value, done } = await reader.read();
    if (done) throw new AcaciaError("unexpected", `Cannot start a worker: ${said.trim()}`);
    said += value;
  }
  reader.releaseLock();
  return {
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}
