import { makeFigure } from "../figure.ts";
import type { Figure } from "../study.ts";
import type { Work } from "./frame_work.ts";
import type { LongScroll } from "./long_scroll.ts";
import type { Opened, Settled, Watched } from "./page_watch.ts";
import type { Weight } from "./weigh.ts";

const KB = 1_000;
const WITHOUT_OTHERS =
  "the page's own thread, counted in time of the processor: nobody else on the machine is in it";

/** Everything that was measured. */
export interface GalleryMeasured {
  readonly media: number;
  /** Each by a browser with nothing in its cache. */
  readonly opened: readonly Opened[];
  /** The same, of a server that has just started. */
  readonly firstOpened: readonly Opened[];
  readonly weight: Weight;
  readonly jumps: readonly Settled[];
  readonly last: readonly Settled[];
  readonly viewerMs: readonly number[];
  readonly scroll: LongScroll;
  readonly watched: Watched;
}

/** Figures with the targets of a gallery of a million. */
export function galleryFigures(measured: GalleryMeasured): Figure[] {
  return [
    ...openingFigures(measured),
    ...scrollFigures(measured),
    ...stepFigures(measured),
    ...weightFigures(measured),
  ];
}

function openingFigures({ opened, firstOpened }: GalleryMeasured): Figure[] {
  const note = "from the start of the navigation, with an empty cache";
  const one = (name: string, samples: readonly number[], atMost?: number) =>
    makeFigure(name, samples, {
      ...{ unit: "ms", statistic: "median", note },
      ...(atMost === undefined ? {} : { target: { atMost } }),
    });
  const pick = (key: keyof Opened) => opened.map((one) => one[key]);
  return [
    one("first picture", pick("firstPictureMs"), 500),
    one(
      "library usable: every picture of the window, the rail and the counts",
      pick("usableMs"),
      800,
    ),
    one(
      "library usable, first visit of a server that just started",
      firstOpened.map(({ usableMs }) => usableMs),
    ),
  ];
}

function scrollFigures({ scroll, watched }: GalleryMeasured): Figure[] {
  const ms = (work: readonly Work[], key: keyof Work) => work.map((one) => one[key]);
  const { frames, tasks, heapMb, px } = scroll;
  const far = `${frames.length.toLocaleString("en")} frames of 120 px, ${px.toLocaleString("en")} px`;
  const work = { unit: "ms", note: `${far}; ${WITHOUT_OTHERS}` } as const;
  const wall = { unit: "ms", note: "with what others on the machine took meanwhile" } as const;
  const max = { statistic: "max" } as const;
  return [
    makeFigure("our work in a frame while scrolling", ms(frames, "cpuMs"), {
      ...{ ...work, statistic: "p95", target: { atMost: 6 } },
    }),
    makeFigure("our work in a frame while scrolling, on the wall", ms(frames, "wallMs"), {
      ...{ ...wall, statistic: "p95" },
    }),
    makeFigure("longest task while scrolling", ms(tasks, "cpuMs"), {
      ...{ ...work, ...max, target: { atMost: 50 } },
    }),
    makeFigure("longest task while scrolling, on the wall", ms(tasks, "wallMs"), {
      ...{ ...wall, ...max },
    }),
    makeFigure("longest that a tile in the window was blank", [watched.longestBlankMs], {
      ...{ unit: "ms", ...max, target: { atMost: 200 } },
      note: `scrolled in bursts with rests, over ${watched.pictures.toLocaleString("en")} pictures whose thumbnails the server has in memory`,
    }),
    makeFigure("tiles in the page", [watched.mostTiles], {
      ...{ unit: "count", ...max, target: { atMost: 250 } },
    }),
    makeFigure("nodes in the page", [watched.mostNodes], {
      ...{ unit: "count", ...max, target: { atMost: 3_000 } },
    }),
    makeFigure("heap while scrolling", heapMb, {
      ...{ unit: "MB", ...max, target: { atMost: 80 } },
      note: `${heapMb[0]?.toFixed(1)} MB before, ${heapMb.at(-1)?.toFixed(1)} MB after ${px.toLocaleString("en")} px`,
    }),
  ];
}

function stepFigures({ media, jumps, last, viewerMs }: GalleryMeasured): Figure[] {
  const count = media.toLocaleString("en");
  const jump = (name: string, key: keyof Settled, target?: { readonly atMost: number }) =>
    makeFigure(
      name,
      jumps.map((one) => one[key]),
      {
        ...{ unit: "ms", statistic: "max" },
        ...(target && { target }),
      },
    );
  return [
    jump("jump to a year: its first picture", "firstPictureMs", { atMost: 250 }),
    jump("jump to a year: its rows", "tilesMs"),
    jump("jump to a year: every picture of the window", "picturesMs"),
    makeFigure(
      `the last of ${count} by Ctrl+End: every picture of the window`,
      last.map(({ picturesMs }) => picturesMs),
      { unit: "ms", statistic: "max" },
    ),
    makeFigure("a picture opened, its thumbnail on screen", viewerMs, {
      ...{ unit: "ms", statistic: "median", target: { atMost: 80 } },
    }),
  ];
}

function weightFigures({ media, weight }: GalleryMeasured): Figure[] {
  const kb = (name: string, bytes: number, atMost: number) =>
    makeFigure(name, [bytes / KB], { unit: "KB", statistic: "max", target: { atMost } });
  return [
    kb("script that the library loads, compressed", weight.script, 60),
    kb("styles that the library loads, compressed", weight.style, 20),
    kb(`index of ${media.toLocaleString("en")} items, compressed`, weight.index, 30),
  ];
}
