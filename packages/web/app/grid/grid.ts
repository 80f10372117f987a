import { printMoment } from "../quantities.ts";
import type { EntryState } from "../router.ts";
import { t } from "../strings.ts";
import type { Collection, CollectionChange, Item } from "./collection.ts";
import { type GhostSpec, RowPool, type RowSpec } from "./row_pool.ts";
import {
  findBrowseLine,
  HEAD_HEIGHT,
  LINE_HEIGHT,
  layoutSection,
  makeSections,
  rowCountOf,
  type Section,
  type SectionLayout,
} from "./sections.ts";
import { Selection } from "./selection.ts";
import { make, type Tile, type TileFacts } from "./tiles.ts";
import { lastAtOrBelow, ScrollMap } from "./window.ts";

/** The three heights of rows. */
export type RowSize = "s" | "m" | "l";

/** What the grid asks of its view and tells it. */
export interface GridHost extends Pick<TileFacts, "href" | "isRevealed"> {
  selectionChanged(): void;
  /** The window moved; where it stands now. */
  moved(place: GridPlace): void;
  /** When everything below the browse line was last seen, epoch ms; 0 when not known. */
  seenAt(): number;
  loadFailed(failure: unknown): void;
}

/** Where the window stands. */
export interface GridPlace {
  /** Position of its bucket, and how far through it, 0 to 1. */
  readonly bucket: number;
  readonly within: number;
  /** Key of the bucket; "" at the very top. */
  readonly key: string;
  readonly anchor: NonNullable<EntryState["anchor"]>;
}

/** How a place comes into view. */
export interface FocusOptions {
  /** Scrolls so that it is in the middle, not just inside. */
  readonly center?: boolean;
}

const ROW_HEIGHTS: readonly (readonly [number, Readonly<Record<RowSize, number>>])[] = [
  [560, { s: 78, m: 118, l: 190 }],
  [899, { s: 120, m: 168, l: 240 }],
  [Infinity, { s: 150, m: 200, l: 300 }],
];

/** The library's grid: justified rows of which only those near the window are in the page. */
export class Grid {
  readonly root: HTMLElement;
  readonly selection: Selection;
  readonly #host: GridHost;
  readonly #layer = make("div", "grid__layer");
  readonly #pool: RowPool;
  readonly #map = new ScrollMap();
  readonly #dispose = new AbortController();
  #collection: Collection | undefined;
  #unlisten: () => void = () => undefined;
  #sections: Section[] = [];
  #tops = new Float64Array();
  #rowStarts = new Float64Array();
  #size: RowSize = "m";
  #version = 0;
  #frame = 0;
  #current = 0;
  #unseenAtOpen = 0;
  #line: number | undefined;
  #gridTop = 0;

  /** @param root Empty; gets the role, the rows and the height. @param host See {@link GridHost}. */
  constructor(root: HTMLElement, host: GridHost) {
    this.root = root;
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
    this.#layoutMissing();
    this.#current = Math.max(0, place);
    this.#version++;
    this.#scrollTo(place, options);
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
    const section = this.#sections[this.#sectionAt(first)];
    if (section === undefined) return;
    const share = (first - section.first + within * count) / Math.max(1, section.count);
    this.#jump(section.top + share * section.height - this.#headerHeight());
  }

  /** Where an item is in the page's coordinates of the grid, px; undefined until laid out. */
  boxOf(index: number): { x: number; y: number; width: number; height: number } | undefined {
    const section = this.#sections[this.#sectionAt(index)];
    const rows = section?.rows;
    if (section === undefined || rows === undefined) return undefined;
    const local = index - section.first;
    const row = lastAtOrBelow(rows.first, rows.count, local);
    return {
      x: rows.x[local] ?? 0,
      y: section.top + (rows.top[row] ?? 0),
      width: rows.width[local] ?? 0,
      height: rows.height[row] ?? 0,
    };
  }

  /** First and last place of the row that an item is in. */
  rowOf(index: number): { first: number; last: number } | undefined {
    const section = this.#sections[this.#sectionAt(index)];
    const rows = section?.rows;
    if (section === undefined || rows === undefined) return undefined;
    const row = lastAtOrBelow(rows.first, rows.count, index - section.first);
    return {
      first: section.first + (rows.first[row] ?? 0),
      last: section.first + (rows.first[row + 1] ?? 1) - 1,
    };
  }

  /** A point of the window in the grid's coordinates, px. */
  pointAt(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.root.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top - this.#map.shift };
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
    let settle: ReturnType<typeof setTimeout> | undefined;
    addEventListener(
      "scroll",
      () => {
        clearTimeout(settle);
        settle = setTimeout(() => this.#settle(), 200);
      },
      { passive: true, signal },
    );
    const observer = new ResizeObserver(() => this.#relayout({ all: true }));
    observer.observe(this.root);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  #changed(change: CollectionChange): void {
    if (change.kind === "shape") this.#reshape();
    else if (change.kind === "bucket") this.#relayout({ all: false });
    else this.refresh();
    if (change.kind === "bucket") {
      const failure = this.#collection?.failure(change.key);
      if (failure !== undefined) this.#host.loadFailed(failure);
    }
  }

  #reshape(): void {
    const anchor = this.#anchor();
    this.#sections = this.#collection === undefined ? [] : makeSections(this.#collection);
    this.#line = undefined;
    this.#layout({ all: true });
    this.#hold(anchor);
  }

  #relayout(options: { all: boolean }): void {
    const anchor = this.#anchor();
    this.#layout(options);
    this.#hold(anchor);
  }

  #layoutMissing(): void {
    if (this.#sections.some((section) => section.rows === undefined)) this.#layout({ all: false });
  }

  #layout({ all }: { all: boolean }): void {
    const collection = this.#collection;
    if (collection === undefined) return;
    const options = this.#options();
    const line = this.#line ?? findBrowseLine(collection, this.#unseenAtOpen);
    const lineAppears = line !== this.#line;
    this.#line = line;
    this.#tops = new Float64Array(this.#sections.length);
    this.#rowStarts = new Float64Array(this.#sections.length + 1);
    let top = 0;
    for (const [position, section] of this.#sections.entries()) {
      if (all || lineAppears || section.rows === undefined || this.#isOutdated(section)) {
        layoutSection(section, collection, { ...options, line });
      }
      section.top = top;
      this.#tops[position] = top;
      this.#rowStarts[position + 1] =
        (this.#rowStarts[position] ?? 0) + rowCountOf(section, options);
      top += section.height;
    }
    this.#version++;
    this.#map.resize(top, innerHeight, devicePixelRatio);
    this.root.style.height = `${this.#map.spacer}px`;
    this.root.setAttribute("aria-rowcount", String(this.#rowStarts.at(-1) ?? 0));
  }

  #isOutdated(section: Section): boolean {
    return section.rows !== undefined && section.rows.x.length !== section.count;
  }

  #options(): SectionLayout {
    const width = Math.max(60, Math.floor(this.root.clientWidth));
    const [, heights] = ROW_HEIGHTS.find(([max]) => innerWidth <= max) ?? ROW_HEIGHTS[2]!;
    const since = this.#host.seenAt();
    return {
      width,
      rowHeight: heights[this.#size],
      gap: innerWidth <= 560 ? 3 : 6,
      line: this.#line,
      lineLabel:
        since === 0 ? t("grid.line") : t("grid.line.since", { moment: printMoment(since) }),
    };
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
    this.#gridTop = this.root.getBoundingClientRect().top + scrollY;
    const top = this.#map.follow(scrollY - this.#gridTop);
    this.#layer.style.transform = `translateY(${Math.round(this.#map.shift)}px)`;
    const from = top - innerHeight;
    const to = top + innerHeight * 2;
    const keys: string[] = [];
    this.#pool.begin();
    for (let at = this.#sectionUnder(from); at < this.#sections.length; at++) {
      const section = this.#sections[at] as Section;
      if (section.top > to) break;
      keys.push(...section.keys);
      this.#renderSection(at, from, to);
    }
    this.#keepFocused();
    this.#pool.end();
    collection.want(keys);
    this.#host.moved(this.#place());
  }

  #renderSection(at: number, from: number, to: number): void {
    const section = this.#sections[at] as Section;
    const { rows } = section;
    if (rows === undefined) return this.#renderGhost(at, section);
    const local = from - section.top;
    for (let row = lastAtOrBelow(rows.top, rows.count, local); row < rows.count; row++) {
      const rowTop = section.top + (rows.top[row] ?? 0);
      if (rowTop > to) break;
      this.#renderRow(at, row);
    }
    for (const [position, head] of section.heads.entries()) {
      const firstRow = lastAtOrBelow(rows.first, rows.count, head.start);
      const height = head.kind === "line" ? LINE_HEIGHT : HEAD_HEIGHT;
      const next = section.heads[position + 1];
      const stacked = head.kind === "group" && next?.start === head.start ? LINE_HEIGHT : 0;
      const headTop = section.top + (rows.top[firstRow] ?? 0) - height - stacked;
      if (headTop + height < from || headTop > to) continue;
      this.#pool.head(
        {
          ...head,
          key: `h${section.first + head.start}${head.kind}`,
          top: headTop,
          rowIndex: (this.#rowStarts[at] ?? 0) + firstRow + position + 1,
          select: () => void this.#selectRange(section.first + head.start, head.count),
        },
        this.#version,
      );
    }
  }

  #renderRow(at: number, row: number): void {
    const section = this.#sections[at] as Section;
    const rows = section.rows;
    if (rows === undefined) return;
    const first = rows.first[row] ?? 0;
    const tiles: RowSpec["tiles"][number][] = [];
    for (let local = first; local < (rows.first[row + 1] ?? first); local++) {
      const item = this.#collection?.item(section.first + local);
      const place = {
        x: rows.x[local] ?? 0,
        width: rows.width[local] ?? 0,
        height: rows.height[row] ?? 0,
      };
      if (item !== undefined) tiles.push({ item, place });
    }
    const headsBefore = section.heads.filter(({ start }) => start <= first).length;
    const rowIndex = (this.#rowStarts[at] ?? 0) + row + headsBefore + 1;
    const key = `r${section.first + first}`;
    const top = section.top + (rows.top[row] ?? 0);
    this.#pool.row({ key, top, rowIndex, tiles }, this.#version);
  }

  #renderGhost(at: number, section: Section): void {
    const { rowHeight, gap } = this.#options();
    const head = section.label === "" ? 0 : HEAD_HEIGHT;
    if (head > 0) {
      this.#pool.head(
        {
          kind: "group",
          label: section.label,
          count: section.count,
          key: `h${section.first}group`,
          top: section.top,
          rowIndex: (this.#rowStarts[at] ?? 0) + 1,
          select: () => void this.#selectRange(section.first, section.count),
        },
        this.#version,
      );
    }
    const failed = section.keys.find((key) => this.#collection?.failure(key) !== undefined);
    const failure: GhostSpec["failure"] =
      failed === undefined
        ? undefined
        : {
            text: t("grid.failed", { group: section.label || t("library.title") }),
            retry: () => this.#collection?.retry(failed),
          };
    this.#pool.ghost(
      {
        key: `g${section.first}${failed ?? ""}`,
        top: section.top + head,
        height: Math.max(0, section.height - head - gap),
        rowPitch: rowHeight + gap,
        failure,
      },
      this.#version,
    );
  }

  /** The row under the keyboard stays in the page wherever the window goes. */
  #keepFocused(): void {
    if (!this.#layer.contains(document.activeElement)) return;
    const at = this.#sectionAt(this.#current);
    const section = this.#sections[at];
    if (section?.rows === undefined) return;
    const row = lastAtOrBelow(
      section.rows.first,
      section.rows.count,
      this.#current - section.first,
    );
    this.#renderRow(at, row);
  }

  async #selectRange(first: number, count: number): Promise<void> {
    try {
      const items = (await this.#collection?.range(first, first + count - 1)) ?? [];
      this.selection.add(items);
    } catch (failure) {
      this.#host.loadFailed(failure);
    }
  }

  #place(): GridPlace {
    const anchor = this.#anchor() ?? { index: 0, dy: 0 };
    const collection = this.#collection;
    const section = this.#sections[this.#sectionAt(anchor.index)];
    const into = this.#map.top + this.#headerHeight() - (section?.top ?? 0);
    const share = Math.min(Math.max(0, into / Math.max(1, section?.height ?? 1)), 1);
    const exact = (section?.first ?? 0) + share * (section?.count ?? 0);
    const bucket =
      collection?.bucketAt(Math.floor(Math.min(exact, (collection.totals.items || 1) - 1))) ?? 0;
    const { key = "", count = 1 } = collection?.totals.buckets[bucket] ?? {};
    const within = Math.min(Math.max(0, (exact - (collection?.startOf(bucket) ?? 0)) / count), 1);
    return { bucket, within, key: anchor.index === 0 ? "" : key, anchor };
  }

  /** The item at the window's top and its distance from there; undefined at the page's top. */
  #anchor(): EntryState["anchor"] {
    const top = this.#map.top + this.#headerHeight();
    if (this.#map.top <= 0 || this.#sections.length === 0) return undefined;
    const section = this.#sections[this.#sectionUnder(top)] as Section;
    const rows = section.rows;
    const into = top - section.top;
    if (rows === undefined) {
      const local = Math.floor((Math.max(0, into) / Math.max(1, section.height)) * section.count);
      const index = section.first + Math.min(local, section.count - 1);
      return { index, dy: top - this.#topOf(index) };
    }
    const row = lastAtOrBelow(rows.top, rows.count, into);
    const index = section.first + (rows.first[row] ?? 0);
    return { index, dy: into - (rows.top[row] ?? 0) };
  }

  #topOf(index: number): number {
    const section = this.#sections[this.#sectionAt(index)];
    if (section === undefined) return 0;
    const guess =
      section.top + ((index - section.first) / Math.max(1, section.count)) * section.height;
    return this.boxOf(index)?.y ?? guess;
  }

  #hold(anchor: EntryState["anchor"]): void {
    if (anchor !== undefined) {
      const top = this.#topOf(anchor.index) + anchor.dy - this.#headerHeight();
      if (Math.abs(top - this.#map.top) >= 1) this.#jump(top);
    }
    this.#request();
  }

  #goTo(anchor: EntryState["anchor"]): void {
    if (anchor === undefined) scrollTo(0, 0);
    else this.#jump(this.#topOf(anchor.index) + anchor.dy - this.#headerHeight());
    this.#render();
  }

  #jump(top: number): void {
    this.#gridTop = this.root.getBoundingClientRect().top + scrollY;
    scrollTo(0, this.#gridTop + this.#map.jump(top));
    this.#request();
  }

  #settle(): void {
    if (this.#map.shift === 0 || this.#sections.length === 0) return;
    const wanted = this.#map.scrollFor(this.#map.top);
    if (Math.abs(wanted - (scrollY - this.#gridTop)) > innerHeight) this.#jump(this.#map.top);
  }

  #scrollTo(index: number, { center }: FocusOptions): void {
    const box = this.boxOf(index);
    if (box === undefined) return;
    const header = this.#headerHeight();
    const room = innerHeight - header - this.#footerHeight();
    const top = this.#map.top + header;
    if (center === true && (box.y < top || box.y + box.height > top + room)) {
      return this.#jump(box.y - header - Math.max(0, (room - box.height) / 2));
    }
    if (box.y < top + 8) this.#jump(box.y - header - HEAD_HEIGHT);
    else if (box.y + box.height > top + room - 8)
      this.#jump(box.y + box.height + 16 - room - header);
  }

  #headerHeight(): number {
    return document.querySelector(".header")?.clientHeight ?? 0;
  }

  #footerHeight(): number {
    const bar = document.querySelector(".selection-bar, .tabs");
    return bar === null ? 0 : (bar as HTMLElement).offsetHeight;
  }

  #sectionAt(index: number): number {
    let low = 0;
    let high = this.#sections.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#sections[middle]?.first ?? Infinity) <= index) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  }

  #sectionUnder(top: number): number {
    return lastAtOrBelow(this.#tops, this.#sections.length, top);
  }
}

/** Items in a rectangle of the grid, of those that are laid out and loaded. */
export function itemsIn(
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
