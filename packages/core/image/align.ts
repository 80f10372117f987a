import { type Difference, tellDifference } from "./align_difference.ts";
import { farthest, improveWarp } from "./align_step.ts";
import type { Warp } from "./align_warp.ts";
import type { Luma } from "./luma.ts";

/** Side of the squares that are compared: smaller forms of it find how they lie, all of it tells what differs. */
export const LOOK_SIDE = 128;
/** From coarse to fine: a shift of several px is less than one px in the small picture, where it is found first. */
const LEVELS = [16, 32, 64] as const;
const STEPS = 5;
/** Less than a thirtieth of a px of the finest level. */
const STILL = 0.0005;
/** What is cut off, moved or stretched beyond this share is another picture. */
const MAX_WARP = 0.16;
/** Contrast may differ by this factor: more, and anything resembles anything. */
const MAX_GAIN = 1.6;
/** Less in common than this is too little to tell. */
const MIN_COVER = 0.6;

/** How one picture lies on another, and what differs then. */
export interface Alignment extends Pick<Difference, "error" | "unlike" | "usual"> {
  /** Which share of the other's width and height the one covers: 0.95 where it was cropped by 5 %. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** A picture made ready to be aligned, as often as wanted: at each level, and at last whole. */
export type Pyramid = readonly Luma[];

/** @param luma Of {@link LOOK_SIDE}. */
export function makePyramid(luma: Luma): Pyramid {
  const fine = soften(halve(luma, LOOK_SIDE), LOOK_SIDE / 2);
  const middle = halve(fine, LOOK_SIDE / 2);
  return [halve(middle, LOOK_SIDE / 4), middle, fine, soften(luma, LOOK_SIDE)];
}

const START: Warp = { stretchX: 0, shiftX: 0, stretchY: 0, shiftY: 0, gain: 1, lift: 0 };

/**
 * Lays one picture on another: finds the small stretch and shift, and the change of contrast and brightness, that leave
 * the least difference (Gauss–Newton, from coarse to fine), then tells what is left.
 *
 * @returns undefined where they do not lie on each other by small changes.
 */
export function alignLumas(one: Pyramid, other: Pyramid): Alignment | undefined {
  const warp = findWarp(one, other);
  if (!warp || !isSmall(warp)) return undefined;
  const whole = { one: one.at(-1)!, other: other.at(-1)!, side: LOOK_SIDE };
  const { cover, ...difference } = tellDifference(whole, warp);
  if (cover < MIN_COVER) return undefined;
  return { scaleX: 1 + warp.stretchX, scaleY: 1 + warp.stretchY, ...difference };
}

function findWarp(one: Pyramid, other: Pyramid): Warp | undefined {
  let warp = START;
  for (const [level, side] of LEVELS.entries()) {
    const pair = { one: one[level]!, other: other[level]!, side };
    for (let step = 0; step < STEPS; step++) {
      const next = improveWarp(pair, warp);
      if (!next) return undefined;
      const moved = farthest({
        ...next,
        stretchX: next.stretchX - warp.stretchX,
        shiftX: next.shiftX - warp.shiftX,
        stretchY: next.stretchY - warp.stretchY,
        shiftY: next.shiftY - warp.shiftY,
      });
      warp = next;
      if (moved < STILL) break;
    }
  }
  return warp;
}

function isSmall(warp: Warp): boolean {
  return farthest(warp) <= MAX_WARP && warp.gain <= MAX_GAIN && warp.gain >= 1 / MAX_GAIN;
}

/** A slight blur (1 2 1 both ways): what is left of a shift by parts of a pixel. */
function soften(luma: Luma, side: number): Luma {
  const across = new Float32Array(luma.length);
  for (let at = 0; at < luma.length; at++) {
    const column = at % side;
    const before = luma[column === 0 ? at : at - 1]!;
    const after = luma[column === side - 1 ? at : at + 1]!;
    across[at] = (before + 2 * luma[at]! + after) / 4;
  }
  const soft = new Float32Array(luma.length);
  for (let at = 0; at < luma.length; at++) {
    const above = across[at < side ? at : at - side]!;
    const below = across[at >= luma.length - side ? at : at + side]!;
    soft[at] = (above + 2 * across[at]! + below) / 4;
  }
  return soft;
}

function halve(luma: Luma, side: number): Luma {
  const half = side / 2;
  const small = new Float32Array(half * half);
  for (let at = 0; at < small.length; at++) {
    const from = Math.floor(at / half) * 2 * side + (at % half) * 2;
    small[at] = (luma[from]! + luma[from + 1]! + luma[from + side]! + luma[from + side + 1]!) / 4;
  }
  return small;
}
