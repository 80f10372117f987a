import { existsSync } from "node:fs";
import { join } from "node:path";
import { AcaciaError, type TransferPlan } from "@acacia/core";
import { Queue } from "bullmq";
import type { Redis } from "ioredis";
import { inGroups } from "./in_groups.ts";
import {
  JOB,
  jobId,
  PREFIX,
  type QueueNames,
  RESULTS,
  RUN_RECORD,
  type RunRecord,
  STREAMS,
} from "./jobs.ts";

/** What an earlier coordinator left on a queue. */
export interface Leftover {
  /** Its record; undefined when it left nothing, or the record cannot be read. */
  readonly record: RunRecord | undefined;
  /** Each item that waits, is worked on, or has a result that nobody has applied. */
  readonly plans: readonly TransferPlan[];
}

/** In the direction in which jobs move, so that one that moves meanwhile is met at least once. */
const FLOW = ["wait", "active", "failed"] as const;
/** Jobs that are read together. */
const MOST_READ = 500;

/**
 * Reads what an earlier coordinator left. Results that it had in its hands are put back: who has the lease knows that
 * it is gone, and need not wait for its locks to run out.
 *
 * @param redis A connection of the one who has the lease. @param names The queue's. @param token Nobody else's.
 */
export async function readLeftover(
  redis: Redis,
  names: QueueNames,
  token: string,
): Promise<Leftover> {
  await putBackResults(redis, names, token);
  const plans = new Map<string, TransferPlan>();
  const keep = (plan: TransferPlan) => plans.set(jobId(plan), plan);
  for await (const data of readAll(redis, names.jobs)) {
    const job = JOB.safeParse(data).data;
    if (job) keep(job.plan);
  }
  for await (const data of readAll(redis, names.results)) {
    for (const { plan } of RESULTS.safeParse(data).data?.ended ?? []) keep(plan);
  }
  return { record: parseRecord(await redis.get(names.run)), plans: [...plans.values()] };
}

/**
 * Refuses what was left on purpose, unless it is to be collected.
 * @throws {AcaciaError} `usage`.
 */
export function refuseLeft({ record, plans }: Leftover, queue: string): void {
  if (!record?.left || plans.length === 0) return;
  throw new AcaciaError(
    "usage",
    `Cannot use the queue ${queue}: ${plans.length} items of a detached run are on it`,
    {
      hint: "Apply their results with `acacia collect`, or take another queue with `--queue NAME`",
    },
  );
}

/**
 * Refuses what belongs to another archive: its results name files that are not here.
 * @throws {AcaciaError} `usage`.
 */
export function refuseForeign(
  { record, plans }: Leftover,
  { archiveDir, queue }: { archiveDir: string; queue: string },
): void {
  if (!record || plans.length === 0 || existsSync(join(archiveDir, record.marker))) return;
  throw new AcaciaError(
    "usage",
    `Cannot use the queue ${queue}: ${plans.length} items of another archive are on it`,
    { hint: "Take another queue with `--queue NAME`, or empty it with `acacia queue drain`" },
  );
}

/** A record in Redis, or undefined when there is none that this version can read. */
export function parseRecord(text: string | null): RunRecord | undefined {
  try {
    return RUN_RECORD.safeParse(JSON.parse(text ?? "null")).data;
  } catch {
    return undefined;
  }
}

async function putBackResults(redis: Redis, names: QueueNames, token: string): Promise<void> {
  const queue = openQueue(redis, names.results);
  const held = await queue.getActive();
  await inGroups(held, async (job) => {
    await redis.set(`${queue.toKey(job.id ?? "")}:lock`, token);
    await job.moveToWait(token);
  });
  await queue.close();
}

function openQueue(redis: Redis, name: string): Queue {
  const queue = new Queue(name, { connection: redis, prefix: PREFIX, streams: STREAMS });
  return queue.on("error", () => undefined);
}

async function* readAll(redis: Redis, name: string): AsyncGenerator<unknown> {
  const queue = openQueue(redis, name);
  for (const state of FLOW) {
    for (let from = 0; ; from += MOST_READ) {
      const jobs = await queue.getJobs([state], from, from + MOST_READ - 1);
      for (const job of jobs) if (job) yield job.data;
      if (jobs.length < MOST_READ) break;
    }
  }
  await queue.close();
}
