import type { RowSize } from "./grid_host.ts";

/** Room of a grid as the window gives it, px. */
export interface Room {
  readonly width: number;
  readonly rowHeight: number;
  readonly gap: number;
  /** What covers the window from above. */
  readonly header: number;
}

const ROW_HEIGHTS = [
  [560, { s: 78, m: 118, l: 190 }],
  [899, { s: 120, m: 168, l: 240 }],
  [Infinity, { s: 150, m: 200, l: 300 }],
] as const;

/** Measures a grid: asks the browser for a layout, so not in every frame. */
export function measureRoom(root: HTMLElement, size: RowSize): Room {
  const heights = ROW_HEIGHTS.find(([max]) => innerWidth <= max)?.[1] ?? ROW_HEIGHTS[2][1];
  return {
    width: Math.max(60, Math.floor(root.clientWidth)),
    rowHeight: heights[size],
    gap: innerWidth <= 560 ? 3 : 6,
    header: document.querySelector(".header")?.clientHeight ?? 0,
  };
}

/** What covers the window from below, px. */
export function footerHeight(): number {
  return document.querySelector<HTMLElement>(".selection-bar, .tabs")?.offsetHeight ?? 0;
}
