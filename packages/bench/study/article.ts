import { openStandIn } from "../measure/stand_in.ts";
import { articleChart, measureArticle } from "./downloads/article.ts";
import { GRID } from "./downloads/grid.ts";
import { openWays } from "./downloads/open_ways.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

/** The article's first table, by its programs and ours. */
export const articleStudy: Study = {
  name: "article",
  summary:
    "the article's first table: 91 pictures as far away as its were, by its programs and ours",
  run: measureTable,
};

async function measureTable(options: StudyOptions): Promise<StudyOutcome> {
  const { latencyMs: _, ...world } = GRID;
  options.say("starting the stand-in and reading every file once");
  await using stand = await openStandIn({ seed: options.seed, ...world });
  await using ways = await openWays(stand, options);
  const cases = await measureArticle(stand, ways, options);
  const table = articleChart(cases);
  return { figures: [], cases, charts: table ? [table] : [], ...ways.found };
}
