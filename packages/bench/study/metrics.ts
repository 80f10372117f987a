/** What a metric is called, what it is counted in, and which way is good. */
export interface Metric {
  readonly label: string;
  readonly unit: "ms" | "bytes" | "count" | "per s" | "share" | "dB" | "ssim";
  readonly better: "less" | "more";
  /** The same in every run of the same code: `bench regress` asks for equality. */
  readonly isExact?: true;
}

/** Everything that a case may measure, in the order of the tables. */
export const METRICS = {
  wallMs: { label: "wall", unit: "ms", better: "less" },
  cpuMs: { label: "CPU", unit: "ms", better: "less" },
  peakRssBytes: { label: "peak memory", unit: "bytes", better: "less" },
  runMs: { label: "inside the run", unit: "ms", better: "less" },
  firstMs: { label: "first picture", unit: "ms", better: "less" },
  startMs: { label: "start to first answer", unit: "ms", better: "less" },
  addedBytes: { label: "memory of one more", unit: "bytes", better: "less" },
  efficiency: { label: "of N·L/C", unit: "share", better: "more" },
  perSecond: { label: "rate", unit: "per s", better: "more" },
  p50Ms: { label: "p50", unit: "ms", better: "less" },
  p99Ms: { label: "p99", unit: "ms", better: "less" },
  longestMs: { label: "longest", unit: "ms", better: "less" },
  serverCpuMs: { label: "server's CPU", unit: "ms", better: "less" },
  peakInFlight: { label: "peak in flight", unit: "count", better: "less" },
  connections: { label: "connections", unit: "count", better: "less" },
  requests: { label: "requests", unit: "count", better: "less", isExact: true },
  wasted: { label: "wasted requests", unit: "count", better: "less" },
  refused: { label: "429s", unit: "count", better: "less" },
  settledMs: { label: "settled after", unit: "ms", better: "less" },
  psnrDb: { label: "PSNR, median", unit: "dB", better: "more" },
  psnrTenthDb: { label: "PSNR, 10 %", unit: "dB", better: "more" },
  psnrMinDb: { label: "PSNR, least", unit: "dB", better: "more" },
  offPx: { label: "size off by, most", unit: "count", better: "less" },
  ssim: { label: "SSIM, median", unit: "ssim", better: "more" },
  outputBytes: { label: "output", unit: "bytes", better: "less" },
} as const satisfies Record<string, Metric>;

/** Name of a metric. */
export type MetricName = keyof typeof METRICS;
