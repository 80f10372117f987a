import { openArchive, type Pages, prepareLookup, preparePages, printCursor } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { makeRandom } from "../measure/statistics.ts";
import { makeFigure } from "./figure.ts";
import { findFilledArchive } from "./filled_archive.ts";
import type { Figure, StudyOptions } from "./study.ts";

/** The key of each order that an index walks, as the archive tells it of a media. */
const KEYS = {
  posted: "postedAt",
  archived: "archivedAt",
  score: "score",
  size: "sizeBytes",
} as const;
const PAGES = 1_000;
/** No index walks a shuffled order: each of its pages costs a look at every row. */
const SHUFFLED_PAGES = 3;
const LIMIT = 100;
const MAX_MS = 1;

/** Random media, with the place after each of them in every order. */
type Places = readonly Readonly<Record<keyof typeof KEYS, string>>[];

/** How long a page of a hundred takes at a random place among so many media, in every order. */
export async function measurePages(media: number, { say }: StudyOptions): Promise<Figure[]> {
  const dir = await findFilledArchive(media, { say });
  say(`pages of ${LIMIT} from ${media.toLocaleString("en")} media`);
  return await measurePagesOf(dir, { media, maxMs: MAX_MS });
}

/** How pages of an archive are measured. */
export interface PagesOptions {
  readonly media: number;
  /** What 99 of 100 pages must keep, ms. */
  readonly maxMs: number;
  /** What goes on meanwhile, for the figures' names: ", 20 k rows/s written". @default "" */
  readonly meanwhile?: string;
}

/** The same for the archive in a folder, whoever else is at work there. */
export async function measurePagesOf(
  dir: string,
  { media, maxMs, meanwhile = "" }: PagesOptions,
): Promise<Figure[]> {
  await using archive = await openArchive(dir, { mode: "read" });
  const count = media.toLocaleString("en");
  const places = pickPlaces(media, prepareLookup(archive));
  const pages = preparePages(archive);
  const figures = (Object.keys(KEYS) as (keyof typeof KEYS)[]).map((sort) => {
    const read = () => places.map((place) => timePage(pages, { sort, after: place[sort] }));
    read();
    return makeFigure(`page of ${LIMIT} from ${count} media by ${sort}${meanwhile}`, read(), {
      unit: "ms",
      statistic: "p99",
      target: { atMost: maxMs },
    });
  });
  if (meanwhile !== "") return figures;
  const shuffled = Array.from({ length: SHUFFLED_PAGES }, () =>
    timePage(pages, { sort: "random" }),
  );
  return [
    ...figures,
    makeFigure(`page of ${LIMIT} from ${count} media shuffled`, shuffled, {
      unit: "ms",
      statistic: "median",
      note: "no index walks this order: every row is looked at",
    }),
  ];
}

function pickPlaces(media: number, lookup: ReturnType<typeof prepareLookup>): Places {
  const random = makeRandom(1);
  return Array.from({ length: PAGES }, () => {
    const id = 1 + Math.floor(random() * media);
    const detail = lookup.media(id);
    const place = (key: keyof typeof KEYS) =>
      printCursor({ id, key: Number(detail?.[KEYS[key]] ?? 0) });
    return {
      posted: place("posted"),
      archived: place("archived"),
      score: place("score"),
      size: place("size"),
    };
  });
}

/** @returns ms. */
function timePage(
  pages: Pages,
  listing: { sort: Parameters<Pages["page"]>[0]["sort"]; after?: string },
): number {
  const begun = performance.now();
  const { tiles } = pages.page({ ...listing, limit: LIMIT });
  const ms = performance.now() - begun;
  if (tiles.length > 0) return ms;
  throw new AcaciaError(
    "integrity",
    `Cannot take a page by ${listing.sort} as a sample: it is empty`,
  );
}
