import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { downloadMedia } from "../../download.ts";
import { showFailure } from "../../edits.ts";
import { nameOf } from "../../grid/item.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { Icon } from "../../parts/icon.tsx";
import { WriteButton } from "../../parts/write_button.tsx";
import { printBytes } from "../../quantities.ts";
import { t } from "../../strings.ts";
import type { LibraryGrid } from "./library_grid.ts";

/** What the bar needs. */
export interface SelectionBarProps {
  readonly view: LibraryGrid;
  /** Raised with each change of the selection, so that the bar is drawn anew. */
  readonly version: number;
}

/** What can be done with what is selected. */
export function SelectionBar({ view }: SelectionBarProps) {
  const { grid } = view;
  const { selection } = grid;
  const items = grid.collection?.totals.items ?? 0;
  const isGathering = useSignal(false);
  const asking = useSignal<{ n: number; answer: (yes: boolean) => void } | null>(null);
  useEffect(() => {
    view.confirmTrash = (n) =>
      new Promise((resolve) => {
        asking.value = { n, answer: resolve };
      });
    return () => {
      view.confirmTrash = undefined;
    };
  }, [view]);
  const answer = (yes: boolean) => {
    asking.value?.answer(yes);
    asking.value = null;
  };
  return (
    <>
      <div class="selection-bar" role="toolbar" aria-label={t("selection.label")}>
        <p class="selection-bar__count" role="status">
          <b>{t("selection.count", { n: selection.size })}</b>
          <span>{printBytes(selection.bytes)}</span>
        </p>
        {selection.size < items && (
          <button
            class="selection-bar__all"
            type="button"
            disabled={isGathering.value}
            onClick={async () => {
              isGathering.value = true;
              await view.selectAll();
              isGathering.value = false;
            }}
          >
            {t(isGathering.value ? "selection.gathering" : "selection.all", { n: items })}
          </button>
        )}
        <span class="selection-bar__rule" />
        <WriteButton
          className="selection-bar__action"
          icon="heart"
          action={t("action.favorite")}
          hasWord
          onPress={() => void view.toggleFavorite()}
        />
        {selection.size === 1 && <DownloadButton view={view} />}
        <WriteButton
          className="selection-bar__action selection-bar__trash"
          icon="trash"
          action={t("action.trash")}
          hasWord
          onPress={() => void view.trash()}
        />
        <span class="selection-bar__rule" />
        <button class="selection-bar__action" type="button" onClick={() => selection.clear()}>
          <Icon name="close" />
          <span>{t("action.clear")}</span>
        </button>
      </div>
      {asking.value !== null && (
        <Dialog
          className="confirm"
          title={t("confirm.trash.title", { n: asking.value.n })}
          onClose={() => answer(false)}
        >
          <p>{t("confirm.trash.text")}</p>
          <div class="confirm__ways">
            <button class="button" type="button" onClick={() => answer(false)}>
              {t("confirm.no")}
            </button>
            <button class="button" data-danger type="button" onClick={() => answer(true)}>
              {t("confirm.trash.yes", { n: asking.value.n })}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function DownloadButton({ view }: { readonly view: LibraryGrid }) {
  const { collection, selection } = view.grid;
  const download = () => {
    const [id] = selection.ids;
    const item = collection?.item(collection.placeOf(id ?? -1) ?? -1);
    if (item !== undefined) void downloadMedia(nameOf(item)).catch(showFailure);
  };
  return (
    <button class="selection-bar__action" type="button" onClick={download}>
      <Icon name="download" />
      <span>{t("action.download")}</span>
    </button>
  );
}
