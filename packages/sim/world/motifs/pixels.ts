// Large pixels.
import { rect, type Sheet } from "../sheet.ts";

/** A grid of square cells over the sheet. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
}

/** The grid that has so many rows. */
export function screenOf(sheet: Sheet, rows: number): Screen {
  const cell = sheet.height / rows;
  return { columns: Math.ceil(sheet.width / cell), rows, cell };
}

/** Runs of cells in one colour become one rectangle each, without seams. */
export function put(
  sheet: Sheet,
  screen: Screen,
  block: { x: number; y: number; wide: number; tall: number; colour: string },
): void {
  const { cell } = screen;
  sheet.add(
    rect([block.x * cell, block.y * cell, block.wide * cell + 0.4, block.tall * cell + 0.4], {
      fill: block.colour,
      "shape-rendering": "crispEdges",
    }),
  );
}

/** A small picture, a letter a cell; letters without an ink are see-through. */
export function sprite(
  sheet: Sheet,
  screen: Screen,
  art: { rows: readonly string[]; x: number; y: number; inks: Readonly<Record<string, string>> },
): void {
  art.rows.forEach((row, dy) => {
    [...row].forEach((mark, dx) => {
      const colour = art.inks[mark];
      if (colour !== undefined)
        put(sheet, screen, { x: art.x + dx, y: art.y + dy, wide: 1, tall: 1, colour });
    });
  });
}

/** Bands of colour down the sheet, each mixed into the next by single cells. */
export function skyBands(sheet: Sheet, screen: Screen, colours: readonly string[]): void {
  const tall = Math.ceil(screen.rows / colours.length);
  colours.forEach((colour, i) => {
    put(sheet, screen, { x: 0, y: i * tall, wide: screen.columns, tall: tall + 1, colour });
    const next = colours[i + 1];
    if (next === undefined) return;
    for (let x = i % 2; x < screen.columns; x += 2)
      put(sheet, screen, { x, y: (i + 1) * tall - 1, wide: 1, tall: 1, colour: next });
  });
}
