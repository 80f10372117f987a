import type { Luma } from "./luma.ts";

/** Side of the squares that are compared: half of it finds how they lie, all of it tells what differs. */
export const LOOK_SIDE = 128;
/** From coarse to fine: a shift of several px is less than one px in the small picture, where it is found first. */
const LEVELS = [16, 32, 64] as const;
const STEPS = 5;
/** What is cut off, moved or stretched beyond this share is another picture. */
const MAX_WARP = 0.16;
/** Contrast may differ by this factor: more, and anything resembles anything. */
const MAX_GAIN = 1.6;
/** A sixteenth of the side: a short word of a small caption. They overlap by half, so that no border hides one. */
const TILE = 8;
const TILE_STEP = TILE / 2;
/** Luma levels that compressing adds where there is no structure. */
const GRAIN = 4;
/** Less in common than this is too little to tell. */
const MIN_COVER = 0.6;

/** How one picture lies on another, and what differs then. */
export interface Alignment {
  /** Which share of the other's width and height the one covers: 0.95 where it was cropped by 5 %. */
  readonly scaleX: number;
  readonly scaleY: number;
  /** What remains different, over the contrast of the picture: 0 the same, 1 nothing in common. */
  readonly error: number;
  /** The same in the small part that differs most, over the structure there: another word in a caption is 0.5 and more. */
  readonly unlike: number;
}

/** A picture made ready to be aligned, as often as wanted. */
export type Pyramid = readonly Luma[];

/** @param luma Of {@link LOOK_SIDE}. */
export function makePyramid(luma: Luma): Pyramid {
  const fine = soften(halve(luma, LOOK_SIDE), LOOK_SIDE / 2);
  const middle = halve(fine, LOOK_SIDE / 2);
  return [halve(middle, LOOK_SIDE / 4), middle, fine, soften(luma, LOOK_SIDE)];
}

/** x' = x0 + (1 + stretch) x, from the middle, in shares of the side; brightness' = gain × brightness + lift. */
interface Warp {
  readonly stretchX: number;
  readonly shiftX: number;
  readonly stretchY: number;
  readonly shiftY: number;
  readonly gain: number;
  readonly lift: number;
}

const START: Warp = { stretchX: 0, shiftX: 0, stretchY: 0, shiftY: 0, gain: 1, lift: 0 };

/**
 * Lays one picture on another: finds the small stretch and shift, and the change of contrast and brightness, that leave
 * the least difference (Gauss–Newton, from coarse to fine), then tells what is left.
 *
 * @returns undefined where they do not lie on each other by small changes.
 */
export function alignLumas(one: Pyramid, other: Pyramid): Alignment | undefined {
  let warp = START;
  for (const [level, side] of LEVELS.entries()) {
    const pair = { one: one[level]!, other: other[level]!, side };
    for (let step = 0; step < STEPS; step++) {
      const next = improve(pair, warp);
      if (!next) return undefined;
      const moved = Math.abs(next.shiftX - warp.shiftX) + Math.abs(next.shiftY - warp.shiftY);
      const stretched =
        Math.abs(next.stretchX - warp.stretchX) + Math.abs(next.stretchY - warp.stretchY);
      warp = next;
      if (moved + stretched < 0.0005) break;
    }
  }
  return tellDifference({ one: one.at(-1)!, other: other.at(-1)!, side: LOOK_SIDE }, warp);
}

interface Pair {
  readonly one: Luma;
  readonly other: Luma;
  readonly side: number;
}

const UNKNOWNS = 6;

/** One step of Gauss–Newton; undefined when it leads out of what is a small change. */
function improve({ one, other, side }: Pair, warp: Warp): Warp | undefined {
  const normal = new Float64Array(UNKNOWNS * UNKNOWNS);
  const right = new Float64Array(UNKNOWNS);
  const slope = new Float64Array(UNKNOWNS);
  const middle = (side - 1) / 2;
  for (let y = 0; y < side; y++) {
    const v = (y - middle) / side;
    const toY = middle + side * ((1 + warp.stretchY) * v + warp.shiftY);
    if (toY < 0 || toY > side - 1) continue;
    for (let x = 0; x < side; x++) {
      const u = (x - middle) / side;
      const toX = middle + side * ((1 + warp.stretchX) * u + warp.shiftX);
      if (toX < 0 || toX > side - 1) continue;
      const [left, top] = [
        Math.min(side - 2, Math.floor(toX)),
        Math.min(side - 2, Math.floor(toY)),
      ];
      const [fx, fy, at] = [toX - left, toY - top, top * side + left];
      const a = other[at]!;
      const b = other[at + 1]!;
      const c = other[at + side]!;
      const d = other[at + side + 1]!;
      const value = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
      const alongX = ((b - a) * (1 - fy) + (d - c) * fy) * side * warp.gain;
      const alongY = ((c - a) * (1 - fx) + (d - b) * fx) * side * warp.gain;
      const rest = one[y * side + x]! - (warp.gain * value + warp.lift);
      slope[0] = alongX * u;
      slope[1] = alongX;
      slope[2] = alongY * v;
      slope[3] = alongY;
      slope[4] = value;
      slope[5] = 1;
      for (let row = 0; row < UNKNOWNS; row++) {
        right[row]! += slope[row]! * rest;
        for (let column = row; column < UNKNOWNS; column++) {
          normal[row * UNKNOWNS + column]! += slope[row]! * slope[column]!;
        }
      }
    }
  }
  return step(warp, solve(normal, right));
}

function step(warp: Warp, change: Float64Array | undefined): Warp | undefined {
  if (!change) return undefined;
  const next = {
    stretchX: warp.stretchX + change[0]!,
    shiftX: warp.shiftX + change[1]!,
    stretchY: warp.stretchY + change[2]!,
    shiftY: warp.shiftY + change[3]!,
    gain: warp.gain + change[4]!,
    lift: warp.lift + change[5]!,
  };
  const { stretchX, shiftX, stretchY, shiftY, gain } = next;
  const far = Math.max(...[stretchX, shiftX, stretchY, shiftY].map(Math.abs));
  if (!(far < 2 * MAX_WARP) || !(gain > 0)) return undefined;
  return next;
}

/** Solves the symmetric system, of which the upper half is given; undefined when a picture is flat. */
function solve(normal: Float64Array, right: Float64Array): Float64Array | undefined {
  const n = UNKNOWNS;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < row; column++)
      normal[row * n + column] = normal[column * n + row]!;
    // A flat direction must not send the picture anywhere.
    normal[row * n + row]! *= 1.0001;
  }
  const result = right.slice();
  for (let pivot = 0; pivot < n; pivot++) {
    const diagonal = normal[pivot * n + pivot]!;
    if (!(Math.abs(diagonal) > 1e-9)) return undefined;
    for (let row = pivot + 1; row < n; row++) {
      const factor = normal[row * n + pivot]! / diagonal;
      for (let column = pivot; column < n; column++) {
        normal[row * n + column]! -= factor * normal[pivot * n + column]!;
      }
      result[row]! -= factor * result[pivot]!;
    }
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let column = row + 1; column < n; column++) {
      result[row]! -= normal[row * n + column]! * result[column]!;
    }
    result[row]! /= normal[row * n + row]!;
  }
  return result;
}

function tellDifference(pair: Pair, warp: Warp): Alignment | undefined {
  const { stretchX, shiftX, stretchY, shiftY, gain } = warp;
  const far = Math.max(...[stretchX, shiftX, stretchY, shiftY].map(Math.abs));
  if (far > MAX_WARP || gain > MAX_GAIN || gain < 1 / MAX_GAIN) return undefined;
  const rest = subtract(pair, warp);
  const whole = measure(pair.one, rest, { left: 0, top: 0, size: pair.side, side: pair.side });
  if (whole.seen < MIN_COVER * rest.length) return undefined;
  return {
    scaleX: 1 + stretchX,
    scaleY: 1 + stretchY,
    error: Math.sqrt(whole.left / Math.max(whole.variance, 1)),
    unlike: findUnlike(pair, rest),
  };
}

/** The difference in each place; NaN where the other has nothing. */
function subtract({ one, other, side }: Pair, warp: Warp): Float32Array {
  const middle = (side - 1) / 2;
  return one.map((value, at) => {
    const u = ((at % side) - middle) / side;
    const v = (Math.floor(at / side) - middle) / side;
    const toX = middle + side * ((1 + warp.stretchX) * u + warp.shiftX);
    const toY = middle + side * ((1 + warp.stretchY) * v + warp.shiftY);
    if (toX < 0 || toX > side - 1 || toY < 0 || toY > side - 1) return Number.NaN;
    const [left, top] = [Math.min(side - 2, Math.floor(toX)), Math.min(side - 2, Math.floor(toY))];
    const [fx, fy, from] = [toX - left, toY - top, top * side + left];
    const upper = other[from]! * (1 - fx) + other[from + 1]! * fx;
    const lower = other[from + side]! * (1 - fx) + other[from + side + 1]! * fx;
    return value - (warp.gain * (upper * (1 - fy) + lower * fy) + warp.lift);
  });
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

function findUnlike({ one, side }: Pair, rest: Float32Array): number {
  let most = 0;
  for (let top = 0; top + TILE <= side; top += TILE_STEP) {
    for (let left = 0; left + TILE <= side; left += TILE_STEP) {
      const tile = measure(one, rest, { left, top, size: TILE, side });
      if (tile.seen < (TILE * TILE) / 2) continue;
      most = Math.max(most, tile.left / (tile.variance + GRAIN * GRAIN));
    }
  }
  return Math.sqrt(most);
}

/** A slight blur (1 2 1 both ways): what is left of a shift by parts of a pixel. */
function soften(luma: Luma, side: number): Luma {
  const across = luma.map((value, at) => {
    const before = at % side === 0 ? value : luma[at - 1]!;
    const after = at % side === side - 1 ? value : luma[at + 1]!;
    return (before + 2 * value + after) / 4;
  });
  return across.map((value, at) => {
    const above = across[at - side] ?? value;
    const below = across[at + side] ?? value;
    return (above + 2 * value + below) / 4;
  });
}

function halve(luma: Luma, side: number): Luma {
  const half = side / 2;
  return new Float32Array(half * half).map((_, at) => {
    const from = Math.floor(at / half) * 2 * side + (at % half) * 2;
    return (luma[from]! + luma[from + 1]! + luma[from + side]! + luma[from + side + 1]!) / 4;
  });
}
