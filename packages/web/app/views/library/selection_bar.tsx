import { type Signal, useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import type { Chosen } from "../../chosen.ts";
import { showFailure } from "../../edits.ts";
import { Icon } from "../../parts/icon.tsx";
import { WriteButton } from "../../parts/write_button.tsx";
import { printBytes } from "../../quantities.ts";
import { isTrash } from "../../router.ts";
import { t } from "../../strings.ts";
import type { LibraryGrid } from "./library_grid.ts";
import type { TagPickerProps } from "./tag_picker.tsx";

/** What the bar needs. */
export interface SelectionBarProps {
  readonly view: LibraryGrid;
  /** Raised with each change of the selection, so that the bar is drawn anew. */
  readonly version: number;
}

/** The tag picker once it is loaded, and what it is open for. */
interface Picking {
  readonly Picker: ComponentType<TagPickerProps>;
  readonly chosen: Chosen;
}

/** What can be done with what is selected. */
export function SelectionBar({ view }: SelectionBarProps) {
  const { grid, deeds } = view;
  const { selection, collection } = grid;
  const picking = useSignal<Picking | null>(null);
  const { Picker, chosen } = picking.value ?? {};
  return (
    <>
      <div class="selection-bar" role="toolbar" aria-label={t("selection.label")}>
        <p class="selection-bar__count" role="status">
          <b>
            {t(selection.isWhole ? "selection.all.done" : "selection.count", {
              n: selection.size,
            })}
          </b>
          <span>{printBytes(selection.bytes)}</span>
        </p>
        {!selection.isWhole && selection.size < (collection?.totals.items ?? 0) && (
          <button class="selection-bar__all" type="button" onClick={() => deeds.selectAll()}>
            {t("selection.all", { n: collection?.totals.items ?? 0 })}
          </button>
        )}
        <span class="selection-bar__rule" />
        {isTrash(collection?.grid.q ?? "") ? (
          <TrashDeeds view={view} />
        ) : (
          <Deeds view={view} onTag={() => void pickTags(picking, deeds.chosen)} />
        )}
        <span class="selection-bar__rule" />
        <button
          class="selection-bar__action selection-bar__clear"
          type="button"
          onClick={() => selection.clear()}
        >
          <Icon name="close" />
          <span>{t("action.clear")}</span>
        </button>
      </div>
      {Picker !== undefined && chosen !== undefined && (
        <Picker
          chosen={chosen}
          onClose={() => {
            picking.value = null;
          }}
        />
      )}
    </>
  );
}

function Deeds({ view, onTag }: { readonly view: LibraryGrid; readonly onTag: () => void }) {
  const { deeds } = view;
  return (
    <>
      <WriteButton
        className="selection-bar__action"
        icon="heart"
        action={t("action.favorite")}
        hasWord
        onPress={() => void deeds.toggleFavorite()}
      />
      <WriteButton
        className="selection-bar__action"
        icon="tag"
        action={t("action.tag")}
        hasWord
        onPress={onTag}
      />
      <button class="selection-bar__action" type="button" onClick={() => void deeds.download()}>
        <Icon name="download" />
        <span>{t("action.download")}</span>
      </button>
      <WriteButton
        className="selection-bar__action selection-bar__trash"
        icon="trash"
        action={t("action.trash")}
        hasWord
        onPress={() => void deeds.trash()}
      />
    </>
  );
}

function TrashDeeds({ view: { deeds } }: { readonly view: LibraryGrid }) {
  return (
    <>
      <WriteButton
        className="selection-bar__action"
        icon="restore"
        action={t("action.restore")}
        hasWord
        onPress={() => void deeds.restore()}
      />
      <WriteButton
        className="selection-bar__action selection-bar__trash"
        icon="trash"
        action={t("action.delete")}
        hasWord
        onPress={() => void deeds.trash()}
      />
    </>
  );
}

/** Its code is asked for with the first tag that anybody wants to give. */
async function pickTags(picking: Signal<Picking | null>, chosen: Chosen): Promise<void> {
  try {
    const { TagPicker } = await import("./tag_picker.tsx");
    picking.value = { Picker: TagPicker, chosen };
  } catch (failure) {
    showFailure(failure);
  }
}
