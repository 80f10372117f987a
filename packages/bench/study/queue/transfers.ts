import type { OwnRedis } from "../../measure/redis.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import type { CaseResult } from "../case.ts";
import { makeOwnWay } from "../downloads/own_way.ts";
import { runTrials } from "../downloads/run_trials.ts";
import { isWanted } from "../is_wanted.ts";
import type { StudyOptions } from "../study.ts";
import { makeFarWay } from "./far_workers.ts";

/** At once, over all workers. */
const JOBS = 64;
const LATENCY_MS = 50;
/** Transfers at once of each worker, when it is counted what a worker more brings. */
export const JOBS_OF_WORKER = 4;
/** Workers that are compared. */
export const WORKERS = [1, 2, 4, 8] as const;
const FAR_MS = 100;
/** Files of each worker, so that every run is as long. */
const FILES_OF_WORKER = 100;

/** The same files by two workers over Redis, and by the pool in one process. */
export async function measureBeside(
  stand: StandIn,
  redis: OwnRedis,
  options: StudyOptions,
): Promise<readonly CaseResult[]> {
  await stand.set({ latency: String(LATENCY_MS) });
  const ways = [
    makeOwnWay(stand, { strategy: "queue", series: "queue, 2 workers", redisUrl: redis.url }),
    makeOwnWay(stand, { strategy: "pool" }),
  ].filter(({ series }) => isWanted(`transfers: ${series}`, options.only));
  const trials = ways.map((way) => ({
    way,
    jobs: JOBS,
    files: stand.files,
    latencyMs: LATENCY_MS,
  }));
  return await runTrials(trials, options);
}

/** One to eight workers, far enough from the server that waiting is all they do. */
export async function measureWorkers(
  stand: StandIn,
  redis: OwnRedis,
  options: StudyOptions,
): Promise<readonly CaseResult[]> {
  await stand.set({ latency: String(FAR_MS) });
  const trials = WORKERS.map((workers) => {
    const way = makeFarWay(stand, redis, { workers, jobsOfWorker: JOBS_OF_WORKER });
    const files = stand.files.slice(0, FILES_OF_WORKER * workers);
    return { way, jobs: JOBS_OF_WORKER * workers, files, latencyMs: FAR_MS };
  }).filter(({ way }) => isWanted(`workers: ${way.series}`, options.only));
  return await runTrials(trials, options);
}
