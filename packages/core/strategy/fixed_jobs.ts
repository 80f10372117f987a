/** How many at once when the user leaves it to us: enough for the usual line, gentle to the host. */
const AUTO_JOBS = 8;

/** The number of lanes of a strategy that does not find its own. */
export function fixedJobs(jobs: number | "auto"): number {
  return jobs === "auto" ? AUTO_JOBS : Math.max(1, Math.floor(jobs));
}
