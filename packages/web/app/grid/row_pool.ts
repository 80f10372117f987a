import { t } from "../strings.ts";
import type { Item } from "./item.ts";
import { make, Tile, type TileFacts, type TilePlace } from "./tiles.ts";

/** A row of pictures as it should be on screen. */
export interface RowSpec {
  /** The same row keeps its key, so that its elements stay. */
  readonly key: string;
  /** Place in the grid's layer, px. */
  readonly top: number;
  /** From 1, as `aria-rowindex` counts. */
  readonly rowIndex: number;
  readonly tiles: readonly { readonly item: Item; readonly place: TilePlace }[];
}

/** A head or the browse line as it should be on screen. */
export interface HeadSpec {
  readonly key: string;
  readonly top: number;
  readonly rowIndex: number;
  readonly kind: "group" | "line";
  readonly label: string;
  readonly count: number;
  /** Selects everything under it. */
  readonly select: () => void;
}

/** A stretch that is not here yet, or that did not load. */
export interface GhostSpec {
  readonly key: string;
  readonly top: number;
  readonly height: number;
  /** Pitch of the rows it stands for, px. */
  readonly rowPitch: number;
  /** What failed, with a way to try again; undefined while loading. */
  readonly failure: { readonly text: string; readonly retry: () => void } | undefined;
}

interface PooledRow {
  readonly element: HTMLElement;
  readonly tiles: Tile[];
  version: number;
}

/** The elements of what is on screen. Each frame says what to show; the rest goes back to the pool. */
export class RowPool {
  readonly #layer: HTMLElement;
  readonly #facts: TileFacts;
  readonly #rows = new Map<string, PooledRow>();
  readonly #others = new Map<string, { element: HTMLElement; version: number }>();
  readonly #free: PooledRow[] = [];
  readonly #freeTiles: Tile[] = [];
  readonly #byElement = new WeakMap<Element, Tile>();
  readonly #shown = new Set<string>();

  constructor(layer: HTMLElement, facts: TileFacts) {
    this.#layer = layer;
    this.#facts = facts;
  }

  /** The tile that an element belongs to. */
  tileOf(target: EventTarget | null): Tile | undefined {
    const element = target instanceof Element ? target.closest(".tile") : null;
    return element === null ? undefined : this.#byElement.get(element);
  }

  /** The tile that shows an item, if it is on screen. */
  find(index: number): Tile | undefined {
    for (const tile of this.tiles()) if (tile.item?.index === index) return tile;
    return undefined;
  }

  /** Every tile that is in the page. */
  *tiles(): Iterable<Tile> {
    for (const row of this.#rows.values()) yield* row.tiles;
  }

  /** Begins a frame. */
  begin(): void {
    this.#shown.clear();
  }

  /** Shows a row. @param version Raised when anything but its place may have changed. */
  row(spec: RowSpec, version: number): void {
    this.#shown.add(spec.key);
    const row = this.#rows.get(spec.key) ?? this.#takeRow(spec.key);
    row.element.style.transform = `translateY(${spec.top}px)`;
    if (row.version === version) return;
    row.version = version;
    row.element.setAttribute("aria-rowindex", String(spec.rowIndex));
    while (row.tiles.length > spec.tiles.length) this.#putTile(row);
    while (row.tiles.length < spec.tiles.length) this.#addTile(row);
    for (const [position, { item, place }] of spec.tiles.entries()) {
      row.tiles[position]?.show(item, place, this.#facts);
    }
  }

  /** Shows a head. */
  head(spec: HeadSpec, version: number): void {
    const element = this.#other(spec.key, version, () => makeHead(spec));
    element.style.transform = `translateY(${spec.top}px)`;
    element.setAttribute("aria-rowindex", String(spec.rowIndex));
  }

  /** Shows a stretch without pictures. */
  ghost(spec: GhostSpec, version: number): void {
    const element = this.#other(spec.key, version, () => makeGhost(spec));
    element.style.transform = `translateY(${spec.top}px)`;
    element.style.height = `${spec.height}px`;
    element.style.setProperty("--pitch", `${spec.rowPitch}px`);
  }

  /** Ends a frame: what was not shown in it leaves the page. */
  end(): void {
    for (const [key, row] of this.#rows) {
      if (this.#shown.has(key)) continue;
      this.#rows.delete(key);
      row.element.remove();
      for (const tile of row.tiles) tile.clear();
      row.version = -1;
      this.#free.push(row);
    }
    for (const [key, { element }] of this.#others) {
      if (this.#shown.has(key)) continue;
      this.#others.delete(key);
      element.remove();
    }
  }

  #takeRow(key: string): PooledRow {
    const row = this.#free.pop() ?? { element: makeRow("grid__row"), tiles: [], version: -1 };
    this.#rows.set(key, row);
    this.#layer.append(row.element);
    return row;
  }

  #addTile(row: PooledRow): void {
    const tile = this.#freeTiles.pop() ?? new Tile();
    this.#byElement.set(tile.element, tile);
    row.tiles.push(tile);
    row.element.append(tile.element);
  }

  #putTile(row: PooledRow): void {
    const tile = row.tiles.pop();
    if (tile === undefined) return;
    tile.element.remove();
    tile.clear();
    this.#freeTiles.push(tile);
  }

  #other(key: string, version: number, build: () => HTMLElement): HTMLElement {
    this.#shown.add(key);
    const here = this.#others.get(key);
    if (here?.version === version) return here.element;
    here?.element.remove();
    const element = build();
    this.#others.set(key, { element, version });
    this.#layer.append(element);
    return element;
  }
}

function makeRow(className: string): HTMLElement {
  const row = make("div", className);
  row.setAttribute("role", "row");
  return row;
}

function makeHead({ kind, label, count, select }: HeadSpec): HTMLElement {
  const row = makeRow(kind === "line" ? "grid__line" : "grid__head");
  const cell = make("div", kind === "line" ? "grid__line-label" : "grid__head-label");
  cell.setAttribute("role", "rowheader");
  row.append(cell);
  if (kind === "line") {
    cell.textContent = label;
    return row;
  }
  cell.append(make("h2", "", label), make("span", "", t("grid.group.count", { n: count })));
  const button = make("button", "grid__head-select", t("grid.group.select", { n: count }));
  button.type = "button";
  button.tabIndex = -1;
  button.onclick = select;
  cell.append(button);
  return row;
}

function makeGhost({ failure }: GhostSpec): HTMLElement {
  if (failure === undefined) {
    const ghost = make("div", "grid__ghost");
    ghost.setAttribute("aria-hidden", "true");
    return ghost;
  }
  const row = makeRow("grid__ghost");
  const cell = make("div", "grid__failed", failure.text);
  cell.setAttribute("role", "gridcell");
  const button = make("button", "button", t("action.retry"));
  button.type = "button";
  button.onclick = failure.retry;
  cell.append(button);
  row.append(cell);
  return row;
}
