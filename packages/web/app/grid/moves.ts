import type { Grid } from "./grid.ts";

/** Where the keyboard can go from an item. */
export type Move =
  | "left"
  | "right"
  | "up"
  | "down"
  | "rowStart"
  | "rowEnd"
  | "first"
  | "last"
  | "pageUp"
  | "pageDown";

const ROWS_A_PAGE = 3;

/**
 * Where a move leads: up and down to the nearest centre in the next row, which is loaded first.
 * @returns A place in the result; the same one where there is no further.
 */
export async function targetOf(grid: Grid, from: number, move: Move): Promise<number> {
  const items = grid.collection?.totals.items ?? 0;
  const row = grid.rowOf(from);
  if (move === "left") return Math.max(0, from - 1);
  if (move === "right") return Math.min(items - 1, from + 1);
  if (move === "first") return 0;
  if (move === "last") return items - 1;
  if (move === "rowStart") return row?.first ?? from;
  if (move === "rowEnd") return row?.last ?? from;
  const rows = move === "up" || move === "down" ? 1 : ROWS_A_PAGE;
  const step = move === "up" || move === "pageUp" ? -1 : 1;
  let at = from;
  for (let done = 0; done < rows; done++) at = await nextRow(grid, at, step);
  return at;
}

async function nextRow(grid: Grid, from: number, step: -1 | 1): Promise<number> {
  const items = grid.collection?.totals.items ?? 0;
  const row = grid.rowOf(from);
  const box = grid.boxOf(from);
  if (row === undefined || box === undefined) return from;
  const edge = step === 1 ? row.last + 1 : row.first - 1;
  if (edge < 0 || edge >= items) return from;
  if (grid.rowOf(edge) === undefined) await grid.reveal(edge);
  const next = grid.rowOf(edge);
  if (next === undefined) return edge;
  const center = box.x + box.width / 2;
  let best = edge;
  let distance = Infinity;
  for (let index = next.first; index <= next.last; index++) {
    const other = grid.boxOf(index);
    const away = Math.abs((other?.x ?? 0) + (other?.width ?? 0) / 2 - center);
    if (away < distance) [best, distance] = [index, away];
  }
  return best;
}
