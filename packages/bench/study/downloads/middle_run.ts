/**
 * The run whose wall is the median's, or the next below.
 *
 * @param runs At least one.
 */
export function middleRun<Run extends { readonly metrics: { readonly wallMs?: number } }>(
  runs: readonly Run[],
): Run {
  const sorted = runs.toSorted((a, b) => a.metrics.wallMs! - b.metrics.wallMs!);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}
