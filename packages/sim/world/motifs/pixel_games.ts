// Games in large pixels.
import { oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import type { Rng } from "../seed.ts";
import type { Sheet } from "../sheet.ts";
import { put, type Screen, screenOf } from "./pixels.ts";

/** Pixel games. */
export const PIXEL_GAME_MOTIFS: readonly Motif[] = [
  {
    name: "invaders",
    kind: "graphic",
    shapes: ["square", "upright", "wide"],
    tags: ["gaming", "pixelart", "retro"],
    titles: [
      "Collect them all (there are 32,768)",
      "They come in peace, mostly",
      "Random sprites, surprisingly full of character",
    ],
    draw: drawInvaders,
    moves: true,
  },
  {
    name: "dungeon",
    kind: "graphic",
    rich: true,
    shapes: ["square", "wide"],
    tags: ["gaming", "pixelart"],
    titles: [
      "Map for Thursday's session, don't look, Kevin",
      "Procedural dungeon, 1 in 40 is solvable",
      "There is a mimic in this picture",
    ],
    draw: drawDungeon,
  },
];

function drawInvaders(sheet: Sheet): void {
  const { rng, phase } = sheet;
  sheet.grain = 0;
  const rows = rng.pick([39, 52]);
  const screen = screenOf(sheet, rows);
  const dark = rng.chance(0.6);
  const hue = rng.range(0, 360);
  sheet.fill(dark ? oklch(0.2, 0.05, hue) : oklch(0.94, 0.04, hue));
  for (let y = 2; y < rows - 9; y += 12) {
    for (let x = 2; x < screen.columns - 8; x += 12) {
      invader(sheet, screen, {
        x: x + (phase > 0.5 ? 1 : 0),
        y: y + 1,
        colour: oklch(dark ? 0.8 : 0.56, 0.17, hue + x * 6 + y * 4),
        rng,
      });
    }
  }
}

function invader(
  sheet: Sheet,
  screen: Screen,
  being: { x: number; y: number; colour: string; rng: Rng },
): void {
  const { x, y, colour, rng } = being;
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 5; column++) {
      const chance = row === 0 || row === 7 ? 0.34 : column > 2 ? 0.72 : 0.5;
      if (!rng.chance(chance)) continue;
      put(sheet, screen, { x: x + column, y: y + row, wide: 1, tall: 1, colour });
      if (column < 4)
        put(sheet, screen, { x: x + 8 - column, y: y + row, wide: 1, tall: 1, colour });
    }
  }
  for (const eye of [2, 6])
    put(sheet, screen, { x: x + eye, y: y + 3, wide: 1, tall: 1, colour: "#101018" });
}

function drawDungeon(sheet: Sheet): void {
  const { rng } = sheet;
  sheet.grain = 0;
  const screen = screenOf(sheet, 30);
  const hue = rng.pick([60, 250, 150, 20]);
  sheet.fill(oklch(0.17, 0.03, hue));
  const floor = digRooms(rng, screen);
  for (const spot of floor) {
    const [fx, fy] = [spot % 1000, Math.floor(spot / 1000)];
    put(sheet, screen, {
      x: fx,
      y: fy,
      wide: 1,
      tall: 1,
      colour: oklch((fx + fy) % 2 ? 0.52 : 0.49, 0.03, hue),
    });
    if (!floor.has(spot - 1000))
      put(sheet, screen, {
        x: fx,
        y: fy - 0.5,
        wide: 1,
        tall: 0.62,
        colour: oklch(0.36, 0.05, hue),
      });
    if (!floor.has(spot - 1000) && rng.chance(0.12)) {
      sheet.glow([(fx + 0.5) * screen.cell, (fy - 0.2) * screen.cell], 120, {
        colour: "#ffae4a",
        opacity: 0.75,
      });
      put(sheet, screen, { x: fx + 0.4, y: fy - 0.4, wide: 0.2, tall: 0.4, colour: "#ffdf8a" });
    } else if (rng.chance(0.03)) {
      put(sheet, screen, {
        x: fx + 0.15,
        y: fy + 0.3,
        wide: 0.7,
        tall: 0.5,
        colour: oklch(0.55, 0.11, 60),
      });
      put(sheet, screen, { x: fx + 0.4, y: fy + 0.46, wide: 0.2, tall: 0.2, colour: "#ffe08a" });
    } else if (rng.chance(0.02)) {
      put(sheet, screen, {
        x: fx + 0.2,
        y: fy + 0.2,
        wide: 0.6,
        tall: 0.7,
        colour: oklch(0.7, 0.19, 145),
      });
      put(sheet, screen, { x: fx + 0.3, y: fy + 0.35, wide: 0.12, tall: 0.15, colour: "#101010" });
      put(sheet, screen, { x: fx + 0.58, y: fy + 0.35, wide: 0.12, tall: 0.15, colour: "#101010" });
    }
  }
  sheet.vignette(0.4);
}

/** Rooms, and corridors from each to the next. @returns Cells as row × 1000 + column. */
function digRooms(rng: Rng, screen: Screen): Set<number> {
  const floor = new Set<number>();
  const dig = (x: number, y: number) => floor.add(y * 1000 + x);
  let [lastX, lastY] = [Math.floor(screen.columns / 2), 15];
  for (let room = 0; room < 13; room++) {
    const [wide, tall] = [rng.int(3, 8), rng.int(3, 6)];
    const [left, top] = [rng.int(1, screen.columns - wide - 2), rng.int(2, screen.rows - tall - 2)];
    for (let y = top; y < top + tall; y++) for (let x = left; x < left + wide; x++) dig(x, y);
    const [x, y] = [left + Math.floor(wide / 2), top + Math.floor(tall / 2)];
    for (let at = Math.min(x, lastX); at <= Math.max(x, lastX); at++) dig(at, lastY);
    for (let at = Math.min(y, lastY); at <= Math.max(y, lastY); at++) dig(x, at);
    [lastX, lastY] = [x, y];
  }
  return floor;
}
