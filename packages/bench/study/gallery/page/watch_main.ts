/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// Runs in the page that is measured, before the page's own program. Built and put there by `watch_page.ts`.
import type { Course, Opened, PageWatch, Settled, Watched } from "../page_watch.ts";

const GRACE_MS = 30_000;

/** What one look at the window finds. */
interface Look {
  /** Tiles in the window by their link: whether the picture is there. */
  readonly tiles: ReadonlyMap<string, boolean>;
  /** A stretch whose rows are not here is in the window. */
  readonly hasGhost: boolean;
}

function look(): Look {
  const tiles = new Map<string, boolean>();
  for (const tile of document.querySelectorAll<HTMLElement>(".tile:not([data-hidden])")) {
    if (!isInWindow(tile)) continue;
    const link = tile.querySelector("a")?.href ?? "";
    tiles.set(link, tile.querySelector(".tile__image[data-loaded]") !== null);
  }
  const hasGhost = [...document.querySelectorAll(".grid__ghost")].some(isInWindow);
  return { tiles, hasGhost };
}

function isInWindow(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}

function isWhole({ tiles, hasGhost }: Look): boolean {
  return !hasGhost && tiles.size > 0 && [...tiles.values()].every(Boolean);
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** After the frame that is being made: its style and layout are done. */
async function afterFrame(): Promise<number> {
  await nextFrame();
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    port1.onmessage = resolve;
    port2.postMessage(0);
  });
  return performance.now();
}

/** Asks once a frame. @throws after half a minute. */
async function until(condition: () => boolean): Promise<number> {
  const begun = performance.now();
  while (!condition()) {
    await nextFrame();
    if (performance.now() - begun > GRACE_MS) throw new Error("the page never came so far");
  }
  return performance.now();
}

/** The first moment at which a picture was loaded; watched from the start. */
const firstPicture = new Promise<number>((resolve) => {
  const observer = new MutationObserver(() => {
    if (document.querySelector(".tile__image[data-loaded]") === null) return;
    observer.disconnect();
    resolve(performance.now());
  });
  observer.observe(document, { subtree: true, childList: true, attributeFilter: ["data-loaded"] });
});

async function opened(): Promise<Opened> {
  const firstPictureMs = await firstPicture;
  const usableMs = await until(() => {
    const hasRail = document.querySelector(".rail:not([hidden]) .rail__year") !== null;
    return hasRail && isWhole(look());
  });
  return { firstPictureMs, usableMs };
}

async function run({ frames, pxAFrame, burst, maxMs }: Course, each: () => void): Promise<number> {
  const end = performance.now() + (maxMs ?? Number.POSITIVE_INFINITY);
  let done = 0;
  while (done < frames && performance.now() < end) {
    await nextFrame();
    const isResting = burst && done % (burst.frames + burst.rest) >= burst.frames;
    const before = scrollY;
    if (!isResting) scrollBy(0, pxAFrame);
    each();
    done++;
    if (!isResting && scrollY === before) break;
  }
  return done;
}

async function watch(course: Course): Promise<Watched> {
  const blankSince = new Map<string, number>();
  const seen = new Set<string>();
  const most = { longestBlankMs: 0, mostTiles: 0, mostNodes: 0 };
  const nodes = document.getElementsByTagName("*");
  const tiles = document.getElementsByClassName("tile");
  await run(course, () => {
    const now = performance.now();
    const found = look();
    const blank = new Set([...found.tiles].filter(([, isHere]) => !isHere).map(([link]) => link));
    if (found.hasGhost) blank.add("ghost");
    for (const link of blank) if (!blankSince.has(link)) blankSince.set(link, now);
    for (const [link, since] of blankSince) {
      most.longestBlankMs = Math.max(most.longestBlankMs, now - since);
      if (!blank.has(link)) blankSince.delete(link);
    }
    for (const link of found.tiles.keys()) seen.add(link);
    most.mostTiles = Math.max(most.mostTiles, tiles.length);
    most.mostNodes = Math.max(most.mostNodes, nodes.length);
  });
  return { ...most, pictures: seen.size };
}

/** When the next button or key is pressed, as the browser got it. */
function nextPress(): Promise<number> {
  const once = new AbortController();
  return new Promise((resolve) => {
    for (const name of ["pointerdown", "keydown"] as const) {
      const pressed = ({ timeStamp }: Event) => {
        once.abort();
        resolve(timeStamp);
      };
      addEventListener(name, pressed, { capture: true, signal: once.signal });
    }
  });
}

async function settle(press: Promise<number>): Promise<Settled> {
  const before = look();
  const pressed = await press;
  const isOther = ({ tiles, hasGhost }: Look) =>
    !hasGhost && tiles.size > 0 && ![...tiles.keys()].some((link) => before.tiles.has(link));
  const tilesAt = await until(() => isOther(look()));
  const firstPictureAt = await until(() => [...look().tiles.values()].some(Boolean));
  const picturesAt = await until(() => isWhole(look()));
  return {
    tilesMs: tilesAt - pressed,
    firstPictureMs: firstPictureAt - pressed,
    picturesMs: picturesAt - pressed,
  };
}

async function showViewer(press: Promise<number>): Promise<number> {
  const pressed = await press;
  await new Promise<void>((resolve) => {
    const check = () => {
      if (document.querySelector("dialog.viewer[open] .stage__layer[data-loaded]") === null) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(check);
    observer.observe(document, {
      subtree: true,
      childList: true,
      attributeFilter: ["data-loaded", "open"],
    });
  });
  return (await afterFrame()) - pressed;
}

/** What was armed. */
const armed: { window?: Promise<Settled>; viewer?: Promise<number> } = {};

function take<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("this was not armed");
  return value;
}

/** Links of the pictures that stand whole below the header, loaded. */
function wholePictures(): HTMLElement[] {
  const header = document.querySelector("header")?.getBoundingClientRect().bottom ?? 0;
  return [...document.querySelectorAll<HTMLElement>(".tile:not([data-hidden]) a")].filter(
    (link) => {
      const { top, bottom } = link.getBoundingClientRect();
      const isLoaded = link.querySelector(".tile__image[data-loaded]") !== null;
      return isLoaded && top >= header && bottom <= innerHeight;
    },
  );
}

const watcher: PageWatch = {
  opened,
  scroll: (course) => run(course, () => undefined),
  watch,
  arm(what) {
    if (what === "window") armed.window = settle(nextPress());
    else armed.viewer = showViewer(nextPress());
  },
  settled: () => take(armed.window),
  viewerOpened: () => take(armed.viewer),
  pictureAt(nth) {
    const box = wholePictures()[nth]?.getBoundingClientRect();
    return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  },
  focusPicture: () => wholePictures()[0]?.focus({ preventScroll: true }),
  focused() {
    const link = document.activeElement;
    const isLoaded = link?.querySelector(".tile__image[data-loaded]") !== null;
    const href = link?.getAttribute("href") ?? "";
    return { href, isLoaded, below: document.documentElement.scrollHeight - scrollY - innerHeight };
  },
};
Object.assign(globalThis, { benchWatch: watcher });
