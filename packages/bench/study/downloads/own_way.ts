import type { RunEvent } from "@acacia/core";
import type { StrategyName } from "@acacia/core/config";
import { AcaciaError } from "@acacia/core/errors";
import {
  checkFetch,
  type FetchSample,
  measureFetch,
  readEvents,
  removeFetch,
} from "../../measure/fetch_process.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import type { Metrics } from "../case.ts";
import { serverMetrics } from "./server_metrics.ts";
import type { Way, WayCall } from "./way.ts";

/** How a strategy of ours is measured. */
export interface OwnWayOptions {
  readonly strategy: StrategyName;
  /** As it is called in tables. @default the strategy's name */
  readonly series?: string;
  /** Of a Redis that runs, for the queue. */
  readonly redisUrl?: string;
  /** Workers that the queue starts on this machine. @default 2 */
  readonly localWorkers?: number;
  /** Between two looks at memory, ms; 0: never. */
  readonly sampleMs?: number;
}

/** The whole program with one of its strategies: start-up, hash, check, sync, rename, row and name included. */
export function makeOwnWay(stand: StandIn, options: OwnWayOptions): Way {
  const { strategy, series = strategy } = options;
  return {
    series,
    role: "acacia",
    run: async (call) => (await runOwn(stand, call, options)).metrics,
  };
}

/** A run of ours, with what it told while it ran. */
export interface OwnRun {
  readonly metrics: Metrics;
  readonly sample: FetchSample;
  readonly events: readonly RunEvent[];
}

/** @throws {AcaciaError} `integrity` when the run is no sample: files missing, other bytes, or more at once than asked. */
export async function runOwn(
  stand: StandIn,
  { dir, jobs, files }: WayCall,
  { strategy, redisUrl, localWorkers = 2, sampleMs }: OwnWayOptions,
): Promise<OwnRun> {
  const workers = ["--local-workers", String(localWorkers)];
  const flags = redisUrl === undefined ? [] : ["--redis", redisUrl, ...workers];
  const sampling = sampleMs === undefined ? {} : { sampleMs };
  const sample = await measureFetch(stand, { dir, jobs, files, strategy, flags, ...sampling });
  await checkFetch(sample, { dir, files });
  const events = await readEvents(dir);
  await removeFetch(dir);
  checkWidth(sample, jobs);
  const metrics = { ...serverMetrics(sample, { jobs, files }), ...eventMetrics(sample, events) };
  return { metrics, sample, events };
}

/** @throws {AcaciaError} `integrity` when there was ever more in flight than was asked for. */
export function checkWidth({ peakInFlight }: Pick<FetchSample, "peakInFlight">, jobs: number) {
  if (peakInFlight <= jobs) return;
  throw new AcaciaError(
    "integrity",
    `Cannot take the run as a sample: ${peakInFlight} requests were in flight at once, and ${jobs} allowed`,
  );
}

/** What only the run itself can tell: its first picture, and how long it took without start-up and end. */
export function eventMetrics(
  { startedAt }: Pick<FetchSample, "startedAt">,
  events: readonly RunEvent[],
): Metrics {
  const at = (type: RunEvent["type"]) => events.find((event) => event.type === type)?.t;
  const [begun, first, ended] = [at("run.started"), at("media.finished"), at("run.finished")];
  if (begun === undefined || first === undefined || ended === undefined) {
    throw new AcaciaError("integrity", "Cannot take the run as a sample: its events are not whole");
  }
  return { firstMs: first - startedAt, runMs: ended - begun };
}
