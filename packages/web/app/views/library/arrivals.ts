import { useSignal, useSignalEffect } from "@preact/signals";
import { fetchNew } from "../../api.ts";
import { showFailure } from "../../edits.ts";
import { openResults, results } from "../../results.ts";
import { live } from "../../state.ts";
import type { LibraryGrid } from "./library_grid.ts";

const ARRIVING_MS = 1_600;

/** How much of the query arrived since it was read, and the way to show it. */
export interface Arrivals {
  readonly count: number;
  readonly show: () => void;
}

/** Counts arrivals as the stream tells of them; it speaks at most once a second. */
export function useArrivals(view: { readonly current: LibraryGrid | undefined }): Arrivals {
  const count = useSignal(0);
  useSignalEffect(() => {
    const collection = results.value;
    const mark = live.value?.mark ?? 0;
    const since = collection?.totals.mark ?? mark;
    if (collection === null || mark <= since) {
      count.value = 0;
      return;
    }
    let isOver = false;
    void fetchNew(since, collection.grid.q)
      .then((told) => {
        if (!isOver) count.value = told.count;
      })
      .catch(() => undefined);
    return () => {
      isOver = true;
    };
  });
  const show = async () => {
    const grid = results.peek()?.grid;
    const made = view.current;
    if (grid === undefined || made === undefined) return;
    history.replaceState({}, "");
    await openResults(grid);
    const fresh = results.peek();
    if (fresh !== null) made.show(fresh);
    count.value = 0;
    scrollTo(0, 0);
    made.grid.root.toggleAttribute("data-arriving", true);
    setTimeout(() => made.grid.root.toggleAttribute("data-arriving", false), ARRIVING_MS);
    await made.grid.focusItem(0).catch(showFailure);
    scrollTo(0, 0);
  };
  return { count: count.value, show: () => void show() };
}
