import { measureRival } from "../../measure/rival_process.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import type { DownloadRival } from "../../rivals/download_rival.ts";
import { serverMetrics } from "./server_metrics.ts";
import type { Way } from "./way.ts";

/** Another program on the same list; none of them hashes, verifies or records. */
export function makePeerWay(stand: StandIn, rival: DownloadRival, redisPort?: number): Way {
  return {
    series: rival.name,
    role: "peer",
    async run({ dir, jobs, files }) {
      const redis = redisPort === undefined ? {} : { redisPort };
      const sample = await measureRival(stand, rival, { dir, jobs, files, ...redis });
      return { ...serverMetrics(sample, { jobs, files }), firstMs: sample.firstMs };
    },
  };
}
