import { chance } from "../faults/chance.ts";
import type { Place } from "../place.ts";

/** Items on a page of any gallery listing, docs/imgur.md §2.1. */
export const GALLERY_PAGE = 60;

/**
 * One page of a listing, with the shifts and repeats that the knobs ask for (docs/imgur.md §2.1, paging rules).
 *
 * @param items The whole listing in its order.
 * @param page From 0; below counts as 0.
 * @returns The page; empty past the end.
 */
export function cutPage<Item>(
  items: readonly Item[],
  { page, place, size = GALLERY_PAGE }: { page: number; place: Place; size?: number },
): readonly Item[] {
  const { shuffle } = place.knobs;
  const asked = repeated(Math.max(0, page), place);
  // As if `shuffle` new posts had come in at the top before each page: what was the end of one page is the
  // beginning of the next. Nothing is ever missed, so totals stay comparable.
  const from = asked * Math.max(1, size - shuffle);
  const cut = items.slice(from, from + size);
  if (shuffle === 0 || cut.length === 0) return cut;
  place.meet("shuffle");
  const rank = new Map(cut.map((item, i) => [item, chance(place.seed, "shuffle", asked, i)]));
  return cut.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
}

function repeated(page: number, place: Place): number {
  const { repeatFrom } = place.knobs;
  if (repeatFrom <= 0 || page < repeatFrom) return page;
  place.meet("repeatFrom");
  return repeatFrom - 1;
}
