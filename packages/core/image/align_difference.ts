import { type LumaPair, layAxes, type Warp } from "./align_warp.ts";
import type { Luma } from "./luma.ts";

/** What is left when one picture lies on another. */
export interface Difference {
  /** Over the contrast of the picture: 0 the same, 1 nothing in common. */
  readonly error: number;
  /** The same in the small part that differs most, over the structure there: another word in a caption is 0.5 and more. */
  readonly unlike: number;
  /** The same in nine parts of ten, or less: noise and blur are everywhere, another word is in one place. */
  readonly usual: number;
  /** Share of the one that the other covers. */
  readonly cover: number;
}

/** A sixteenth of the side: a short word of a small caption. They overlap by half, so that no border hides one. */
const TILE = 8;
const TILE_STEP = TILE / 2;
const USUAL_SHARE = 0.9;
/** Luma levels that compressing adds where there is no structure. */
const GRAIN = 4;

/** Tells what differs under a warp. */
export function tellDifference(pair: LumaPair, warp: Warp): Difference {
  const { one, side } = pair;
  const rest = subtract(pair, warp);
  const whole = measure(one, rest, { left: 0, top: 0, size: side, side });
  return {
    error: Math.sqrt(whole.left / Math.max(whole.variance, 1)),
    ...findUnlike(pair, rest),
    cover: whole.seen / rest.length,
  };
}

/** The difference in each place; NaN where the other has nothing. */
function subtract({ one, other, side }: LumaPair, warp: Warp): Float32Array {
  const rest = new Float32Array(one.length).fill(Number.NaN);
  const [columns, rows] = layAxes(side, warp);
  for (let y = 0; y < side; y++) {
    const top = rows.from[y]! * side;
    if (top < 0) continue;
    const fy = rows.part[y]!;
    for (let x = 0; x < side; x++) {
      const left = columns.from[x]!;
      if (left < 0) continue;
      const fx = columns.part[x]!;
      const at = top + left;
      const upper = other[at]! * (1 - fx) + other[at + 1]! * fx;
      const lower = other[at + side]! * (1 - fx) + other[at + side + 1]! * fx;
      const value = upper * (1 - fy) + lower * fy;
      rest[y * side + x] = one[y * side + x]! - (warp.gain * value + warp.lift);
    }
  }
  return rest;
}

/** A square part of a picture. */
interface Part {
  readonly left: number;
  readonly top: number;
  readonly size: number;
  /** Of the whole picture. */
  readonly side: number;
}

/** Means of the squares of what is left, and of the structure, over the pixels that both have. */
function measure(one: Luma, rest: Float32Array, { left: from, top, size, side }: Part) {
  let [seen, sum, squares, left] = [0, 0, 0, 0];
  for (let y = top; y < top + size; y++) {
    for (let at = y * side + from; at < y * side + from + size; at++) {
      const difference = rest[at]!;
      if (Number.isNaN(difference)) continue;
      const value = one[at]!;
      seen += 1;
      sum += value;
      squares += value * value;
      left += difference * difference;
    }
  }
  const variance = Math.max(0, squares / seen - (sum / seen) ** 2);
  return { seen, left: left / seen, variance };
}

function findUnlike(
  { one, side }: LumaPair,
  rest: Float32Array,
): Pick<Difference, "unlike" | "usual"> {
  const tiles: number[] = [];
  for (let top = 0; top + TILE <= side; top += TILE_STEP) {
    for (let left = 0; left + TILE <= side; left += TILE_STEP) {
      const tile = measure(one, rest, { left, top, size: TILE, side });
      if (tile.seen < (TILE * TILE) / 2) continue;
      tiles.push(Math.sqrt(tile.left / (tile.variance + GRAIN * GRAIN)));
    }
  }
  tiles.sort((a, b) => a - b);
  return { unlike: tiles.at(-1) ?? 0, usual: tiles[Math.floor(tiles.length * USUAL_SHARE)] ?? 0 };
}
