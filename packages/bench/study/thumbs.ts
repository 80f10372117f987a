import { findRivals } from "../rivals/rival.ts";
import { THUMB_RIVALS } from "../rivals/thumb_rivals.ts";
import type { CaseResult } from "./case.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";
import { articleChart } from "./thumbs/article_chart.ts";
import { thumbFigures } from "./thumbs/figures.ts";
import { measureGallery } from "./thumbs/gallery.ts";
import { measureLoad } from "./thumbs/load.ts";
import { planLoads } from "./thumbs/loads.ts";
import { openPictures } from "./thumbs/pictures.ts";

/** Every way to make thumbnails, ours and others', with how good they are. */
export const thumbsStudy: Study = {
  name: "thumbs",
  summary: "engines and peers over one folder of pictures, speed and quality; --corpus DIR",
  run: measureThumbs,
};

async function measureThumbs(options: StudyOptions): Promise<StudyOutcome> {
  const { kind, files } = await openPictures(options);
  const { found, missing, versions } = findRivals(THUMB_RIVALS);
  const cases: CaseResult[] = [];
  for (const load of planLoads(found)) cases.push(...(await measureLoad(load, files, options)));
  cases.push(...(await measureGallery(files, options)));
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  const table = articleChart(cases, { kind, sizeBytes });
  return {
    figures: thumbFigures(cases, kind),
    cases,
    charts: table ? [table] : [],
    missing,
    versions,
  };
}
