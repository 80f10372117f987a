import { type Chosen, countOf, holderOf } from "../../chosen.ts";
import { download } from "../../download.ts";
import { deleteForGood, moveToTrash, restore, setFavorite, showFailure } from "../../edits.ts";
import type { Grid } from "../../grid/grid.ts";
import { confirm } from "../../parts/confirm.tsx";
import { isTrash } from "../../router.ts";
import { writeBlock } from "../../state.ts";
import { t } from "../../strings.ts";

/** More than anybody takes away without a word. */
const ASK_ABOVE = 500;

/** What can be done with the pictures that are selected, or with the one under the keyboard. */
export class Deeds {
  readonly #grid: Grid;

  /** @param grid Where they are selected. */
  constructor(grid: Grid) {
    this.#grid = grid;
  }

  /** What a deed is done to. */
  get chosen(): Chosen {
    const { selection, collection, current } = this.#grid;
    if (selection.size > 0) return selection.chosen;
    const item = collection?.item(current);
    return item === undefined ? [] : [item.id];
  }

  /** Selects every result, also those that are not here yet. */
  selectAll(): void {
    const { collection, selection } = this.#grid;
    if (collection === undefined || collection.totals.items === 0) return;
    const { faults, items } = collection.totals;
    if (faults.length === 0) selection.selectAll(collection);
    // What was left out of the query is shown as if it were not there, but no edit is made on such a query.
    else void selection.addRange(collection, 0, items - 1).catch(showFailure);
  }

  /** Favourites what is chosen, or takes it out when all of it is. */
  async toggleFavorite(): Promise<void> {
    const { chosen } = this;
    const { collection } = this.#grid;
    await setFavorite(chosen, collection?.every(holderOf(chosen), "favorite") !== true);
  }

  /** Moves what is chosen to Trash; in the Trash, asks and removes it for good. */
  async trash(): Promise<void> {
    const { chosen } = this;
    if (countOf(chosen) === 0 || writeBlock.peek() !== null) return;
    if (this.#isTrash) {
      if (await mayDelete(chosen)) await this.#takeAway(chosen, deleteForGood);
    } else if (countOf(chosen) <= ASK_ABOVE || (await mayTrash(chosen))) {
      await this.#takeAway(chosen, moveToTrash);
    }
  }

  /** Takes what is chosen out of the Trash. */
  async restore(): Promise<void> {
    if (this.#isTrash) await this.#takeAway(this.chosen, restore);
  }

  /** Lets the browser save what is chosen. */
  async download(): Promise<void> {
    await download(this.chosen).catch(showFailure);
  }

  get #isTrash(): boolean {
    return isTrash(this.#grid.collection?.grid.q ?? "");
  }

  /** Puts the keyboard on what takes the place of what goes. */
  async #takeAway(chosen: Chosen, run: (chosen: Chosen) => Promise<boolean>): Promise<void> {
    const { collection, current, selection } = this.#grid;
    const place = Math.min(current, collection?.firstPlace(holderOf(chosen)) ?? current);
    selection.clear();
    const done = run(chosen);
    await this.#stand(place);
    await done;
    if (document.activeElement === document.body) await this.#stand(place);
  }

  async #stand(place: number): Promise<void> {
    const hasItems = (this.#grid.collection?.totals.items ?? 0) > 0;
    if (hasItems) await this.#grid.focusItem(place).catch(showFailure);
    else document.getElementById("main")?.focus();
  }
}

function mayTrash(chosen: Chosen): Promise<boolean> {
  const n = countOf(chosen);
  return confirm({
    title: t("confirm.trash.title", { n }),
    text: t("confirm.trash.text"),
    yes: t("confirm.trash.yes", { n }),
  });
}

/** Asks whether pictures are to be removed for good: nothing brings them back. */
export function mayDelete(chosen: Chosen): Promise<boolean> {
  const n = countOf(chosen);
  return confirm({
    title: t("confirm.delete.title", { n }),
    text: t("confirm.delete.text"),
    yes: t("confirm.delete.yes", { n }),
  });
}
