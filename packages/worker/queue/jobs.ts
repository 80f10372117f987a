import {
  AcaciaError,
  ERROR_CODES,
  QUEUE_FILES,
  REASONS,
  SNIFFED_TYPES,
  type TransferPlan,
} from "@acacia/core";
import type { JobsOptions } from "bullmq";
import { z } from "zod";

/** What coordinators and workers of one queue must agree on: the shape of everything below. */
export const PROTOCOL = 2;
/** The queue's name when nobody says another. */
export const DEFAULT_QUEUE = "acacia";
/** Jobs in Redis at a time, whatever the run's size: a job takes about 1 kB, and 10 MB are never passed. */
export const LARGEST_WINDOW = 8_000;
/** What all keys in Redis begin with. */
export const PREFIX = "acacia";

const NAME_REGEXP = /^[\w-]{1,64}$/;

/** Where everything of one queue is in Redis. */
export interface QueueNames {
  /** The queue of plans. */
  readonly jobs: string;
  /** The queue of results. */
  readonly results: string;
  /** Key of the run that the queue works for: a {@link RunRecord}. */
  readonly run: string;
  /** Key of the lease of the one coordinator. */
  readonly coordinator: string;
  /** Channel on which workers tell what goes on. */
  readonly news: string;
  /** Channel on which the coordinator says what to drop. */
  readonly orders: string;
  /** Key of the time since when the queue is paused. */
  readonly paused: string;
}

/**
 * The names of a queue.
 * @param queue Letters, digits, `_` and `-`, at most 64.
 * @throws {AcaciaError} `usage` for any other name.
 */
export function queueNames(queue: string): QueueNames {
  if (!NAME_REGEXP.test(queue)) {
    throw new AcaciaError("usage", `Cannot use the queue name '${queue}': it is not plain`, {
      hint: "Use letters, digits, '_' and '-', at most 64",
    });
  }
  const own = `${PREFIX}:${queue}`;
  return {
    jobs: queue,
    results: `${queue}.results`,
    run: `${own}.run`,
    coordinator: `${own}.coordinator`,
    news: `${own}.news`,
    orders: `${own}.orders`,
    paused: `${own}.paused`,
  };
}

/** How a plan's job is kept: gone when done; when it failed, until the coordinator has seen it. */
export const JOB_OPTIONS = {
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: false,
  stackTraceLimit: 0,
} as const satisfies JobsOptions;

/** How results are kept: tried again until the coordinator has them; what it can never read is dropped. */
export const RESULT_OPTIONS = {
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 0,
} as const satisfies JobsOptions;

/** The stream of a queue's events, which nobody reads, is cut to about so many. */
export const STREAMS = { events: { maxLen: 100 } } as const;

/** The times that a queue lives by, ms. */
export interface QueuePace {
  /** A worker that has not renewed a job's lock for so long has lost it. */
  readonly lockMs: number;
  /** How often workers look for jobs whose lock was lost. */
  readonly stalledMs: number;
  /** How often the coordinator looks after the queue. */
  readonly watchMs: number;
  /** How long jobs may wait with nobody working before it is said. */
  readonly idleMs: number;
  /** How long Redis may be gone before the coordinator gives up. */
  readonly patienceMs: number;
}

/** The pace of a queue unless a test says otherwise: a dead worker's jobs are taken over within 20 s. */
export const QUEUE_PACE: QueuePace = {
  lockMs: 15_000,
  stalledMs: 5_000,
  watchMs: 2_000,
  idleMs: 5_000,
  patienceMs: 60_000,
};

/** Workers may fail so often with a job: the third that would take it refuses it instead. */
export const DEATHS_FORGIVEN = 1;

/**
 * A job's id, from what is to be fetched: another run that plans the same finds the job, or the result, that an
 * earlier coordinator left.
 */
export function jobId({ media, url, fallbackUrls, companions }: TransferPlan): string {
  const wanted = Bun.hash(JSON.stringify([media, url, fallbackUrls, companions]));
  return `${media.replace(/\W/g, "_").slice(0, 64)}-${wanted.toString(36)}`;
}

/** What the files of a queue's workers begin with, below `partial/`. */
export function filesOf(queue: string): string {
  return `${QUEUE_FILES}${queue}.`;
}

const count = z.number().int().nonnegative();
const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`));
const role = z.enum(["poster", "mp4"]);
/** Infinity is not JSON: it travels as null. */
const endlessMs = z
  .number()
  .nullable()
  .transform((ms) => ms ?? Number.POSITIVE_INFINITY);

const PLAN = z.object({
  item: count,
  media: z.string(),
  source: z.string(),
  url: z.string(),
  fallbackUrls: z.array(z.string()).readonly(),
  companions: z.array(z.object({ role, url: z.string() })).readonly(),
  sizeBytes: z.number().nullable(),
}) satisfies z.ZodType<TransferPlan>;

/** One job: a plan of a run. */
export const JOB = z.object({ run: z.string(), plan: PLAN });
/** One job: a plan of a run. */
export type TransferJobData = z.infer<typeof JOB>;

/**
 * What a run's workers must know. The archive folder and the proxy are not in it: each machine has its own path,
 * and a proxy's address may hold a password.
 */
export const RUN_RECORD = z.object({
  protocol: z.literal(PROTOCOL),
  run: z.string(),
  /** A file in the archive that shows that both mean the same folder; relative to it. */
  marker: z.string().regex(/^partial\/[\w-][\w.-]*$/),
  /** The bucket that has the archive's files, if one has: whoever can put there needs no share of the folder. */
  storage: z.string().nullable(),
  settings: z.object({
    bases: z.object({ api: z.string(), cdn: z.string(), site: z.string() }),
    userAgent: z.string(),
    retries: count,
    timeouts: z.object({ connectMs: endlessMs, idleMs: endlessMs, attemptMs: endlessMs }),
    sizeLimitBytes: z.number().nullable(),
    placeholders: z.array(
      z.object({
        kind: z.enum(["removed", "region"]),
        sha256: hex(64),
        md5: z.string().optional(),
        sizeBytes: count,
      }),
    ),
  }),
  /** `--tpslimit` and `--limit-rate`, for all workers together. */
  perSecond: z.number().positive().nullable(),
  bytesPerSecond: z.number().positive().nullable(),
  /** Set when its coordinator left on purpose: whether all that it had to do is on the queue. */
  left: z.object({ isWhole: z.boolean() }).nullable(),
});
/** What a run's workers must know. */
export type RunRecord = z.infer<typeof RUN_RECORD>;

const FILE = z.object({
  // Never a path that leads elsewhere: the coordinator moves the file that is named here.
  path: z.string().regex(/^partial\/[\w-][\w.-]*$/),
  sha256: hex(64),
  md5: hex(32),
  sizeBytes: count,
  type: z.enum(Object.keys(SNIFFED_TYPES) as [keyof typeof SNIFFED_TYPES]),
  width: z.number().nullable(),
  height: z.number().nullable(),
  animated: z.boolean(),
  durationMs: z.number().nullable(),
});

const FACTS = { startedAt: z.number(), ms: z.number(), attempts: count, bytes: count, slot: count };

const RESULT = z.discriminatedUnion("verdict", [
  z.object({
    ...FACTS,
    verdict: z.literal("arrived"),
    file: FILE,
    companions: z.array(z.object({ role, file: FILE })).readonly(),
    finalUrl: z.string(),
    lastModified: z.number().nullable(),
  }),
  z.object({
    ...FACTS,
    verdict: z.literal("refused"),
    outcome: z.enum(["removed", "region_blocked", "rejected", "failed", "cancelled"]),
    reason: z.enum(Object.keys(REASONS) as [keyof typeof REASONS]),
    detail: z.string().optional(),
    sha256: z.string().optional(),
  }),
]);

/** An error as plain data. */
export const FAILURE = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  hint: z.string().optional(),
});

/** How an item ended in a worker: with a result, or because that worker cannot go on. */
const ENDED = z.discriminatedUnion("type", [
  z.object({ type: z.literal("result"), plan: PLAN, result: RESULT }),
  z.object({ type: z.literal("failure"), plan: PLAN, failure: FAILURE }),
]);
/** How an item ended in a worker; with its plan, since the coordinator may be another by then. */
export type Ended = z.infer<typeof ENDED>;

/** Results that one worker sends together. */
export const RESULTS = z.object({ run: z.string(), worker: z.string(), ended: z.array(ENDED) });
/** Results that one worker sends together. */
export type Results = z.infer<typeof RESULTS>;
