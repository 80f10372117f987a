import { footerHeight } from "./measure.ts";
import { HEAD_HEIGHT } from "./sections.ts";
import type { Box } from "./stack.ts";
import { ScrollMap } from "./window.ts";

/** No browser places anything further than 2^25 px from where it is in; rows are placed from an origin near them. */
const ORIGIN_STEP = 1_000_000;

/** Where the window stands in the grid, and how it gets elsewhere. All in the grid's own px. */
export class Viewport {
  readonly #root: HTMLElement;
  readonly #layer: HTMLElement;
  readonly #map = new ScrollMap();
  /** The grid's top edge in the page. */
  #gridTop = 0;
  #origin = 0;

  /** @param root Makes the page scroll by its height. @param layer Carries the rows. */
  constructor(root: HTMLElement, layer: HTMLElement) {
    this.#root = root;
    this.#layer = layer;
  }

  /** Top of the window; negative while something stands above the grid. */
  get top(): number {
    return this.#map.top;
  }

  /** From a place in the grid to one in the layer's parent. */
  get shift(): number {
    return this.#map.shift;
  }

  /** Takes another height of the grid. */
  resize(total: number): void {
    this.#map.resize(total, innerHeight, devicePixelRatio);
    this.#root.style.height = `${this.#map.spacer}px`;
  }

  /** Follows the page's scrolling. @returns Top of the window. */
  follow(): number {
    this.#gridTop = this.#root.getBoundingClientRect().top + scrollY;
    const top = this.#map.follow(scrollY - this.#gridTop);
    this.#carry();
    return top;
  }

  /** Puts the layer's own zero near the window: whatever is in the layer must be placed anew. @returns It, px. */
  rebase(): number {
    this.#origin = Math.floor(this.top / ORIGIN_STEP) * ORIGIN_STEP;
    this.#carry();
    return this.#origin;
  }

  #carry(): void {
    this.#layer.style.transform = `translateY(${Math.round(this.#map.shift + this.#origin)}px)`;
  }

  /** Puts a place at the window's top. */
  jump(top: number): void {
    this.#gridTop = this.#root.getBoundingClientRect().top + scrollY;
    scrollTo(0, this.#gridTop + this.#map.jump(top));
  }

  /** Brings the page's position and the grid's together again, once scrolling rests. @returns Whether it moved. */
  settle(): boolean {
    this.follow();
    if (this.#map.shift === 0) return false;
    const wanted = this.#map.scrollFor(this.#map.top);
    if (Math.abs(wanted - (scrollY - this.#gridTop)) <= innerHeight) return false;
    this.jump(this.#map.top);
    return true;
  }

  /** Scrolls just as far as a box needs to be seen whole. @param header What covers the window from above. */
  bring(box: Box, { header, center }: { header: number; center: boolean }): void {
    const room = innerHeight - header - footerHeight();
    const top = this.#map.top + header;
    const isAbove = box.y < top + 8;
    const isBelow = box.y + box.height > top + room - 8;
    if (!isAbove && !isBelow) return;
    if (center) this.jump(box.y - header - Math.max(0, (room - box.height) / 2));
    else if (isAbove) this.jump(box.y - header - HEAD_HEIGHT);
    else this.jump(box.y + box.height + 16 - room - header);
  }
}
