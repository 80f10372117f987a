import { join } from "node:path";
import { REDIS, startOwnRedis } from "../measure/redis.ts";
import { openStandIn } from "../measure/stand_in.ts";
import { findRivals } from "../rivals/rival.ts";
import { RQ } from "../rivals/rq_no_op.ts";
import { isWanted } from "./is_wanted.ts";
import { measureIdleWorker } from "./queue/idle_worker.ts";
import { measureNoOps } from "./queue/no_ops.ts";
import { queueCharts, queueFigures } from "./queue/queue_report.ts";
import { measureBeside, measureWorkers } from "./queue/transfers.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

const WORLD = { files: 1_600, sizeBytes: 210_000 } as const;

/** Many workers over Redis. */
export const queueStudy: Study = {
  name: "queue",
  summary: "jobs over Redis beside RQ; workers from 1 to 8; --only no-op, transfers, workers, idle",
  run: measureQueue,
};

async function measureQueue(options: StudyOptions): Promise<StudyOutcome> {
  const { found, missing, versions } = findRivals([REDIS, RQ]);
  if (!found.includes(REDIS)) return { figures: [], missing, versions };
  await using redis = await startOwnRedis(join(options.dir, "redis"));
  const noOps = await measureNoOps(redis, { ...options, hasRq: found.includes(RQ) });
  options.say("starting the stand-in and reading every file once");
  await using stand = await openStandIn({ seed: options.seed, ...WORLD });
  const cases = [
    ...noOps,
    ...(await measureBeside(stand, redis, options)),
    ...(await measureWorkers(stand, redis, options)),
  ];
  const idle = isWanted("idle", options.only) ? await measureIdleWorker(stand, redis, options) : [];
  return {
    figures: [...queueFigures(cases), ...idle],
    cases,
    charts: queueCharts(cases),
    missing,
    versions,
  };
}
