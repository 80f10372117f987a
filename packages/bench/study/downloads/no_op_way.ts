import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { measureProcess, readJsonLines } from "../../measure/process.ts";
import { readServerView } from "../../measure/server_view.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import { PACKAGES, ROOT } from "../../root.ts";
import type { NoOpEnd } from "./no_op_main.ts";
import { serverMetrics } from "./server_metrics.ts";
import type { Way } from "./way.ts";

/** A client that fetches and drops the bytes: nothing on Bun and this server is faster. */
export function makeNoOpWay(stand: StandIn): Way {
  return {
    series: "fetch and drop",
    role: "ceiling",
    async run({ dir, jobs, files }) {
      await mkdir(dir, { recursive: true });
      const list = join(dir, "links.txt");
      const stdout = join(dir, "said.ndjson");
      const base = stand.env.IMGUR_CDN_URL;
      await Bun.write(list, files.map(({ link }) => `${base}/${basename(link)}\n`).join(""));
      await stand.reset();
      const program = join(PACKAGES, "bench/study/downloads/no_op_main.ts");
      const command = [process.execPath, program, list, String(jobs)];
      const run = await measureProcess(command, { cwd: ROOT, env: process.env, stdout });
      const view = readServerView(await stand.stats());
      const [end] = (await readJsonLines(stdout)) as NoOpEnd[];
      await rm(dir, { recursive: true, force: true });
      if (run.exitCode !== 0 || end?.files !== files.length || view.peakInFlight > jobs) {
        throw new AcaciaError(
          "integrity",
          `Cannot take the run as a sample: ${end?.files ?? 0} of ${files.length} files came. ${run.stderr}`,
        );
      }
      return { ...serverMetrics({ ...run, ...view }, { jobs, files }), runMs: end.ms };
    },
  };
}
