import { printMoment } from "../quantities.ts";
import type { EntryState } from "../router.ts";
import { t } from "../strings.ts";
import type { Collection, CollectionChange } from "./collection.ts";
import { drawRow, drawSection, type Frame } from "./draw_section.ts";
import { type FocusOptions, type GridHost, placeIn, type RowSize } from "./grid_host.ts";
import { measureRoom, type Room } from "./measure.ts";
import { RowPool } from "./row_pool.ts";
import { findBrowseLine } from "./sections.ts";
import { Selection } from "./selection.ts";
import { type Box, Stack } from "./stack.ts";
import { make, type Tile } from "./tiles.ts";
import { Viewport } from "./viewport.ts";
import { lastAtOrBelow } from "./window.ts";

/** The library's grid: justified rows of which only those near the window are in the page. */
export class Grid {
  readonly root: HTMLElement;
  readonly selection: Selection;
  readonly #host: GridHost;
  readonly #layer = make("div", "grid__layer");
  readonly #pool: RowPool;
  readonly #viewport: Viewport;
  readonly #stack = new Stack();
  readonly #dispose = new AbortController();
  #collection: Collection | undefined;
  #unlisten: () => void = () => undefined;
  #size: RowSize = "m";
  #room: Room = { width: 0, rowHeight: 0, gap: 0, header: 0 };
  #version = 0;
  #frame = 0;
  #current = 0;
  #unseenAtOpen = 0;
  #line: number | undefined;

  /** @param root Empty; gets the role, the rows and the height. @param host See {@link GridHost}. */
  constructor(root: HTMLElement, host: GridHost) {
    this.root = root;
    this.#viewport = new Viewport(root, this.#layer);
    this.#host = host;
    this.selection = new Selection(() => {
      this.root.toggleAttribute("data-selecting", this.selection.size > 0);
      this.refresh();
      host.selectionChanged();
    });
    this.#pool = new RowPool(this.#layer, {
      href: (item) => host.href(item),
      isRevealed: (item) => host.isRevealed(item),
      isSelected: (item) => this.selection.has(item.id),
      isCurrent: (item) => item.index === this.#current,
    });
    root.setAttribute("role", "grid");
    root.setAttribute("aria-multiselectable", "true");
    root.setAttribute("aria-label", t("grid.label"));
    root.append(this.#layer);
    this.#watch();
  }

  /** The item that the keyboard stands on: its place in the result. */
  get current(): number {
    return this.#current;
  }

  /** What is shown. */
  get collection(): Collection | undefined {
    return this.#collection;
  }

  /** Tiles that are in the page. */
  tiles(): Iterable<Tile> {
    return this.#pool.tiles();
  }

  /** The tile an event came from. */
  tileOf(target: EventTarget | null): Tile | undefined {
    return this.#pool.tileOf(target);
  }

  /** The tile of an item, if it is in the page. */
  tileAt(index: number): Tile | undefined {
    return this.#pool.find(index);
  }

  /** Shows a collection from its top, or from where the window stood before. */
  show(collection: Collection, anchor?: EntryState["anchor"]): void {
    this.#unlisten();
    this.#collection = collection;
    this.#unlisten = collection.listen((change) => this.#changed(change));
    this.#unseenAtOpen = collection.totals.unseen;
    this.#current = anchor?.index ?? 0;
    this.#reshape();
    this.#goTo(anchor === undefined || anchor.index === 0 ? undefined : anchor);
  }

  /** Changes the height of rows; what is in view stays in view. */
  resize(size: RowSize): void {
    if (size === this.#size) return;
    this.#size = size;
    this.#relayout({ all: true });
  }

  /** Draws what is in the page anew: something about the items changed. */
  refresh(): void {
    this.#version++;
    this.#request();
  }

  /** Puts the keyboard on an item, scrolling it into view; loads its bucket first. */
  async focusItem(index: number, options: FocusOptions = {}): Promise<void> {
    const place = await this.reveal(index, options);
    this.tileAt(place)?.link.focus({ preventScroll: true });
  }

  /** Brings an item into view without moving the focus. @returns Its place, kept within the result. */
  async reveal(index: number, options: FocusOptions = {}): Promise<number> {
    const items = this.#collection?.totals.items ?? 0;
    const place = Math.min(Math.max(0, index), items - 1);
    await this.#collection?.itemAt(place);
    this.#layout({ all: false });
    this.#current = Math.max(0, place);
    this.#version++;
    const box = this.boxOf(place);
    const { header } = this.#room;
    if (box !== undefined) this.#viewport.bring(box, { header, center: options.center === true });
    this.#render();
    return place;
  }

  /** Makes an item the one that Tab reaches, as when the focus is already on it. */
  setCurrent(index: number): void {
    if (index === this.#current) return;
    const before = this.tileAt(this.#current);
    if (before !== undefined) before.link.tabIndex = -1;
    this.#current = index;
    const now = this.tileAt(index);
    if (now !== undefined) now.link.tabIndex = 0;
  }

  /** Goes to a part of a bucket: what the rail does. @param within 0 to 1. */
  goToBucket(bucket: number, within: number): void {
    const first = this.#collection?.startOf(bucket) ?? 0;
    const count = this.#collection?.totals.buckets[bucket]?.count ?? 0;
    this.#jump(this.#stack.topOfShare(first + within * count) - this.#room.header);
  }

  /** Where an item is in the grid, px; undefined until it is laid out. */
  boxOf(index: number): Box | undefined {
    return this.#stack.boxOf(index);
  }

  /** First and last place of the row that an item is in. */
  rowOf(index: number): { first: number; last: number } | undefined {
    return this.#stack.rowOf(index);
  }

  /** A point of the window in the grid's coordinates, px. */
  pointAt(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.root.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top - this.#viewport.shift };
  }

  /** Ends everything it does. */
  close(): void {
    this.#unlisten();
    this.#dispose.abort();
    cancelAnimationFrame(this.#frame);
  }

  #watch(): void {
    const { signal } = this.#dispose;
    addEventListener("scroll", () => this.#request(), { passive: true, signal });
    addEventListener("resize", () => this.#request(), { signal });
    addEventListener("scrollend", () => this.#viewport.settle() && this.#request(), { signal });
    const observer = new ResizeObserver(() => this.#relayout({ all: true }));
    observer.observe(this.root);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  #changed(change: CollectionChange): void {
    if (change.kind === "shape") this.#reshape();
    else if (change.kind === "bucket") this.#relayout({ all: false });
    else this.refresh();
  }

  #reshape(): void {
    this.#viewport.follow();
    const anchor = this.#anchor();
    if (this.#collection !== undefined) this.#stack.reset(this.#collection);
    this.#line = undefined;
    this.#layout({ all: true });
    this.#hold(anchor);
  }

  #relayout(options: { all: boolean }): void {
    // The page may have scrolled since the last frame: that must not be undone.
    this.#viewport.follow();
    const anchor = this.#anchor();
    this.#layout(options);
    this.#hold(anchor);
  }

  #layout({ all }: { all: boolean }): void {
    const collection = this.#collection;
    if (collection === undefined) return;
    const line = this.#line ?? findBrowseLine(collection, this.#unseenAtOpen);
    const lineAppears = line !== this.#line;
    this.#line = line;
    this.#room = measureRoom(this.root, this.#size);
    const layout = { ...this.#room, line, lineLabel: this.#lineLabel() };
    this.#stack.layout(collection, layout, { all: all || lineAppears });
    this.#version++;
    this.#viewport.resize(this.#stack.total);
    this.root.setAttribute("aria-rowcount", String(this.#stack.rowCount));
  }

  #lineLabel(): string {
    const since = this.#host.seenAt();
    return since === 0 ? t("grid.line") : t("grid.line.since", { moment: printMoment(since) });
  }

  #request(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#render();
    });
  }

  #render(): void {
    const collection = this.#collection;
    if (collection === undefined || !this.root.isConnected) return;
    const frame = this.#frameAt(collection, this.#viewport.follow());
    const keys: string[] = [];
    this.#pool.begin();
    for (let at = this.#stack.sectionUnder(frame.from); at < this.#stack.sections.length; at++) {
      const section = this.#stack.sections[at];
      if (section === undefined || section.top > frame.to) break;
      keys.push(...section.keys);
      drawSection(at, frame);
    }
    this.#keepFocused(frame);
    this.#pool.end();
    collection.want(keys);
    const exact = this.#stack.exactAt(this.#viewport.top + this.#room.header);
    this.#host.moved(placeIn(collection, exact, this.#anchor() ?? { index: 0, dy: 0 }));
  }

  #frameAt(collection: Collection, top: number): Frame {
    const { rowHeight, gap } = this.#room;
    return {
      origin: this.#viewport.rebase(),
      pool: this.#pool,
      stack: this.#stack,
      collection,
      version: this.#version,
      from: top - innerHeight,
      to: top + innerHeight * 2,
      rowPitch: rowHeight + gap,
      gap,
      select: (first, count) => {
        const added = this.selection.addRange(collection, first, first + count - 1);
        added.catch((failure) => this.#host.loadFailed(failure));
      },
    };
  }

  /** The row under the keyboard stays in the page wherever the window goes. */
  #keepFocused(frame: Frame): void {
    if (!this.#layer.contains(document.activeElement)) return;
    const at = this.#stack.sectionOf(this.#current);
    const section = this.#stack.sections[at];
    if (section?.rows === undefined) return;
    const { first, count } = section.rows;
    drawRow(at, lastAtOrBelow(first, count, this.#current - section.first), frame);
  }

  /** The item at the window's top and its distance from there; undefined at the page's top. */
  #anchor(): EntryState["anchor"] {
    if (this.#viewport.top <= 0) return undefined;
    return this.#stack.anchorAt(this.#viewport.top + this.#room.header);
  }

  #hold(anchor: EntryState["anchor"]): void {
    if (anchor !== undefined) {
      const top = this.#stack.topOf(anchor.index) + anchor.dy - this.#room.header;
      if (Math.abs(top - this.#viewport.top) >= 1) this.#jump(top);
    }
    this.#request();
  }

  #goTo(anchor: EntryState["anchor"]): void {
    if (anchor === undefined) scrollTo(0, 0);
    else this.#jump(this.#stack.topOf(anchor.index) + anchor.dy - this.#room.header);
    this.#render();
  }

  #jump(top: number): void {
    this.#viewport.jump(top);
    this.#request();
  }
}
