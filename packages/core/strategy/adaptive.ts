import { mapBounded } from "../async/map_bounded.ts";
import { AdaptiveWidth } from "../limit/adaptive.ts";
import type { Observation } from "../limit/host_gate.ts";
import type { TransferResult } from "../transfer/plan.ts";
import type { Strategy } from "./strategy.ts";

/** Never more at once, even when the user leaves it to us: what Bun's fetch runs at once. */
const MOST_JOBS = 256;

/** Begins with four and finds its own width; `jobs` is the most it may take. */
export const adaptive: Strategy = {
  name: "adaptive",
  run(plans, { jobs, transfer, draining, signal }) {
    const width = new AdaptiveWidth({ max: jobs === "auto" ? MOST_JOBS : jobs });
    let active = 0;
    return mapBounded(
      plans,
      async (plan, slot) => {
        active += 1;
        try {
          const result = await transfer(plan, slot);
          width.note(observe(result), { active });
          return result;
        } finally {
          active -= 1;
        }
      },
      { limit: () => width.width, stops: [draining, signal] },
    );
  },
};

/** What a transfer says about the host. One that needed more than one attempt took long for that reason alone. */
function observe(result: TransferResult): Observation {
  if (result.verdict === "refused") {
    if (result.reason === "http.429") return { kind: "throttled" };
    if (result.reason === "capacity") return { kind: "capacity" };
    if (result.outcome === "failed") return { kind: "error" };
  }
  if (result.attempts > 1) return { kind: "error" };
  return { kind: "ok", ms: result.ms, bytes: result.bytes };
}
