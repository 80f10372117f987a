import { effect } from "@preact/signals";
import { sendSeenAtLast } from "../../api.ts";
import { markSeen, showFailure } from "../../edits.ts";
import type { Collection } from "../../grid/collection.ts";
import { Grid } from "../../grid/grid.ts";
import type { GridPlace } from "../../grid/grid_host.ts";
import { HoverPlayer } from "../../grid/hover_player.ts";
import { hasFlag, type Item, nameOf } from "../../grid/item.ts";
import { type Move, targetOf } from "../../grid/moves.ts";
import { GridPointer } from "../../grid/pointer.ts";
import { Scrubber } from "../../grid/scrubber.ts";
import { SeenWatch } from "../../grid/seen_watch.ts";
import type { Tile } from "../../grid/tiles.ts";
import { search } from "../../parts/search_box.tsx";
import {
  address,
  entryState,
  gridOf,
  printAddress,
  push,
  remember,
  replace,
} from "../../router.ts";
import { bindCommands, notationOf } from "../../shortcuts.ts";
import { prefer, preferences, reveal, revealed, writeBlock } from "../../state.ts";
import { morph, morphEnds } from "../../viewer/morph.ts";
import { Deeds } from "./deeds.ts";

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  Home: "rowStart",
  End: "rowEnd",
  "Control+Home": "first",
  "Control+End": "last",
  PageUp: "pageUp",
  PageDown: "pageDown",
};

/** The grid of the library with all that is joined to it: rail, pointer, keys, who was seen. */
export class LibraryGrid {
  readonly grid: Grid;
  readonly deeds: Deeds;
  readonly #scrubber: Scrubber;
  readonly #seen: SeenWatch;
  readonly #parts: { close(): void }[];
  readonly #ends: (() => void)[];
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isFirst = true;
  #lastTop = -1;

  /** @param gridRoot Empty. @param railRoot Empty. @param selectionChanged Called after each change. */
  constructor(gridRoot: HTMLElement, railRoot: HTMLElement, selectionChanged: () => void) {
    this.grid = new Grid(gridRoot, {
      href: (item) => printAddress(this.#addressOf(item)),
      isRevealed: (item) => revealed.peek().has(item.id),
      selectionChanged,
      moved: (place) => this.#moved(place),
      seenAt: () => preferences.peek().seenAt,
      loadFailed: showFailure,
    });
    this.deeds = new Deeds(this.grid);
    this.grid.resize(preferences.peek().rowSize);
    this.#scrubber = new Scrubber(railRoot, (bucket, within) =>
      this.grid.goToBucket(bucket, within),
    );
    this.#seen = new SeenWatch(this.grid, (ids) => void this.#tellSeen(ids));
    const pointer = new GridPointer(this.grid, {
      open: (item, tile) => this.#open(item, tile),
      reveal: (item) => reveal(item.id),
      isHidden: (item) => hasFlag(item, "nsfw") && !revealed.peek().has(item.id),
      failed: showFailure,
    });
    this.#parts = [this.grid, this.#scrubber, this.#seen, pointer, new HoverPlayer(this.grid)];
    this.#ends = [this.#bindKeys(), this.#tellOnLeave(), this.#countOpened()];
    morphEnds.tile = (name) => this.#tileNamed(name)?.picture;
  }

  /** Shows other results: from the top, or from where this entry of the history stood. */
  show(collection: Collection): void {
    if (collection === this.grid.collection) return;
    const at = address.peek();
    const isReturn = this.#isFirst;
    this.#isFirst = false;
    const kept = isReturn || entryState().anchor !== undefined ? entryState().anchor : undefined;
    const bucket = collection.totals.buckets.findIndex(
      ({ key }) => at.view === "library" && key === at.at,
    );
    const linked = bucket > 0 ? { index: collection.startOf(bucket), dy: -54 } : undefined;
    this.grid.selection.clear();
    this.grid.show(collection, kept ?? linked);
    this.#drawRail(collection);
    collection.listen(({ kind }) => kind === "shape" && this.#drawRail(collection));
  }

  /** Puts the keyboard on an item by its row id and the bucket it is in. */
  async focusId(id: number, key: string): Promise<void> {
    const { collection, current } = this.grid;
    await collection?.load(key);
    await this.grid.focusItem(collection?.placeOf(id) ?? current);
  }

  /** Puts the keyboard on the picture the viewer showed last. */
  returnTo(name: string): void {
    const place = this.grid.collection?.placeOf(name);
    if (place === undefined) document.getElementById("main")?.focus();
    else void this.grid.focusItem(place, { center: true }).catch(showFailure);
  }

  /** Ends everything it does. */
  close(): void {
    clearTimeout(this.#rest);
    morphEnds.tile = () => undefined;
    for (const part of this.#parts) part.close();
    for (const end of this.#ends) end();
  }

  #bindKeys(): () => void {
    const { grid } = this;
    return bindCommands("grid", {
      move: (event) => void this.#move(MOVES[notationOf(event)]),
      range: (event) => void this.#extend(MOVES[event.key]),
      open: () => undefined,
      select: () => {
        const item = grid.collection?.item(grid.current);
        if (item !== undefined) grid.selection.toggle(item);
      },
      selectAll: () => this.deeds.selectAll(),
      favorite: () => void this.deeds.toggleFavorite(),
      trash: () => void this.deeds.trash(),
      clear: () => {
        if (grid.selection.size > 0) grid.selection.clear();
        else if (gridOf(address.peek()).q !== "") search("");
      },
      showNew: () => document.querySelector<HTMLElement>(".pill")?.click(),
    });
  }

  async #move(move: Move | undefined): Promise<void> {
    const { grid } = this;
    const hasFocus = grid.root.contains(document.activeElement);
    if (move === undefined || (grid.collection?.totals.items ?? 0) === 0) return;
    try {
      const to = hasFocus ? await targetOf(grid, grid.current, move) : this.#firstInView();
      await grid.focusItem(to);
    } catch (failure) {
      showFailure(failure);
    }
  }

  async #extend(move: Move | undefined): Promise<void> {
    const { collection, current, selection } = this.grid;
    if (move === undefined || collection === undefined) return;
    try {
      const to = await targetOf(this.grid, current, move);
      await selection.extend(collection, current, to);
      await this.grid.focusItem(to);
    } catch (failure) {
      showFailure(failure);
    }
  }

  #firstInView(): number {
    const header = document.querySelector(".header")?.getBoundingClientRect().bottom ?? 0;
    const places = [...this.grid.tiles()]
      .filter((tile) => tile.element.getBoundingClientRect().top >= header)
      .flatMap(({ item }) => (item === undefined ? [] : [item.index]));
    return places.length > 0 ? Math.min(...places) : 0;
  }

  #open(item: Item, tile: Tile): void {
    this.#seen.count(item.id);
    tile.link.focus({ preventScroll: true });
    morph(() => push(this.#addressOf(item), { opened: true }), nameOf(item), "open");
  }

  #addressOf(item: Item) {
    const grid = this.grid.collection?.grid ?? gridOf(address.peek());
    return { view: "media", id: nameOf(item), grid } as const;
  }

  #moved(place: GridPlace): void {
    this.#scrubber.follow(place);
    if (this.#lastTop !== -1 && Math.abs(this.#lastTop - scrollY) > 2) this.#scrubber.stir(place);
    this.#lastTop = scrollY;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      const at = address.peek();
      if (at.view !== "library" || !this.grid.root.isConnected) return;
      remember({ anchor: place.anchor });
      if (at.at !== place.key) replace({ ...at, at: place.key });
    }, 250);
  }

  #drawRail({ totals }: Collection): void {
    this.#scrubber.show(totals.buckets);
  }

  #tileNamed(name: string): Tile | undefined {
    const place = this.grid.collection?.placeOf(name);
    return place === undefined ? undefined : this.grid.tileAt(place);
  }

  async #tellSeen(ids: number[]): Promise<void> {
    if (await markSeen(ids)) prefer({ seenAt: Date.now() });
  }

  #countOpened(): () => void {
    return effect(() => {
      const at = address.value;
      if (at.view !== "media") return;
      const item = this.grid.collection?.item(this.grid.collection.placeOf(at.id) ?? -1);
      if (item !== undefined && hasFlag(item, "unseen")) this.#seen.count(item.id);
    });
  }

  #tellOnLeave(): () => void {
    const tell = () => {
      const ids = this.#seen.take();
      if (ids.length > 0 && writeBlock.peek() === null) sendSeenAtLast(ids);
    };
    addEventListener("pagehide", tell);
    return () => removeEventListener("pagehide", tell);
  }
}
