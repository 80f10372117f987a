import type { Collection } from "./collection.ts";
import type { Grid } from "./grid.ts";
import type { Item } from "./item.ts";
import type { SelectionEntries } from "./selection.ts";
import { make, type Tile } from "./tiles.ts";

/** What a pointer does to the grid. */
export interface PointerHost {
  /** A picture was activated. */
  open(item: Item, tile: Tile): void;
  /** A hidden picture was activated for the first time. */
  reveal(item: Item): void;
  isHidden(item: Item): boolean;
  failed(failure: unknown): void;
}

/** A finger must rest this long to select; a pointer must move this far to drag. */
const LONG_PRESS_MS = 480;
const DRAG_PX = 6;
const EDGE_PX = 60;

/** Clicks, long presses and drags on the grid: opening and selecting. */
export class GridPointer {
  readonly #grid: Grid;
  readonly #host: PointerHost;
  readonly #dispose = new AbortController();
  readonly #marquee = make("div", "grid__marquee");
  #press: ReturnType<typeof setTimeout> | undefined;
  /** A long press or a drag ends with a click that means nothing. */
  #swallowClick = false;

  constructor(grid: Grid, host: PointerHost) {
    this.#grid = grid;
    this.#host = host;
    this.#marquee.setAttribute("aria-hidden", "true");
    const { signal } = this.#dispose;
    const { root } = grid;
    root.addEventListener("click", (event) => this.#click(event), { signal });
    root.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    root.addEventListener("pointerover", (event) => grid.tileOf(event.target)?.explain(), {
      signal,
    });
    root.addEventListener("focusin", (event) => this.#focus(event), { signal });
    root.addEventListener(
      "contextmenu",
      (event) => {
        if (this.#swallowClick) event.preventDefault();
      },
      { signal },
    );
  }

  /** Ends everything it does. */
  close(): void {
    clearTimeout(this.#press);
    this.#dispose.abort();
  }

  #focus(event: FocusEvent): void {
    const tile = this.#grid.tileOf(event.target);
    tile?.explain();
    if (tile?.item !== undefined) this.#grid.setCurrent(tile.item.index);
  }

  #click(event: MouseEvent): void {
    const tile = this.#grid.tileOf(event.target);
    const item = tile?.item;
    if (tile === undefined || item === undefined) return;
    if (event.ctrlKey || event.metaKey || event.button !== 0) return;
    event.preventDefault();
    if (this.#swallowClick) {
      this.#swallowClick = false;
      return;
    }
    const { selection } = this.#grid;
    const onCheck = (event.target as Element).closest(".tile__check") !== null;
    const byPointer = event.detail > 0;
    if (event.shiftKey) void this.#extend(item);
    else if (onCheck || (byPointer && selection.size > 0)) selection.toggle(item);
    else if (this.#host.isHidden(item)) this.#host.reveal(item);
    else this.#host.open(item, tile);
  }

  async #extend(item: Item): Promise<void> {
    const { collection, selection, current } = this.#grid;
    try {
      await selection.extend(collection as Collection, current, item.index);
    } catch (failure) {
      this.#host.failed(failure);
    }
  }

  #down(event: PointerEvent): void {
    this.#swallowClick = false;
    if (event.button !== 0) return;
    const tile = this.#grid.tileOf(event.target);
    if (event.pointerType === "touch") {
      if (tile?.item !== undefined) this.#waitForLongPress(event, tile.item);
      return;
    }
    const onControl = (event.target as Element).closest("button") !== null;
    const mayDrag = tile === undefined || this.#grid.selection.size > 0;
    if (mayDrag && !onControl) this.#followDrag(event);
  }

  #waitForLongPress(event: PointerEvent, item: Item): void {
    clearTimeout(this.#press);
    const until = new AbortController();
    const end = () => {
      clearTimeout(this.#press);
      until.abort();
    };
    this.#press = setTimeout(() => {
      until.abort();
      this.#swallowClick = true;
      navigator.vibrate?.(8);
      this.#grid.selection.toggle(item);
    }, LONG_PRESS_MS);
    const { signal } = until;
    const moved = ({ clientX, clientY }: PointerEvent) => {
      if (Math.hypot(clientX - event.clientX, clientY - event.clientY) > 10) end();
    };
    addEventListener("pointermove", moved, { signal });
    for (const name of ["pointerup", "pointercancel", "scroll"] as const)
      addEventListener(name, end, { signal });
  }

  #followDrag(down: PointerEvent): void {
    const start = this.#grid.pointAt(down.clientX, down.clientY);
    const before = this.#grid.selection.entries();
    const covered = new Map<number, Item>();
    const until = new AbortController();
    const { signal } = until;
    let last = down;
    let isDragging = false;
    const draw = () => this.#cover(start, last, { before, covered });
    addEventListener(
      "pointermove",
      (event: PointerEvent) => {
        last = event;
        isDragging ||=
          Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > DRAG_PX;
        if (!isDragging) return;
        event.preventDefault();
        scrollAtEdge(event.clientY);
        draw();
      },
      { signal },
    );
    addEventListener("scroll", () => isDragging && draw(), { signal });
    for (const name of ["pointerup", "pointercancel"] as const) {
      addEventListener(
        name,
        () => {
          until.abort();
          this.#marquee.remove();
          this.#swallowClick = isDragging && this.#grid.tileOf(last.target) !== undefined;
        },
        { signal },
      );
    }
  }

  #cover(
    start: { x: number; y: number },
    last: PointerEvent,
    { before, covered }: { before: SelectionEntries; covered: Map<number, Item> },
  ): void {
    const end = this.#grid.pointAt(last.clientX, last.clientY);
    const area = {
      left: Math.min(start.x, end.x),
      right: Math.max(start.x, end.x),
      top: Math.min(start.y, end.y),
      bottom: Math.max(start.y, end.y),
    };
    // Tiles that left the page keep what the drag said of them; those in it are asked anew.
    for (const tile of this.#grid.tiles()) if (tile.item) covered.delete(tile.item.id);
    for (const item of itemsIn(this.#grid, area)) covered.set(item.id, item);
    const { style } = this.#marquee;
    style.transform = `translate(${area.left}px, ${area.top}px)`;
    style.width = `${area.right - area.left}px`;
    style.height = `${area.bottom - area.top}px`;
    if (!this.#marquee.isConnected) this.#grid.root.firstElementChild?.append(this.#marquee);
    this.#grid.selection.replace(before, covered.values());
  }
}

function scrollAtEdge(clientY: number): void {
  if (clientY < EDGE_PX + 56) scrollBy(0, -24);
  else if (clientY > innerHeight - EDGE_PX) scrollBy(0, 24);
}

/** Items in a rectangle of the grid, of those in the page. */
function itemsIn(
  grid: Grid,
  area: { left: number; top: number; right: number; bottom: number },
): Item[] {
  const items: Item[] = [];
  for (const tile of grid.tiles()) {
    const box = tile.item === undefined ? undefined : grid.boxOf(tile.item.index);
    if (box === undefined || tile.item === undefined) continue;
    const across = box.x < area.right && box.x + box.width > area.left;
    if (across && box.y < area.bottom && box.y + box.height > area.top) items.push(tile.item);
  }
  return items;
}
