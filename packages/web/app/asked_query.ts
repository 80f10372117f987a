import { preferences } from "./state.ts";

const WITHOUT = "nsfw:no";
const LEAD = `${WITHOUT} (`;

/** What the server is asked for a query: NSFW pictures are left out where the reader chose so. */
export function askedQuery(q: string): string {
  if (!leavesOut(q)) return q;
  return q === "" ? WITHOUT : `${LEAD}${q})`;
}

/** Where a fault of the asked query is in the query as typed; what was put around it has none of its own. */
export function inTyped<Place extends { readonly from: number; readonly to: number }>(
  q: string,
  faults: readonly Place[],
): Place[] {
  if (!leavesOut(q)) return [...faults];
  return faults
    .map((fault) => ({ ...fault, from: fault.from - LEAD.length, to: fault.to - LEAD.length }))
    .filter(({ from, to }) => from >= 0 && to <= q.length);
}

/** Whoever names NSFW in a query decides for it. */
function leavesOut(q: string): boolean {
  return preferences.value.nsfw === "hide" && !/(?<!\w)nsfw:/i.test(q);
}
