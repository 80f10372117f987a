import { openArchive, preparePages } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { NGINX } from "../rivals/nginx.ts";
import { findRivals } from "../rivals/rival.ts";
import { findFilledArchive } from "./filled_archive.ts";
import { isWanted } from "./is_wanted.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";
import { measureThumbs } from "./web/thumbs.ts";
import { webChart, webFigures } from "./web/web_report.ts";
import { measureWhileFetching } from "./web/while_fetching.ts";
import { WRK } from "./web/wrk.ts";

/** Of the page that is asked for as JSON. */
const ROWS = 60;
/**
 * A gallery of a busy year; more changes what the database does, which `bench db` measures. The grid comes in parts
 * of 512 rows, and this leaves sixty for the last.
 */
const MEDIA = 39 * 512 + ROWS;
const BLOBS = 2_000;

/** The gallery's server beside others. */
export const webStudy: Study = {
  name: "web",
  summary: "thumbnails and JSON over HTTP, beside nginx, Hono's serveStatic and Bun's routes",
  run: measureWeb,
};

async function measureWeb(options: StudyOptions): Promise<StudyOutcome> {
  const { found, missing, versions } = findRivals([WRK, NGINX]);
  if (!found.includes(WRK)) return { figures: [], missing, versions };
  const { blobs = BLOBS, say } = options;
  const dir = await findFilledArchive(MEDIA, { say, blobs });
  const cases = [...(await measureThumbs(dir, { ...options, pagePath: await findPage(dir) }))];
  if (isWanted("thumbnails while a fetch runs", options.only)) {
    cases.push(await measureWhileFetching(dir, options));
  }
  const chart = webChart(cases);
  return { figures: webFigures(cases), cases, charts: chart ? [chart] : [], missing, versions };
}

/** The address of a part of the grid that has sixty rows. */
async function findPage(dir: string): Promise<string> {
  await using archive = await openArchive(dir, { mode: "read" });
  const sort = "archived";
  const page = preparePages(archive)
    .buckets({ sort })
    .find(({ count }) => count === ROWS);
  if (page) return `/api/buckets/${encodeURIComponent(page.key)}?sort=${sort}`;
  throw new AcaciaError("unexpected", `Cannot find a part of the grid that has ${ROWS} rows`);
}
