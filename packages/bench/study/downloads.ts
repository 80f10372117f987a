import { openStandIn } from "../measure/stand_in.ts";
import { GRID, measureGrid, planGrid } from "./downloads/grid.ts";
import { gridCharts } from "./downloads/grid_charts.ts";
import { gridFigures } from "./downloads/grid_figures.ts";
import { openWays } from "./downloads/open_ways.ts";
import { measureSampling } from "./downloads/sampling.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

/** Every way to run the same downloads, ours and others'. */
export const downloadsStudy: Study = {
  name: "downloads",
  summary: "strategies and peers on one list of links; --only grid or sampling",
  run: measureDownloads,
};

async function measureDownloads(options: StudyOptions): Promise<StudyOutcome> {
  const { latencyMs, ...world } = GRID;
  options.say("starting the stand-in and reading every file once");
  await using stand = await openStandIn({ seed: options.seed, ...world });
  await stand.set({ latency: String(latencyMs) });
  await using ways = await openWays(stand, options);
  const grid = await measureGrid(planGrid(ways, stand.files), options);
  const sampling = await measureSampling(stand, options);
  return {
    figures: [...gridFigures(grid), ...sampling.figures],
    cases: [...grid, ...sampling.cases],
    charts: gridCharts(grid),
    ...ways.found,
  };
}
