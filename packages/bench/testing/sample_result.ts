import { type CaseResult, type Metrics, makeCase } from "../study/case.ts";
import type { StudyResult } from "../study/study.ts";

/** A machine that nobody has. */
export const SAMPLE_MACHINE = {
  cpu: "A chip",
  cores: 2,
  memoryBytes: 24e9,
  system: "Linux 6",
  load: 0.5,
  versions: { bun: "1.4.5" },
  commit: "0123456789ab",
  at: "2026-11-24T00:00:00.000Z",
} as const;

/** A made-up result: whatever a test does not say is empty. */
export function sampleResult(told: Partial<StudyResult> = {}): StudyResult {
  return {
    study: "downloads",
    machine: SAMPLE_MACHINE,
    seed: 1,
    rounds: 5,
    seconds: 61.2,
    figures: [],
    cases: [],
    charts: [],
    missing: [],
    ...told,
  };
}

/** A made-up case of our own; `id` is its series too unless told otherwise. */
export function sampleCase(
  id: string,
  runs: readonly Metrics[],
  about: Partial<CaseResult> = {},
): CaseResult {
  return { ...makeCase({ id, series: id, role: "acacia", params: {} }, runs), ...about };
}
