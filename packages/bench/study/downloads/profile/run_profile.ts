import { AcaciaError } from "@acacia/core/errors";
import type { ServedFile, StandIn } from "../../../measure/stand_in.ts";
import type { Metrics } from "../../case.ts";
import { readTransferSpans, type TransferSpan } from "../../transfer_spans.ts";
import { runOwn } from "../own_way.ts";
import { MOST_JOBS } from "./profiles.ts";
import { findSettled, type Settled } from "./width.ts";

/** A width: found by itself, or fixed. */
export type Setting = "adaptive" | number;

/** One run under a profile. */
export interface ProfileRun {
  readonly metrics: Metrics;
  readonly spans: readonly TransferSpan[];
  readonly settled: Settled;
}

/** As it is called in tables. */
export function settingName(setting: Setting): string {
  return setting === "adaptive" ? setting : `pool ${setting}`;
}

/** Runs one setting once. @throws {AcaciaError} `integrity` when not every file came. */
export async function runProfile(
  stand: StandIn,
  call: { readonly setting: Setting; readonly files: readonly ServedFile[]; readonly dir: string },
): Promise<ProfileRun> {
  const { setting, files, dir } = call;
  const isFixed = setting !== "adaptive";
  const jobs = isFixed ? setting : MOST_JOBS;
  const strategy = isFixed ? "pool" : "adaptive";
  const run = await runOwn(stand, { dir, jobs, files }, { strategy });
  const spans = readTransferSpans(run.events, run.sample.startedAt);
  const settled = findSettled(spans);
  // Against the widest there could be it says nothing; and how many requests are refused is chance.
  const { efficiency: _efficiency, requests: _requests, ...metrics } = run.metrics;
  return { metrics: { ...metrics, settledMs: settled.afterMs }, spans, settled };
}

/** Files a second inside the run of a setting that can do it at all; undefined when files fail. */
export async function scanRate(
  stand: StandIn,
  call: Parameters<typeof runProfile>[1],
): Promise<number | undefined> {
  try {
    const { metrics } = await runProfile(stand, call);
    return (call.files.length / metrics.runMs!) * 1000;
  } catch (error) {
    if (error instanceof AcaciaError && error.code === "integrity") return undefined;
    throw error;
  }
}
