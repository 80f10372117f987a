import { rm } from "node:fs/promises";
import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { measureProcess, readJsonLines } from "../measure/process.ts";
import { PACKAGES, ROOT } from "../root.ts";
import { makeFigure } from "./figure.ts";
import type { PlannedCall, PlannedLook } from "./planned_call.ts";
import type { Figure, Study, StudyOptions } from "./study.ts";

/** Items after which code is compiled, caches are full and windows open: memory counts from there. */
const WARM_UP_ITEMS = 20_000;
const MAX_GROWTH_MB = 64;
const MB = 1e6;

/** A million items through the pipeline of a fetch. */
export const memoryStudy: Study = {
  name: "memory",
  summary: "what a million planned items add to a fetch's memory",
  run: async (options) => ({ figures: await measurePlanned(1_000_000, options) }),
};

/**
 * What items that are listed, planned and ended add to the memory of a fetch, in a process of its own.
 *
 * @param items More than the warm-up's 20,000.
 */
export async function measurePlanned(items: number, { dir, say }: StudyOptions): Promise<Figure[]> {
  say(`${items.toLocaleString("en")} planned items`);
  const call: PlannedCall = { dir: join(dir, "planned"), items };
  const stdout = join(dir, "planned.ndjson");
  const run = await measureProcess(
    [process.execPath, join(PACKAGES, "bench/study/planned_main.ts"), JSON.stringify(call)],
    { cwd: ROOT, env: process.env, stdout, sampleMs: 0 },
  );
  const looks = run.exitCode === 0 ? ((await readJsonLines(stdout)) as PlannedLook[]) : [];
  await rm(call.dir, { recursive: true, force: true });
  const warm = looks.find(({ done }) => done >= WARM_UP_ITEMS);
  const last = looks.at(-1);
  if (!warm || !last || last.done !== items) {
    throw new AcaciaError(
      "integrity",
      `Cannot take the run as a sample: ${last?.done ?? 0} of ${items} items ended. ${run.stderr}`,
    );
  }
  return [growthFigure(items, looks, warm)];
}

function growthFigure(items: number, looks: readonly PlannedLook[], warm: PlannedLook): Figure {
  const after = looks.filter(({ done }) => done > warm.done);
  const last = after.at(-1) ?? warm;
  const mb = (bytes: number) => (bytes / MB).toFixed(0);
  const anonymous = Math.max(...after.map((look) => look.anonymous)) - warm.anonymous;
  const perSecond = ((last.done - warm.done) / (last.t - warm.t)) * 1000;
  return makeFigure(
    `${items.toLocaleString("en")} planned items, memory over the base`,
    after.map(({ rss }) => (rss - warm.rss) / MB),
    {
      unit: "MB",
      statistic: "max",
      target: { atMost: MAX_GROWTH_MB },
      note: `base ${mb(warm.rss)} MB after ${warm.done.toLocaleString("en")} items; without mapped files ${mb(anonymous)} MB; ${perSecond.toFixed(0)} items/s`,
    },
  );
}
