import { bootstrapInterval, summarize } from "../measure/statistics.ts";
import { METRICS, type MetricName } from "./metrics.ts";

/** Whose work a case measures: a ceiling is what nothing can beat here, as the same bytes moved and dropped. */
export type Role = "acacia" | "peer" | "ceiling";

/** Samples of one metric: its middle, its ends, and where the middle likely lies (bootstrap, 95 %). */
export interface Spread {
  readonly n: number;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly low: number;
  readonly high: number;
  /** In the order of the rounds. */
  readonly samples: readonly number[];
}

/** One way to do the work, under one set of circumstances. */
export interface CaseResult {
  /** Unique in its study, and the same in every run of it: "pool, 8 jobs, 50 ms". */
  readonly id: string;
  /** What is compared: a strategy, an engine, a peer. */
  readonly series: string;
  readonly role: Role;
  /** What differs between cases of one series: jobs, latencyMs, files, … */
  readonly params: Readonly<Record<string, number | string>>;
  readonly metrics: Partial<Readonly<Record<MetricName, Spread>>>;
  /** The least time that this work can take here, and why. */
  readonly floor?: { readonly name: string; readonly wallMs: number };
}

/** What a single run gave. */
export type Metrics = Partial<Record<MetricName, number>>;

/**
 * Runs of one case, told by their metrics.
 *
 * @param about All but the metrics.
 * @param runs At least one; a metric counts when every run has it.
 * @throws {AcaciaError} `usage` without runs, or with a metric that is no number.
 */
export function makeCase(about: Omit<CaseResult, "metrics">, runs: readonly Metrics[]): CaseResult {
  const metrics: Partial<Record<MetricName, Spread>> = {};
  for (const name of Object.keys(METRICS) as MetricName[]) {
    const samples = runs.flatMap((run) => run[name] ?? []);
    if (samples.length === runs.length && samples.length > 0) metrics[name] = makeSpread(samples);
  }
  return { ...about, metrics };
}

/** @throws {AcaciaError} `usage` without samples, or with one that is no number. */
export function makeSpread(samples: readonly number[]): Spread {
  const { n, median, min, max } = summarize(samples);
  return { n, median, min, max, ...bootstrapInterval(samples), samples };
}

/** Case by case in the same round, what one took over what the other took: rounds share the machine's mood. */
export function ratiosOf(over: Spread, under: Spread): readonly number[] {
  const rounds = Math.min(over.n, under.n);
  return Array.from({ length: rounds }, (_, round) => over.samples[round]! / under.samples[round]!);
}
