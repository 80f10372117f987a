// Large pixels on purpose.
import { blend, oklch } from "./colour.ts";
import type { Motif } from "./motif.ts";
import { makeNoise, type Rng } from "./seed.ts";
import { rect, type Sheet } from "./sheet.ts";

/** Pixel art. */
export const PIXEL_MOTIFS: readonly Motif[] = [
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

interface Screen {
  readonly columns: number;
  readonly rows: number;
  readonly cell: number;
}

function screenOf(sheet: Sheet, rows: number): Screen {
  const cell = sheet.height / rows;
  return { columns: Math.ceil(sheet.width / cell), rows, cell };
}

/** Runs of cells in one colour become one rectangle each, without seams. */
function put(
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

function sprite(
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

function skyBands(sheet: Sheet, screen: Screen, colours: readonly string[]): void {
  const tall = Math.ceil(screen.rows / colours.length);
  colours.forEach((colour, i) => {
    put(sheet, screen, { x: 0, y: i * tall, wide: screen.columns, tall: tall + 1, colour });
    const next = colours[i + 1];
    if (next === undefined) return;
    for (let x = i % 2; x < screen.columns; x += 2)
      put(sheet, screen, { x, y: (i + 1) * tall - 1, wide: 1, tall: 1, colour: next });
  });
}

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
