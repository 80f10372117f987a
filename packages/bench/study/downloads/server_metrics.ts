import type { Measured } from "../../measure/process.ts";
import type { ServerView } from "../../measure/server_view.ts";
import type { Metrics } from "../case.ts";
import { leastMs } from "./way.ts";

/** What is known of any program that downloads: what the system and the server saw of it. */
export function serverMetrics(
  sample: Measured & ServerView,
  { jobs, files }: { jobs: number; files: readonly unknown[] },
): Metrics {
  const { wallMs, latencyMs } = sample;
  const least = leastMs({ files: files.length, latencyMs, jobs });
  return {
    wallMs,
    cpuMs: sample.cpuMs,
    peakRssBytes: sample.peakRssBytes,
    efficiency: least / wallMs,
    perSecond: (files.length / wallMs) * 1000,
    serverCpuMs: sample.serverCpuMs,
    peakInFlight: sample.peakInFlight,
    connections: sample.cdnConnections,
    requests: sample.cdnRequests,
    wasted: sample.cdnRequests - files.length,
    refused: sample.refused,
  };
}
