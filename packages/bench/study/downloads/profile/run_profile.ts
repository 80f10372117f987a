import type { RunEvent } from "@acacia/core";
import { EXIT_CODES } from "@acacia/core/exit-codes";
import {
  checkFetch,
  type FetchSample,
  measureFetch,
  readEvents,
  removeFetch,
} from "../../../measure/fetch_process.ts";
import type { ServedFile, StandIn } from "../../../measure/stand_in.ts";
import type { Metrics } from "../../case.ts";
import { readTransferSpans, type TransferSpan } from "../../transfer_spans.ts";
import { checkWidth, eventMetrics } from "../own_way.ts";
import { serverMetrics } from "../server_metrics.ts";
import { MOST_JOBS } from "./profiles.ts";
import { findSettled, type Settled } from "./width.ts";

/** A width: found by itself, or fixed. */
export type Setting = "adaptive" | number;

/** One run under a profile. */
export interface ProfileRun {
  readonly metrics: Metrics;
  readonly spans: readonly TransferSpan[];
  readonly settled: Settled;
  /** Files that came, of all: fewer when the deadline stopped it. */
  readonly stored: number;
}

/** What is run. */
export interface ProfileCall {
  readonly setting: Setting;
  readonly files: readonly ServedFile[];
  /** A folder of its own. */
  readonly dir: string;
  /** A run that takes longer is stopped, and counts with what it brought. */
  readonly deadlineS: number;
}

/** As it is called in tables. */
export function settingName(setting: Setting): string {
  return setting === "adaptive" ? setting : `pool ${setting}`;
}

/** Runs one setting once. @throws {AcaciaError} `integrity` when files failed, or came with other bytes. */
export async function runProfile(stand: StandIn, call: ProfileCall): Promise<ProfileRun> {
  const { setting, files, dir, deadlineS } = call;
  const isFixed = setting !== "adaptive";
  const jobs = isFixed ? setting : MOST_JOBS;
  const strategy = isFixed ? "pool" : "adaptive";
  const flags = ["--deadline", `${deadlineS}s`];
  const sample = await measureFetch(stand, { dir, jobs, files, strategy, flags });
  const events = await readEvents(dir);
  const stored = await checkStored(sample, { dir, files, events });
  await removeFetch(dir);
  checkWidth(sample, jobs);
  const spans = readTransferSpans(events, sample.startedAt);
  const settled = findSettled(spans);
  // Against the widest there could be it says nothing; and how many requests are refused is chance.
  const { efficiency: _, requests: __, ...seen } = serverMetrics(sample, { jobs, files: stored });
  const metrics = { ...seen, ...eventMetrics(sample, events), settledMs: settled.afterMs };
  return { metrics, spans, settled, stored: stored.length };
}

/** @returns The files that came: all, unless the deadline stopped it. */
async function checkStored(
  sample: FetchSample,
  { dir, files, events }: Pick<ProfileCall, "dir" | "files"> & { events: readonly RunEvent[] },
): Promise<readonly ServedFile[]> {
  const isStopped = sample.exitCode === EXIT_CODES.limit;
  const ids = new Set(events.flatMap((event) => storedId(event) ?? []));
  const stored = isStopped ? files.filter(({ id }) => ids.has(id)) : files;
  await checkFetch(sample, { dir, files: stored, isStopped });
  return stored;
}

function storedId(event: RunEvent): string | undefined {
  return event.type === "media.finished" && event.outcome === "stored" ? event.media : undefined;
}
