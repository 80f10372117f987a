import { openStandIn } from "../measure/stand_in.ts";
import { measurePlanned } from "./memory.ts";
import { measurePages } from "./pages.ts";
import { measureDownloads } from "./smoke/downloads.ts";
import { measureKilled } from "./smoke/killed.ts";
import { measureStartUp } from "./smoke/start_up.ts";
import type { Figure, Study, StudyOptions, StudyOutcome } from "./study.ts";

const WORLD = { seed: 1, files: 500, sizeBytes: 210_000 };
const LATENCY_MS = 50;
/** A fifth of `bench memory`: growth shows in it all the same, in a tenth of the time of everything else. */
const PLANNED_ITEMS = 200_000;
const FILLED_MEDIA = 1_000_000;

/** Everything that must hold, in a minute and a half. */
export const smokeStudy: Study = {
  name: "smoke",
  summary: "the figures that every change must keep: about 90 seconds",
  run: measureSmoke,
};

async function measureSmoke(options: StudyOptions): Promise<StudyOutcome> {
  const figures: Figure[] = [];
  options.say("starting the stand-in and reading every file once");
  {
    await using stand = await openStandIn(WORLD);
    await stand.set({ latency: String(LATENCY_MS) });
    figures.push(...(await measureStartUp(stand, options)));
    figures.push(...(await measureDownloads(stand, options)));
    figures.push(...(await measureKilled(stand, options)));
  }
  figures.push(...(await measurePlanned(PLANNED_ITEMS, options)));
  figures.push(...(await measurePages(FILLED_MEDIA, options)));
  return { figures };
}
