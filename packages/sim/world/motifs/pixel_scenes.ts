// Landscapes in large pixels.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeNoise } from "../seed.ts";
import type { Sheet } from "../sheet.ts";
import { put, type Screen, screenOf, skyBands, sprite } from "./pixels.ts";

/** Pixel scenes. */
export const PIXEL_SCENE_MOTIFS: readonly Motif[] = [
  {
    name: "pixel savannah",
    kind: "graphic",
    shapes: ["wide", "screen", "square"],
    tags: ["gaming", "pixelart", "giraffe", "art"],
    titles: [
      "Level 3: the watering hole",
      "16 colours and a neck",
      "Made a game where you only eat leaves",
      "My first sprite. He is tall",
    ],
    draw: drawPixelSavannah,
    moves: true,
  },
  {
    name: "pixel night",
    kind: "graphic",
    shapes: ["wide", "tall", "upright"],
    tags: ["gaming", "pixelart", "city", "night"],
    titles: [
      "Lo-fi beats to compile to",
      "Pixel rain on pixel roofs",
      "Wallpaper for the small screen",
      "Inspired by every point-and-click I never finished",
    ],
    draw: drawPixelCity,
    moves: true,
  },
];

const GIRAFFE = [
  ".........#.#...",
  ".........#.#...",
  ".........oooo..",
  "........ooooko.",
  ".........ooooo.",
  ".........oo....",
  "........oxo....",
  "........oo.....",
  ".......oxo.....",
  ".......oo......",
  "......xoo......",
  ".ooooooox......",
  "ooxooxooo......",
  "oooxoooxo......",
  "#ooooxooo......",
  ".o.o..o.o......",
  ".o.o..o.o......",
  ".o.o..o.o......",
  ".x.x..x.x......",
];

function drawPixelSavannah(sheet: Sheet): void {
  const { rng, phase } = sheet;
  sheet.grain = 0;
  const screen = screenOf(sheet, 72);
  const hue = rng.pick([30, 60, 330]);
  skyBands(
    sheet,
    screen,
    Array.from({ length: 8 }, (_, i) =>
      blend(oklch(0.4, 0.12, 300), oklch(0.9, 0.12, hue + 30), i / 7),
    ),
  );
  const middle = Math.floor(screen.columns * rng.range(0.4, 0.7));
  for (let y = -9; y <= 9; y++) {
    const half = Math.floor(Math.sqrt(90 - y * y));
    put(sheet, screen, {
      x: middle - half,
      y: 36 + y,
      wide: half * 2,
      tall: 1,
      colour: oklch(0.95, 0.09, 95),
    });
  }
  const noise = makeNoise(rng.int(0, 1e9));
  for (let layer = 0; layer < 3; layer++) {
    for (let x = 0; x < screen.columns; x += 2) {
      const y = 42 + layer * 8 - Math.round(noise(x / 15, layer * 9) * 7);
      put(sheet, screen, {
        x,
        y,
        wide: 2,
        tall: 72 - y,
        colour: oklch(0.6 - layer * 0.13, 0.11, hue + layer * 6),
      });
    }
  }
  const ground = oklch(0.28, 0.06, 60);
  put(sheet, screen, { x: 0, y: 62, wide: screen.columns, tall: 12, colour: ground });
  pixelTree(sheet, screen, {
    x: Math.floor(screen.columns * rng.range(0.1, 0.3)),
    colour: oklch(0.24, 0.05, 80),
    leaf: oklch(0.42, 0.1, 130),
  });
  const step = phase > 0.5 ? 1 : 0;
  const herd = rng.int(2, 4);
  for (let i = 0; i < herd; i++) {
    sprite(sheet, screen, {
      rows: GIRAFFE,
      x: Math.floor(screen.columns * (0.42 + i * 0.14)),
      y: 44 - (i % 2 ? step : 1 - step),
      inks: {
        o: oklch(0.8, 0.13, 80),
        x: oklch(0.5, 0.11, 55),
        "#": oklch(0.4, 0.08, 50),
        k: "#1a1208",
      },
    });
  }
  for (let x = 0; x < screen.columns; x += rng.int(1, 4))
    put(sheet, screen, {
      x,
      y: 61 - rng.int(0, 1),
      wide: 1,
      tall: 2,
      colour: blend(ground, "#000000", 0.2),
    });
}

function pixelTree(
  sheet: Sheet,
  screen: Screen,
  tree: { x: number; colour: string; leaf: string },
): void {
  for (let y = 0; y < 22; y++)
    put(sheet, screen, {
      x: tree.x - Math.round(y > 12 ? (y - 12) * 0.6 : 0),
      y: 62 - y,
      wide: 2,
      tall: 1,
      colour: tree.colour,
    });
  for (let y = 12; y < 24; y++)
    put(sheet, screen, {
      x: tree.x + Math.round((y - 12) * 0.8),
      y: 62 - y,
      wide: 2,
      tall: 1,
      colour: tree.colour,
    });
  const widths = [11, 16, 18, 14, 8];
  widths.forEach((half, i) => {
    put(sheet, screen, {
      x: tree.x - half + 1,
      y: 40 - i,
      wide: half * 2,
      tall: 1,
      colour: i > 2 ? blend(tree.leaf, "#ffffff", 0.18) : tree.leaf,
    });
  });
}

function drawPixelCity(sheet: Sheet): void {
  const { rng, phase } = sheet;
  sheet.grain = 0;
  const screen = screenOf(sheet, sheet.height > sheet.width ? 128 : 84);
  const hue = rng.pick([270, 300, 240]);
  skyBands(
    sheet,
    screen,
    Array.from({ length: 7 }, (_, i) =>
      blend(oklch(0.18, 0.07, hue), oklch(0.62, 0.15, hue + 70), i / 7),
    ),
  );
  for (let i = 0; i < 50; i++)
    put(sheet, screen, {
      x: rng.int(0, screen.columns),
      y: rng.int(0, Math.floor(screen.rows * 0.45)),
      wide: 1,
      tall: 1,
      colour: "#fff7d6",
    });
  const moon = Math.floor(screen.columns * 0.74);
  for (let y = -6; y <= 6; y++) {
    const half = Math.floor(Math.sqrt(42 - y * y));
    put(sheet, screen, { x: moon - half, y: 14 + y, wide: half * 2, tall: 1, colour: "#fdf2c8" });
  }
  for (let layer = 0; layer < 3; layer++) {
    for (let x = -2; x < screen.columns; ) {
      const wide = rng.int(6, 15);
      const top = Math.floor(screen.rows * (0.34 + layer * 0.18 + rng.range(0, 0.2)));
      put(sheet, screen, {
        x,
        y: top,
        wide,
        tall: screen.rows,
        colour: oklch(0.38 - layer * 0.11, 0.07, hue + 10),
      });
      if (rng.chance(0.3))
        put(sheet, screen, {
          x: x + Math.floor(wide / 2),
          y: top - 4,
          wide: 1,
          tall: 4,
          colour: oklch(0.38 - layer * 0.11, 0.07, hue + 10),
        });
      for (let y = top + 2; layer > 0 && y < screen.rows - 4; y += 3) {
        for (let k = 1; k < wide - 1; k += 2)
          if (rng.chance(0.34))
            put(sheet, screen, {
              x: x + k,
              y,
              wide: 1,
              tall: 1,
              colour: oklch(0.86, 0.13, rng.pick([90, 75, 200])),
            });
      }
      x += wide + rng.int(0, 2);
    }
  }
  for (let i = 0; i < 70; i++) {
    const y = Math.floor(((rng.next() + phase * 2) % 1) * screen.rows);
    put(sheet, screen, {
      x: rng.int(0, screen.columns),
      y,
      wide: 1,
      tall: 3,
      colour: oklch(0.75, 0.08, hue - 30),
    });
  }
}
