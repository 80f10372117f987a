import { blobAddress, thumbAddress } from "../api.ts";
import { hasFlag, type Item } from "../grid/item.ts";
import type { SharpSize } from "./sharp_size.ts";

/** Something to have ready. */
export interface Wanted {
  readonly address: string;
  /** What it will weigh, bytes; a guess for made pictures. */
  readonly bytes: number;
}

/** What made pictures weigh, about. */
const MADE_BYTES = { 960: 150_000, 1600: 350_000 } as const;
const DEFAULT_BUDGET = 24_000_000;

/** Has the neighbours of a picture ready, the likeliest first, within a number of bytes. */
export class Preloader {
  readonly #budget: number;
  readonly #make: () => { src: string };
  readonly #held = new Map<string, { src: string }>();

  /** @param options.budget Bytes that may be asked for ahead. @param options.make An image that loads by its `src`. */
  constructor({ budget = DEFAULT_BUDGET, make = () => new Image() as { src: string } } = {}) {
    this.#budget = budget;
    this.#make = make;
  }

  /** Addresses that are held at present. */
  get held(): string[] {
    return [...this.#held.keys()];
  }

  /** Asks for these and lets go of all others; what does not fit in the budget is left. */
  want(wanted: readonly Wanted[]): void {
    const fitting = new Set<string>();
    let left = this.#budget;
    for (const { address, bytes } of wanted) {
      if (bytes > left) continue;
      left -= bytes;
      fitting.add(address);
    }
    for (const [address, image] of this.#held) {
      if (fitting.has(address)) continue;
      image.src = "";
      this.#held.delete(address);
    }
    for (const address of fitting) {
      if (this.#held.has(address)) continue;
      const image = this.#make();
      image.src = address;
      this.#held.set(address, image);
    }
  }
}

/**
 * What to have ready of an item, so that it is sharp at once. Hidden, moving and unmade ones are left alone.
 * @param sharpSize Tells what is sharp enough.
 */
export function wantedOf(item: Item | undefined, sharpSize: (item: Item) => SharpSize): Wanted[] {
  if (item === undefined || item.thumb === "" || hasFlag(item, "nsfw")) return [];
  if (hasFlag(item, "video") || hasFlag(item, "gif") || hasFlag(item, "animated")) return [];
  if (item.width === 0) return [];
  const size = sharpSize(item);
  // The blob of a still picture's thumbnails is the picture itself.
  if (size === "original") return [{ address: blobAddress(item.thumb), bytes: item.bytes }];
  const bytes = Math.min(item.bytes, MADE_BYTES[size]);
  return [{ address: thumbAddress(size, item.thumb), bytes }];
}
