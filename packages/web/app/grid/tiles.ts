import { THUMB_SIZES } from "../../routes/flags.ts";
import { thumbAddress } from "../api.ts";
import { savesData } from "../motion.ts";
import { makeIcon } from "../parts/make_icon.ts";
import { printTime } from "../quantities.ts";
import { t } from "../strings.ts";
import { hasFlag, type Item } from "./item.ts";
import { paintThumbHash } from "./thumb_hash.ts";
import { captionOf, nameForReaders, trashWordsOf } from "./tile_words.ts";

/** What the pool asks about an item while it draws it. */
export interface TileFacts {
  href(item: Item): string;
  isSelected(item: Item): boolean;
  /** Whether the item is the one that Tab reaches. */
  isCurrent(item: Item): boolean;
  /** Whether an NSFW item was asked for. */
  isRevealed(item: Item): boolean;
}

/** Where a tile stands in its row, px. */
export interface TilePlace {
  readonly x: number;
  readonly width: number;
  readonly height: number;
}

const GRID_SIZES = THUMB_SIZES.slice(0, 3);
const SAVING_SIZES = THUMB_SIZES.slice(0, 2);

/** One picture of the grid: its elements, reused for one item after another. */
export class Tile {
  readonly element = make("div", "tile");
  readonly link = make("a", "tile__link");
  readonly #hash = make("canvas", "tile__hash");
  readonly #image = make("img", "tile__image");
  readonly #badges = make("span", "tile__badges");
  #caption: HTMLElement | undefined;
  #item: Item | undefined;
  #shown = "";

  constructor() {
    const check = make("span", "tile__check");
    check.append(makeIcon("check"));
    this.element.setAttribute("role", "gridcell");
    this.#image.alt = "";
    this.#image.draggable = false;
    this.#image.decoding = "async";
    this.#image.onload = () => this.#image.toggleAttribute("data-loaded", true);
    // The ThumbHash stays, with a word: never the browser's broken picture.
    this.#image.onerror = () => this.#badges.prepend(badge(t("tile.noThumb"), "hourglass"));
    this.link.draggable = false;
    this.link.append(this.#hash, this.#image);
    for (const part of [this.#hash, this.#badges, check]) part.setAttribute("aria-hidden", "true");
    // Words stand beside the link, not in it: its name says all of them already.
    this.element.append(this.link, this.#badges, check, make("span", "tile__dot"));
  }

  /** The item it shows. */
  get item(): Item | undefined {
    return this.#item;
  }

  /** What is on screen of the picture, for the morph into the viewer. */
  get picture(): HTMLElement {
    return this.link;
  }

  /** Shows an item; cheap when it is the one that is shown. */
  show(item: Item, place: TilePlace, facts: TileFacts): void {
    const isHidden = hasFlag(item, "nsfw") && !facts.isRevealed(item);
    if (item.id !== this.#item?.id || item.thumbHash !== this.#item.thumbHash) this.#begin(item);
    this.#item = item;
    this.element.style.transform = `translateX(${place.x}px)`;
    this.element.style.width = `${place.width}px`;
    this.element.style.height = `${place.height}px`;
    this.#load(item, place, isHidden);
    this.#describe(item, facts, isHidden);
  }

  /** Writes what is known of the item under the pointer or the focus. */
  explain(): void {
    if (this.#caption !== undefined || this.#item === undefined) return;
    const caption = make("span", "tile__caption");
    caption.setAttribute("aria-hidden", "true");
    const { title, facts } = captionOf(this.#item);
    caption.append(make("b", "", title), make("span", "", facts));
    this.link.after(caption);
    this.#caption = caption;
  }

  /** Drops its picture and the request for it. */
  clear(): void {
    this.#begin(undefined);
    this.#item = undefined;
  }

  #begin(item: Item | undefined): void {
    this.#caption?.remove();
    this.#caption = undefined;
    this.#shown = "";
    for (const name of ["srcset", "src", "data-loaded"]) this.#image.removeAttribute(name);
    paintThumbHash(this.#hash, item?.thumbHash ?? "");
    this.link.querySelector(".tile__video")?.remove();
  }

  #load(item: Item, place: TilePlace, isHidden: boolean): void {
    const wanted = isHidden || item.thumb === "" || hasFlag(item, "noThumb") ? "" : item.thumb;
    if (wanted === this.#shown) {
      if (wanted !== "") this.#image.sizes = `${Math.ceil(place.width)}px`;
      return;
    }
    this.#shown = wanted;
    if (wanted === "") return;
    const share = Math.min(1, item.ratio);
    this.#image.sizes = `${Math.ceil(place.width)}px`;
    this.#image.srcset = (savesData() ? SAVING_SIZES : GRID_SIZES)
      .map((size) => `${thumbAddress(size, wanted)} ${Math.round(size * share)}w`)
      .join(", ");
    // From memory it is there at once: a fade would only make it flicker.
    this.#image.toggleAttribute(
      "data-loaded",
      this.#image.complete && this.#image.naturalWidth > 0,
    );
  }

  #describe(item: Item, facts: TileFacts, isHidden: boolean): void {
    const isSelected = facts.isSelected(item);
    this.element.setAttribute("aria-selected", String(isSelected));
    this.element.toggleAttribute("data-hidden", isHidden);
    this.element.toggleAttribute("data-unseen", hasFlag(item, "unseen"));
    this.element.toggleAttribute("data-album", item.postCount > 1);
    this.link.href = facts.href(item);
    this.link.tabIndex = facts.isCurrent(item) ? 0 : -1;
    this.link.setAttribute("aria-label", nameForReaders(item, isHidden));
    this.#badges.replaceChildren(...badgesOf(item, isHidden));
  }
}

function badgesOf(item: Item, isHidden: boolean): Node[] {
  const badges: Node[] = [];
  const add = (...words: Parameters<typeof badge>) => badges.push(badge(...words));
  if (item.trashedAt > 0) add(trashWordsOf(item), "trash");
  if (hasFlag(item, "favorite")) add("", "heart_full");
  if (hasFlag(item, "removedUpstream")) add(t("tile.removed"));
  if (hasFlag(item, "noThumb") || item.thumb === "") add(t("tile.noThumb"), "hourglass");
  if (hasFlag(item, "video")) add(printTime(item.durationMs), "play");
  else if (hasFlag(item, "gif")) add(t("tile.gif"));
  if (item.postCount > 1) add(String(item.postCount), "album");
  if (hasFlag(item, "damaged")) badges.push(make("span", "tile__damage", t("tile.damaged")));
  if (isHidden) {
    const veil = make("span", "tile__veil", t("tile.nsfw"));
    veil.prepend(makeIcon("hidden"));
    badges.push(veil);
  }
  return badges;
}

function badge(text: string, icon?: Parameters<typeof makeIcon>[0]): HTMLElement {
  const made = make("span", "tile__badge", text);
  if (icon !== undefined) made.prepend(makeIcon(icon));
  return made;
}

/** Makes an element with a class and a text. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text = "",
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className !== "") element.className = className;
  if (text !== "") element.textContent = text;
  return element;
}
