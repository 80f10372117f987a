import { blobAddress, thumbAddress } from "../api.ts";
import { hasFlag, type Item } from "../grid/item.ts";
import { MIDDLE_PX } from "./stage.ts";

/** Something to have ready. */
export interface Wanted {
  readonly address: string;
  /** What it will weigh, bytes; a guess for made pictures. */
  readonly bytes: number;
}

/** A made picture of 1600 px weighs about this much. */
const MIDDLE_BYTES = 350_000;
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

/** What to have ready of an item: its middle size. Hidden, moving and unmade ones are left alone. */
export function wantedOf(item: Item | undefined): Wanted[] {
  if (item === undefined || item.thumb === "" || hasFlag(item, "nsfw")) return [];
  if (hasFlag(item, "video") || hasFlag(item, "gif") || hasFlag(item, "animated")) return [];
  if (Math.max(item.width, item.height) <= MIDDLE_PX) return [];
  return [
    { address: thumbAddress(MIDDLE_PX, item.thumb), bytes: Math.min(item.bytes, MIDDLE_BYTES) },
  ];
}

/** What to have ready when an original is small enough to be shown itself. */
export function wantedOriginal(sha256: string, bytes: number): Wanted {
  return { address: blobAddress(sha256), bytes };
}
