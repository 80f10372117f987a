import { openStandIn } from "../measure/stand_in.ts";
import { articleChart, measureArticle } from "./downloads/article.ts";
import { GRID, measureGrid, planGrid } from "./downloads/grid.ts";
import { gridCharts } from "./downloads/grid_charts.ts";
import { gridFigures } from "./downloads/grid_figures.ts";
import { openWays } from "./downloads/open_ways.ts";
import { measureProfiles } from "./downloads/profile/measure_profiles.ts";
import { profileCharts, profileFigures } from "./downloads/profile/profile_report.ts";
import { measureSampling } from "./downloads/sampling.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

/** Every way to run the same downloads, ours and others'. */
export const downloadsStudy: Study = {
  name: "downloads",
  summary: "strategies and peers on one list of links; --only grid, article, sampling or profile",
  run: measureDownloads,
};

async function measureDownloads(options: StudyOptions): Promise<StudyOutcome> {
  const beside = await measureBeside(options);
  const profiles = await measureProfiles(options);
  return {
    ...beside,
    figures: [...beside.figures, ...profileFigures(profiles)],
    cases: [...beside.cases, ...profiles.flatMap(({ cases }) => cases)],
    charts: [...beside.charts, ...profileCharts(profiles)],
  };
}

/** Everything that peers take part in, and what looking on costs. */
async function measureBeside(options: StudyOptions) {
  const { latencyMs, ...world } = GRID;
  options.say("starting the stand-in and reading every file once");
  await using stand = await openStandIn({ seed: options.seed, ...world });
  await stand.set({ latency: String(latencyMs) });
  await using ways = await openWays(stand, options);
  const grid = await measureGrid(planGrid(ways, stand.files), options);
  const article = await measureArticle(stand, ways, options);
  const sampling = await measureSampling(stand, options);
  const table = articleChart(article);
  return {
    figures: [...gridFigures(grid), ...sampling.figures],
    cases: [...grid, ...article, ...sampling.cases],
    charts: [...(table ? [table] : []), ...gridCharts(grid)],
    ...ways.found,
  };
}
