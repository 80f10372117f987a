import type { Machine } from "../measure/machine.ts";
import type { Chart } from "../report/chart.ts";
import type { MissingRival } from "../rivals/rival.ts";
import type { CaseResult } from "./case.ts";

/** What a figure must keep. */
export type Target = { readonly atMost: number } | { readonly atLeast: number };

/** Something that was measured, and that counts. */
export interface Figure {
  readonly name: string;
  readonly unit: "x" | "KB" | "MB" | "ms" | "count" | "per s" | "dB" | "%";
  /** The figure that counts: see `statistic`. */
  readonly value: number;
  /** How the value was taken from the samples; of limits that must hold always, the largest counts. */
  readonly statistic: "median" | "max" | "min" | "p95" | "p99";
  readonly n: number;
  readonly min: number;
  readonly max: number;
  /** Absent: told for the record. */
  readonly target?: Target;
  /** What one must know to read it. */
  readonly note?: string;
  /** The samples, where there are few. */
  readonly samples?: readonly number[];
}

/** What a study is given. */
export interface StudyOptions {
  /** A folder of its own for archives, removed afterwards. */
  readonly dir: string;
  /** Tells what is going on. */
  readonly say: (text: string) => void;
  /** Interleaved rounds of each case; a study may take more of short ones, never fewer. */
  readonly rounds: number;
  /** Of worlds, and of whatever is drawn. */
  readonly seed: number;
  /** Only cases whose name holds one of these words; empty: all. */
  readonly only: readonly string[];
  /** A folder made by `bench corpus`; absent: pictures are drawn, and figures are told to be synthetic. */
  readonly corpus?: string;
  /** Rows of `bench db` and `bench gallery`. @default 1000000 */
  readonly media?: number;
  /** Distinct real files that the rows of `bench db`, `bench gallery` and `bench web` share. @default 2000 */
  readonly blobs?: number;
  /** How long `bench gallery` scrolls. @default 1 */
  readonly minutes?: number;
}

/** What a study found. */
export interface StudyOutcome {
  /** What counts, with targets. */
  readonly figures: readonly Figure[];
  /** Everything that ran, with its samples. */
  readonly cases?: readonly CaseResult[];
  /** What the report draws. */
  readonly charts?: readonly Chart[];
  /** Peers that are not on this machine, and how to install them. */
  readonly missing?: readonly MissingRival[];
  /** Versions of the peers that ran, by name. */
  readonly versions?: Readonly<Record<string, string>>;
}

/** A question that the bench can answer. */
export interface Study {
  readonly name: string;
  /** For the help. */
  readonly summary: string;
  readonly run: (options: StudyOptions) => Promise<StudyOutcome>;
}

/** What a study came to, as kept under `results/`. */
export interface StudyResult {
  readonly study: string;
  readonly machine: Machine;
  readonly seed: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly figures: readonly Figure[];
  readonly cases: readonly CaseResult[];
  readonly charts: readonly Chart[];
  readonly missing: readonly MissingRival[];
}

/** Whether a figure keeps its target; undefined when it has none. */
export function isKept({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}
