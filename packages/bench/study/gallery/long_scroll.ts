import type { CDPSession } from "playwright-core";
import { callPage } from "./call_page.ts";
import { type Work, workOfFrames, workOfTasks } from "./frame_work.ts";
import { readMainThread, TRACE_CATEGORIES } from "./trace.ts";
import type { Visit, Visitor } from "./visit.ts";

/** How fast it is scrolled: 7,200 px a second where nothing is in the way. */
export const PX_A_FRAME = 120;
/** Five seconds of a quiet machine: a trace of more grows large. */
const PART = { frames: 300, pxAFrame: PX_A_FRAME, maxMs: 10_000 };
const MINUTE_MS = 60_000;

/** What a long scroll took. */
export interface LongScroll {
  readonly frames: readonly Work[];
  readonly tasks: readonly Work[];
  /** What the page held after each part, once what nobody needs was given back, MB. */
  readonly heapMb: readonly number[];
  /** How far it came, px. */
  readonly px: number;
}

/** Scrolls a library from its top for so many minutes, with a trace of each part. */
export async function scrollLong(
  { browser }: Visitor,
  { visit, minutes }: { readonly visit: Visit; readonly minutes: number },
): Promise<LongScroll> {
  const { page, session } = visit;
  const frames: Work[] = [];
  const tasks: Work[] = [];
  const heapMb = [await readHeap(session)];
  const begun = performance.now();
  let done = 0;
  while (performance.now() - begun < MINUTE_MS * minutes) {
    await browser.startTracing(page, { categories: [...TRACE_CATEGORIES] });
    const scrolled = await callPage(page, "scroll", PART);
    const main = readMainThread((await browser.stopTracing()).toString());
    frames.push(...workOfFrames(main));
    tasks.push(...workOfTasks(main));
    heapMb.push(await readHeap(session));
    done += scrolled;
  }
  return { frames, tasks, heapMb, px: done * PX_A_FRAME };
}

async function readHeap(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize / 1e6;
}
