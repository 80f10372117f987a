import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { archiveOf, measureFetch, programEnv } from "../../measure/fetch_process.ts";
import { readTreeRss } from "../../measure/process.ts";
import type { OwnRedis } from "../../measure/redis.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import { ACACIA, ROOT } from "../../root.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, StudyOptions } from "../study.ts";

const MAX_RSS_MB = 100;
const MAX_FIRST_MS = 350;
const FILES = 4;
/** After this a worker has loaded all that it will load without jobs. */
const IDLE_MS = 1_500;
const LOOK_MS = 4;

/** What `acacia worker` costs while it waits, and how soon it has its first job when jobs wait for it. */
export async function measureIdleWorker(
  stand: StandIn,
  redis: OwnRedis,
  options: StudyOptions,
): Promise<readonly Figure[]> {
  await stand.set({ latency: "0" });
  const looks: { firstMs: number; rssMb: number }[] = [];
  for (let round = 0; round < options.rounds; round++) {
    options.say(`a worker, round ${round + 1} of ${options.rounds}`);
    const dir = join(options.dir, `worker-${round}`);
    looks.push(await takeLook(stand, redis, dir));
    await rm(dir, { recursive: true, force: true });
  }
  return [
    makeFigure(
      "a worker's memory while it waits",
      looks.map(({ rssMb }) => rssMb),
      {
        unit: "MB",
        statistic: "median",
        target: { atMost: MAX_RSS_MB },
      },
    ),
    makeFigure(
      "a worker's start to its first request",
      looks.map(({ firstMs }) => firstMs),
      {
        unit: "ms",
        statistic: "median",
        target: { atMost: MAX_FIRST_MS },
        note: `jobs wait for it; looked at every ${LOOK_MS} ms`,
      },
    ),
  ];
}

/** A run that has no worker, then one: first for its jobs, and for its memory when they are done. */
async function takeLook(stand: StandIn, redis: OwnRedis, dir: string) {
  await mkdir(archiveOf(dir), { recursive: true });
  const files = stand.files.slice(0, FILES);
  const flags = ["--redis", redis.url, "--local-workers", "0"];
  const fetching = measureFetch(stand, { dir, jobs: FILES, files, strategy: "queue", flags });
  await untilJobsWait(redis);
  const begun = performance.now();
  const worker = Bun.spawn(
    [...ACACIA, "worker", "-d", archiveOf(dir), "--redis", redis.url, "-j", "4", "--quiet"],
    { cwd: ROOT, env: programEnv(stand.env), stdio: ["ignore", "ignore", "inherit"] },
  );
  try {
    while ((await stand.stats()).roles.cdn.requests === 0) await Bun.sleep(LOOK_MS);
    const firstMs = performance.now() - begun;
    const { finished, stderr } = await fetching;
    if (finished?.totals.stored !== FILES) {
      throw new AcaciaError("integrity", `Cannot take the worker as a sample: ${stderr}`);
    }
    await Bun.sleep(IDLE_MS);
    return { firstMs, rssMb: readTreeRss(worker.pid) / 1e6 };
  } finally {
    worker.kill("SIGTERM");
    await worker.exited;
  }
}

async function untilJobsWait({ url }: OwnRedis): Promise<void> {
  using redis = openClient(url);
  while (Number(await redis.client.send("LLEN", ["acacia:acacia:wait"])) < FILES)
    await Bun.sleep(LOOK_MS);
}

function openClient(url: string) {
  const client = new Bun.RedisClient(url);
  return { client, [Symbol.dispose]: () => client.close() };
}
