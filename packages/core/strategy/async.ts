import { mapBounded } from "../async/map_bounded.ts";
import { fixedJobs } from "./fixed_jobs.ts";
import type { Strategy } from "./strategy.ts";

/** As many loops as jobs, all pulling from one iterator: nothing waits in a queue, nothing grows with the list. */
export const asyncLoops: Strategy = {
  name: "async",
  run: (plans, { jobs, transfer, draining, signal }) =>
    mapBounded(plans, transfer, { limit: fixedJobs(jobs), stops: [draining, signal] }),
};
