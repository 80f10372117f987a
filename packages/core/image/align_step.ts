import { type LumaPair, layAxes, type Warp } from "./align_warp.ts";

const UNKNOWNS = 6;
/** A warp beyond this in one step leads away. */
const MAX_STEP_WARP = 0.32;
/** A flat direction must not send the picture anywhere. */
const DAMPING = 1.0001;

/** One step of Gauss–Newton towards the least difference; undefined where none is to be found. */
export function improveWarp(pair: LumaPair, warp: Warp): Warp | undefined {
  const { normal, right } = sumEquations(pair, warp);
  const change = solve(normal, right);
  if (!change) return undefined;
  const next = {
    stretchX: warp.stretchX + change[0]!,
    shiftX: warp.shiftX + change[1]!,
    stretchY: warp.stretchY + change[2]!,
    shiftY: warp.shiftY + change[3]!,
    gain: warp.gain + change[4]!,
    lift: warp.lift + change[5]!,
  };
  return farthest(next) < MAX_STEP_WARP && next.gain > 0 ? next : undefined;
}

/** The largest stretch or shift of a warp, share of the side; NaN when one is. */
export function farthest({ stretchX, shiftX, stretchY, shiftY }: Warp): number {
  return Math.max(Math.abs(stretchX), Math.abs(shiftX), Math.abs(stretchY), Math.abs(shiftY));
}

/** The normal equations, upper half: what each unknown changes in a px, against what is left there. */
function sumEquations({ one, other, side }: LumaPair, warp: Warp) {
  const normal = new Float64Array(UNKNOWNS * UNKNOWNS);
  const right = new Float64Array(UNKNOWNS);
  const slope = new Float64Array(UNKNOWNS);
  const [columns, rows] = layAxes(side, warp);
  const { gain, lift } = warp;
  for (let y = 0; y < side; y++) {
    const top = rows.from[y]! * side;
    if (top < 0) continue;
    const fy = rows.part[y]!;
    const v = (y - (side - 1) / 2) / side;
    for (let x = 0; x < side; x++) {
      const left = columns.from[x]!;
      if (left < 0) continue;
      const fx = columns.part[x]!;
      const at = top + left;
      const upper = other[at]!;
      const lower = other[at + side]!;
      const upperRise = other[at + 1]! - upper;
      const lowerRise = other[at + side + 1]! - lower;
      const upperValue = upper + upperRise * fx;
      const value = upperValue + (lower + lowerRise * fx - upperValue) * fy;
      slope[1] = (upperRise + (lowerRise - upperRise) * fy) * side * gain;
      slope[3] = (lower + lowerRise * fx - upperValue) * side * gain;
      slope[0] = (slope[1]! * (x - (side - 1) / 2)) / side;
      slope[2] = slope[3]! * v;
      slope[4] = value;
      slope[5] = 1;
      const rest = one[y * side + x]! - (gain * value + lift);
      for (let row = 0; row < UNKNOWNS; row++) {
        const weight = slope[row]!;
        right[row]! += weight * rest;
        for (let column = row; column < UNKNOWNS; column++) {
          normal[row * UNKNOWNS + column]! += weight * slope[column]!;
        }
      }
    }
  }
  return { normal, right };
}

/** Solves the symmetric system, of which the upper half is given; undefined when a picture is flat. */
function solve(normal: Float64Array, right: Float64Array): Float64Array | undefined {
  const n = UNKNOWNS;
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < row; column++) {
      normal[row * n + column] = normal[column * n + row]!;
    }
    normal[row * n + row]! *= DAMPING;
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
