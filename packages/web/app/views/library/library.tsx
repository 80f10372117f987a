import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { restored, showFailure } from "../../edits.ts";
import type { Collection } from "../../grid/collection.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Faults } from "../../parts/search/faults.tsx";
import { openResults, results, resultsFailure } from "../../results.ts";
import { address, gridOf, isTrash, TRASH_QUERY } from "../../router.ts";
import { announcement, lastViewed, preferences, revealed } from "../../state.ts";
import { t } from "../../strings.ts";
import { useArrivals } from "./arrivals.ts";
import { LibraryGrid } from "./library_grid.ts";
import { selectRequest } from "./select_request.ts";
import { SelectionBar } from "./selection_bar.tsx";
import { Empty, NoMatch } from "./states.tsx";
import { TitleRow } from "./title_row.tsx";
import { EmptyTrash } from "./trash.tsx";
import { useFigures } from "./use_figures.ts";

/** A silhouette of fewer months says nothing; the browser's own scrollbar stays then. */
const MIN_RAIL_BARS = 3;

/** The library: every picture of a query in justified rows, with the rail of months beside them. */
export function Library() {
  const gridRoot = useRef<HTMLDivElement>(null);
  const railRoot = useRef<HTMLDivElement>(null);
  const view = useRef<LibraryGrid>(undefined);
  const selected = useSignal({ size: 0, version: 0 });
  useEffect(() => {
    if (gridRoot.current === null || railRoot.current === null) return;
    const made = new LibraryGrid(gridRoot.current, railRoot.current, () => {
      selected.value = { size: made.grid.selection.size, version: selected.peek().version + 1 };
    });
    view.current = made;
    return () => made.close();
  }, []);
  useFollow(view);
  useFigures();
  const arrivals = useArrivals(view);
  const collection = results.value;
  const totals = collection?.totals;
  const isDated = ["posted", "archived"].includes(gridOf(address.value).sort);
  const hasMonths = isDated && (totals?.buckets.length ?? 0) >= MIN_RAIL_BARS;
  const hasItems = (totals?.items ?? 0) > 0;
  useEffect(() => {
    const hasRail = hasMonths && hasItems;
    document.documentElement.toggleAttribute("data-rail", hasRail);
    return () => document.documentElement.toggleAttribute("data-rail", false);
  }, [hasMonths, hasItems]);
  return (
    <section class="library" aria-labelledby="library-title">
      <TitleRow collection={collection} />
      <Faults collection={collection} />
      {resultsFailure.value !== null && <LoadFailure />}
      <div ref={gridRoot} class="grid" hidden={totals !== undefined && !hasItems} />
      <div ref={railRoot} class="rail" hidden={!hasMonths || !hasItems} />
      {collection !== null && !hasItems && <Nothing collection={collection} />}
      {arrivals.count > 0 && selected.value.size === 0 && (
        <button class="pill" type="button" onClick={arrivals.show}>
          <Icon name="up" />
          {t("new.show", { n: arrivals.count })}
        </button>
      )}
      {selected.value.size > 0 && view.current !== undefined && (
        <SelectionBar view={view.current} version={selected.value.version} />
      )}
      <Confirm />
    </section>
  );
}

/** What is said where there is no picture. */
function Nothing({ collection }: { readonly collection: Collection }) {
  const { q } = collection.grid;
  if (q === TRASH_QUERY) return <EmptyTrash />;
  return collection.totals.archiveItems === 0 && !isTrash(q) ? <Empty /> : <NoMatch q={q} />;
}

/** Keeps the grid in step with the address, the results, the choices, and what the viewer showed. */
function useFollow(view: { readonly current: LibraryGrid | undefined }): void {
  useSignalEffect(() => {
    const collection = results.value;
    if (collection === null) return;
    view.current?.show(collection);
    const { q } = collection.grid;
    const { items } = collection.totals;
    document.title = t("app.title", {
      page: q === "" ? t("library.title") : q === TRASH_QUERY ? t("nav.trash") : q,
    });
    const timer = setTimeout(() => {
      if (q !== "") announcement.value = t("library.matches", { n: items });
    }, 400);
    return () => clearTimeout(timer);
  });
  useSignalEffect(() => view.current?.grid.resize(preferences.value.rowSize));
  useSignalEffect(() => {
    revealed.value.size;
    view.current?.grid.refresh();
  });
  useSignalEffect(() => {
    const back = restored.value;
    if (back !== null) void view.current?.focusId(back.id, back.key).catch(showFailure);
  });
  useSignalEffect(() => {
    const item = selectRequest.value;
    if (item === null) return;
    selectRequest.value = null;
    view.current?.grid.selection.toggle(item);
  });
  useSignalEffect(() => {
    if (address.value.view !== "library" || lastViewed.peek() === null) return;
    const name = lastViewed.peek() ?? "";
    lastViewed.value = null;
    view.current?.returnTo(name);
  });
}

function LoadFailure() {
  return (
    <p class="notice" role="alert">
      {t("error.load")}
      <button class="button" type="button" onClick={() => void openResults(gridOf(address.peek()))}>
        {t("action.retry")}
      </button>
    </p>
  );
}
