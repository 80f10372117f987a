import { canRunChromium, launchChromium } from "@acacia/web/testing/chromium";
import type { Browser } from "playwright-core";
import { findFilledArchive } from "./filled_archive.ts";
import { buildPageWatch } from "./gallery/call_page.ts";
import { galleryFigures } from "./gallery/gallery_figures.ts";
import type { Opened } from "./gallery/page_watch.ts";
import { openVisit } from "./gallery/visit.ts";
import { measureVisits } from "./gallery/visits.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";
import { startGallery } from "./web/servers.ts";

const MEDIA = 1_000_000;
const BLOBS = 2_000;

/** The gallery in a real browser. */
export const galleryStudy: Study = {
  name: "gallery",
  summary: "a million media in Chromium: opening, scrolling, jumps and the viewer",
  run: measureGallery,
};

async function measureGallery(options: StudyOptions): Promise<StudyOutcome> {
  if (!canRunChromium()) {
    return { figures: [], missing: [{ name: "Chromium", install: "apt-get install chromium" }] };
  }
  const { media = MEDIA, blobs = BLOBS, minutes = 1, rounds, say } = options;
  const dir = await findFilledArchive(media, { say, blobs });
  await using browser = await launchChromium();
  const watch = await buildPageWatch();
  say("the first visit of a server");
  const firstOpened: Opened[] = [];
  for (let round = 0; round < rounds; round++) {
    firstOpened.push(await openFirst(dir, { browser, watch }));
  }
  await using gallery = await startGallery(dir);
  const visitor = { browser, watch, url: gallery.url };
  const measured = await measureVisits(visitor, { rounds, minutes, say });
  return {
    figures: galleryFigures({ media, firstOpened, ...measured }),
    versions: { Chromium: browser.version() },
  };
}

async function openFirst(
  dir: string,
  { browser, watch }: { readonly browser: Browser; readonly watch: string },
): Promise<Opened> {
  await using gallery = await startGallery(dir);
  await using visit = await openVisit({ browser, watch, url: gallery.url });
  visit.check();
  return visit.opened;
}
