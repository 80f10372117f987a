import { measureQuality } from "./dups/quality.ts";
import { openSamples } from "./dups/samples.ts";
import { measureSpeed } from "./dups/speed.ts";
import { isWanted } from "./is_wanted.ts";
import type { Figure, Study, StudyOptions, StudyOutcome } from "./study.ts";

/** How right and how fast the finding of duplicates is. */
export const dupsStudy: Study = {
  name: "dups",
  summary: "duplicates: how many are found, how many are right, and how fast",
  run: measureDups,
};

async function measureDups(options: StudyOptions): Promise<StudyOutcome> {
  const figures: Figure[] = [];
  if (isWanted("speed", options.only)) figures.push(...measureSpeed(options));
  if (isWanted("quality", options.only)) {
    figures.push(...(await measureQuality(await openSamples(options), options)));
  }
  return { figures };
}
