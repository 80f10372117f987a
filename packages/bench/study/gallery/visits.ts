import { AcaciaError } from "@acacia/core/errors";
import { callPage } from "./call_page.ts";
import type { GalleryMeasured } from "./gallery_figures.ts";
import { PX_A_FRAME, scrollLong } from "./long_scroll.ts";
import type { Opened, Settled } from "./page_watch.ts";
import { goToLast, jumpToYear, openViewer } from "./steps.ts";
import { openVisit, type Visitor } from "./visit.ts";
import { type Weight, weighPage } from "./weigh.ts";

/** Bursts of a second with half a second of rest, for twenty seconds. */
const WATCHED = {
  frames: 1_200,
  pxAFrame: PX_A_FRAME,
  burst: { frames: 60, rest: 30 },
  maxMs: 20_000,
};
/** Of what takes less than a second, samples for each round. */
const A_ROUND = 3;
/** Of all years: so far on goes each jump, back to the first after the last; none comes twice. */
const FAR = 0.618;

/** How much is measured. */
export interface VisitOptions {
  readonly rounds: number;
  /** Of the long scroll. */
  readonly minutes: number;
  readonly say: (text: string) => void;
}

/** Everything that a browser sees of a gallery whose server is warm. */
export async function measureVisits(
  visitor: Visitor,
  { rounds, minutes, say }: VisitOptions,
): Promise<Omit<GalleryMeasured, "media" | "firstOpened">> {
  say("opening the library");
  await measureOpening(visitor, 1);
  const { opened, weight } = await measureOpening(visitor, rounds * A_ROUND);
  say("jumps, the viewer, and the last picture");
  const steps = await measureSteps(visitor, rounds);
  say("scrolling, with a look at every frame");
  const watched = await watchScroll(visitor);
  say(`scrolling for ${minutes} min`);
  await using visit = await openVisit(visitor);
  const scroll = await scrollLong(visitor, { visit, minutes });
  visit.check();
  return { opened, weight, ...steps, watched, scroll };
}

async function measureOpening(visitor: Visitor, times: number) {
  const opened: Opened[] = [];
  let weight: Weight | undefined;
  for (let time = 0; time < times; time++) {
    await using visit = await openVisit(visitor);
    opened.push(visit.opened);
    // What is loaded later, for the viewer, counts too: it comes by itself.
    if (time === times - 1) await visit.page.waitForLoadState("networkidle");
    weight = await weighPage(visit.page);
    visit.check();
  }
  return { opened, weight: weight! };
}

async function measureSteps(visitor: Visitor, rounds: number) {
  const lastLink = await findLast(visitor.url);
  await using visit = await openVisit(visitor);
  const { page } = visit;
  const jumps: Settled[] = [];
  const last: Settled[] = [];
  const viewerMs: number[] = [];
  await openViewer(page, 0);
  for (let round = 0; round < rounds; round++) {
    for (let nth = 0; nth < A_ROUND; nth++) {
      jumps.push(await jumpToYear(page, ((1 + round * A_ROUND + nth) * FAR) % 1));
      viewerMs.push(await openViewer(page, nth));
    }
    last.push(await goToLast(page, lastLink));
  }
  visit.check();
  return { jumps, last, viewerMs };
}

async function watchScroll(visitor: Visitor) {
  // Every thumbnail comes into the server's memory.
  for (const look of ["first", "second"]) {
    await using visit = await openVisit(visitor);
    const watched = await callPage(visit.page, "watch", WATCHED);
    visit.check();
    if (look === "second") return watched;
  }
  throw new AcaciaError("unexpected", "Cannot watch a scroll");
}

/** The link of the very last picture, as the server tells it. */
async function findLast(url: string): Promise<string> {
  const ask = async <Answer>(path: string) =>
    (await (await fetch(`${url}/api/${path}`)).json()) as Answer;
  const { buckets } = await ask<{ buckets: { key: string }[] }>("buckets?sort=posted");
  const key = encodeURIComponent(buckets.at(-1)?.key ?? "");
  const { id } = await ask<{ id: number[] }>(`buckets/${key}?sort=posted`);
  const { imgurId } = await ask<{ imgurId: string }>(`media/~${id.at(-1)}`);
  return `#/i/${imgurId}`;
}
