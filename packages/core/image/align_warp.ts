import type { Luma } from "./luma.ts";

/** How one picture lies on another: x' = (1 + stretch) x + shift, from the middle, in shares of the side; light' = gain × light + lift. */
export interface Warp {
  readonly stretchX: number;
  readonly shiftX: number;
  readonly stretchY: number;
  readonly shiftY: number;
  readonly gain: number;
  readonly lift: number;
}

/** Two squares of the same side. */
export interface LumaPair {
  readonly one: Luma;
  readonly other: Luma;
  /** Px. */
  readonly side: number;
}

/** Where the places of one axis lie on the other picture. */
export interface Axis {
  /** The px before each place; -1 where the other picture has nothing. */
  readonly from: Int16Array;
  /** How far it is to the next px, 0 to 1. */
  readonly part: Float32Array;
}

/** Lays one axis on the other. @param side Px. @param warp Of this axis. */
export function layAxis(
  side: number,
  { stretch, shift }: { readonly stretch: number; readonly shift: number },
): Axis {
  const from = new Int16Array(side);
  const part = new Float32Array(side);
  const middle = (side - 1) / 2;
  for (let at = 0; at < side; at++) {
    const to = middle + (1 + stretch) * (at - middle) + shift * side;
    const isOutside = to < 0 || to > side - 1;
    const before = Math.min(side - 2, Math.floor(to));
    from[at] = isOutside ? -1 : before;
    part[at] = to - before;
  }
  return { from, part };
}

/** Both axes of a warp. */
export function layAxes(side: number, { stretchX, shiftX, stretchY, shiftY }: Warp): [Axis, Axis] {
  return [
    layAxis(side, { stretch: stretchX, shift: shiftX }),
    layAxis(side, { stretch: stretchY, shift: shiftY }),
  ];
}
