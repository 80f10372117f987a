import { effect, type Signal, signal, untracked } from "@preact/signals";
import { askedQuery } from "./asked_query.ts";
import { Collection } from "./grid/collection.ts";
import { address, type GridAddress, gridOf, sameGrid } from "./router.ts";

/** What the address asks for, once its figures are here; the last good one while the next loads. */
export const results: Signal<Collection | null> = signal(null);
/** Why the figures did not load; null when they did. */
export const resultsFailure: Signal<unknown> = signal(null);

let opening: AbortController | undefined;

/** Follows the address with the results it asks for. Call once. */
export function startResults(): void {
  let wanted: GridAddress | undefined;
  let wantedAs = "";
  effect(() => {
    const from = address.value;
    const grid = gridOf(from);
    const asked = askedQuery(grid.q);
    if (from.view === "page" && wanted !== undefined) return;
    if (wanted !== undefined && sameGrid(wanted, grid) && asked === wantedAs) return;
    wanted = grid;
    wantedAs = asked;
    untracked(() => void openResults(grid));
  });
}

/** Reads the figures of a query anew and shows them; what was shown stays until then. */
export async function openResults(grid: GridAddress): Promise<void> {
  opening?.abort();
  const abort = new AbortController();
  opening = abort;
  try {
    const collection = await Collection.open(grid, abort.signal);
    if (abort.signal.aborted) return;
    const before = results.peek();
    // What was shown stays until there is something to take its place.
    const [first] = collection.totals.buckets;
    if (before !== null && first !== undefined)
      await collection.load(first.key).catch(() => undefined);
    if (abort.signal.aborted) return;
    resultsFailure.value = null;
    results.value = collection;
    before?.close();
  } catch (failure) {
    if (!abort.signal.aborted) resultsFailure.value = failure;
  }
}
