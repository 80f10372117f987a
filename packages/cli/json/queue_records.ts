import type { MachineWorkers, QueueStatus } from "@acacia/worker/queue";
import { count, flag, list, maybe, object, orNull, text, time } from "./fields.ts";
import { type JsonRecord, row } from "./record.ts";

/** What `queue` prints. */
export const QUEUE_RECORD: JsonRecord = row<QueueStatus & { readonly jobs?: number }>(
  "a queue",
  "How it stands after what was done.",
  {
    queue: text("its name"),
    waiting: count("jobs that wait for a worker"),
    active: count("jobs that a worker has"),
    failed: count("jobs that failed"),
    results: count("groups of results that are not applied yet"),
    pausedSince: orNull(time("0 when it is not known; null while jobs are given out")),
    left: flag("its run left on purpose, for `collect`"),
    coordinator: orNull(
      object(
        { pid: count("its process"), host: text("its machine"), since: time("when it began") },
        "who gives it its jobs",
      ),
    ),
    workers: list(
      object<MachineWorkers>({
        machine: text(""),
        workers: count(""),
        jobs: count("transfers that they run at once"),
      }),
      "by machine",
    ),
    jobs: maybe(count("with `drain` and `retry-failed`: how many it was done to")),
  },
);
