import type { SimStats } from "@acacia/sim";

/** What the stand-in saw of one run, on its CDN. */
export interface ServerView {
  /** From requests to the first bytes of their answers, ms: the latency there really was. */
  readonly latencyMs: number;
  readonly cdnConnections: number;
  readonly cdnRequests: number;
  /** The most requests that were answered at once. */
  readonly peakInFlight: number;
  /** Answers with status 429. */
  readonly refused: number;
  /** Of the whole stand-in, ms. */
  readonly serverCpuMs: number;
  /** Requests by media id. */
  readonly requestsOf: ReadonlyMap<string, number>;
}

/** What matters of the stand-in's counts. */
export function readServerView(stats: SimStats): ServerView {
  const { cdn } = stats.roles;
  return {
    latencyMs: cdn.waitedMs / Math.max(1, cdn.answered),
    cdnConnections: stats.connections.cdn.opened,
    cdnRequests: cdn.requests,
    peakInFlight: cdn.peakInFlight,
    refused: cdn.byStatus["429"] ?? 0,
    serverCpuMs: stats.cpu.userMs + stats.cpu.systemMs,
    requestsOf: new Map(Object.entries(stats.media).map(([id, { requests }]) => [id, requests])),
  };
}
