/** No browser scrolls further than some 16.7 million device pixels; this stays below. */
const MAX_DEVICE_PX = 15_000_000;
/** A jump larger than this many windows is meant in proportion, a smaller one in pixels. */
const NEAR_WINDOWS = 3;

/**
 * Maps the page's scroll position to a place in a grid that may be far taller than any page can be.
 * Small moves go pixel by pixel, large ones in proportion; `settle` brings both together again.
 */
export class ScrollMap {
  /** Height of the grid as laid out, px. */
  #total = 0;
  #windowHeight = 1;
  #limit = MAX_DEVICE_PX;
  #scroll = 0;
  #top = 0;

  /** Top of the window in the grid, px. */
  get top(): number {
    return this.#top;
  }

  /** What to add to a place in the grid to get its place in the spacer, px. */
  get shift(): number {
    return this.#scroll - this.#top;
  }

  /** Height of the element that makes the page scroll, px. */
  get spacer(): number {
    return Math.min(this.#total, this.#limit);
  }

  /** @param total Of the grid, px. @param windowHeight Visible part, px. @param pixelRatio Device pixels a px. */
  resize(total: number, windowHeight: number, pixelRatio: number): void {
    this.#total = total;
    this.#windowHeight = Math.max(1, windowHeight);
    this.#limit = Math.floor(MAX_DEVICE_PX / pixelRatio);
  }

  /** Follows the page. @param scroll Of the spacer's top edge above the window's, px; may be negative. */
  follow(scroll: number): number {
    const moved = scroll - this.#scroll;
    this.#scroll = scroll;
    if (this.#total <= this.#limit) this.#top = scroll;
    else if (Math.abs(moved) > this.#windowHeight * NEAR_WINDOWS)
      this.#top = this.#inProportion(scroll);
    else this.#top = this.#clampTop(this.#top + moved, scroll);
    return this.#top;
  }

  /** Where the page must scroll so that a place in the grid is at the window's top, px. */
  scrollFor(top: number): number {
    const last = Math.max(0, this.#total - this.#windowHeight);
    if (this.#total <= this.#limit || top <= 0) return top;
    return (Math.min(top, last) / last) * (this.spacer - this.#windowHeight);
  }

  /** Goes to a place in the grid at once; the caller scrolls the page to the result. */
  jump(top: number): number {
    this.#scroll = this.scrollFor(top);
    this.#top = top;
    return this.#scroll;
  }

  #inProportion(scroll: number): number {
    if (scroll <= 0) return scroll;
    const room = Math.max(1, this.spacer - this.#windowHeight);
    return Math.min(1, scroll / room) * Math.max(0, this.#total - this.#windowHeight);
  }

  #clampTop(top: number, scroll: number): number {
    if (scroll <= 0) return scroll;
    if (scroll >= this.spacer - this.#windowHeight) return this.#total - this.#windowHeight;
    return Math.min(Math.max(0, top), this.#total - this.#windowHeight);
  }
}

/**
 * The last of rising values that is not above a wanted one.
 * @param values Rising. @param count How many of them count. @param wanted Anything.
 * @returns Its index; 0 when all are above.
 */
export function lastAtOrBelow(values: ArrayLike<number>, count: number, wanted: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? Infinity) <= wanted) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
