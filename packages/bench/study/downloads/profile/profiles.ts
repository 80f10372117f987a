import type { Knobs } from "@acacia/sim";
import { GRID } from "../grid.ts";

/** Circumstances under which a width must find itself. */
export interface Profile {
  readonly name: string;
  readonly knobs: Pick<Knobs, "latency" | "totalBandwidth" | "rules">;
  /** Files of a short run that tells how fast a setting is here. */
  readonly scanFiles: (jobs: number) => number;
  /** The least time that files can take here, and why; absent where only the machine bounds it. */
  readonly floor?: { readonly name: string; readonly msOf: (files: number) => number };
}

const BANDWIDTH = 2_500_000;
const REFUSES_ABOVE = 16;
const FAR_MS = 200;
/** What `auto` takes at most. */
export const MOST_JOBS = 256;

/** Every profile. */
export const PROFILES: readonly Profile[] = [
  {
    name: "fast LAN",
    knobs: { latency: "0", totalBandwidth: 0, rules: [] },
    scanFiles: () => 1000,
  },
  {
    name: `${GRID.latencyMs} ms`,
    knobs: { latency: String(GRID.latencyMs), totalBandwidth: 0, rules: [] },
    scanFiles: (jobs) => jobs * 16,
    floor: lawOf(GRID.latencyMs, MOST_JOBS),
  },
  {
    name: `${FAR_MS} ms`,
    knobs: { latency: String(FAR_MS), totalBandwidth: 0, rules: [] },
    scanFiles: (jobs) => jobs * 10,
    floor: lawOf(FAR_MS, MOST_JOBS),
  },
  {
    name: "20 Mbit/s",
    knobs: { latency: String(GRID.latencyMs), totalBandwidth: BANDWIDTH, rules: [] },
    scanFiles: () => 64,
    floor: {
      name: "bytes over 20 Mbit/s",
      msOf: (files) => (files * GRID.sizeBytes * 1000) / BANDWIDTH,
    },
  },
  {
    name: `429 above ${REFUSES_ABOVE}`,
    knobs: {
      latency: String(GRID.latencyMs),
      totalBandwidth: 0,
      rules: [`cdn:throttle@above${REFUSES_ABOVE}`],
    },
    scanFiles: (jobs) => jobs * 16,
    floor: lawOf(GRID.latencyMs, REFUSES_ABOVE),
  },
];

function lawOf(latencyMs: number, jobs: number): NonNullable<Profile["floor"]> {
  return { name: `N·L/C at C = ${jobs}`, msOf: (files) => (files * latencyMs) / jobs };
}
