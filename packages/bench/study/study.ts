import type { Machine } from "../measure/machine.ts";

/** Something that was measured. */
export interface Figure {
  readonly name: string;
  readonly unit: "x" | "MB" | "ms" | "count" | "per s";
  /** The figure that counts: see `statistic`. */
  readonly value: number;
  /** How the value was taken from the samples; of limits that must hold always, the largest counts. */
  readonly statistic: "median" | "max" | "p99";
  readonly n: number;
  readonly min: number;
  readonly max: number;
  /** At most this much; absent: told for the record. */
  readonly target?: number;
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
}

/** A question that the bench can answer. */
export interface Study {
  readonly name: string;
  /** For the help. */
  readonly summary: string;
  readonly run: (options: StudyOptions) => Promise<readonly Figure[]>;
}

/** What a study came to, as kept under `results/`. */
export interface StudyResult {
  readonly study: string;
  readonly machine: Machine;
  readonly seconds: number;
  readonly figures: readonly Figure[];
}

/** Whether a figure keeps its target; undefined when it has none. */
export function isKept({ value, target }: Figure): boolean | undefined {
  return target === undefined ? undefined : value <= target;
}
