// Colour for its own sake.
import { blendRgb, oklch, oklchRgb, type Rgb, ramp } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
import { type Point, path, polygon, type Sheet, stroke, TAU } from "../sheet.ts";
import { makePalette } from "./palette.ts";

/** Abstract pictures. */
export const ABSTRACT_MOTIFS: readonly Motif[] = [
  {
    name: "marbling",
    kind: "photo",
    shapes: ["upright", "square", "wide", "tall"],
    tags: ["art", "wallpaper", "abstract"],
    titles: [
      "Ink on water, heart on sleeve",
      "My kitchen sink after the workshop",
      "Endpapers for a book about nothing",
      "Tried marbling. The carpet is also marbled now",
    ],
    draw: drawMarbling,
  },
  {
    name: "flow field",
    kind: "graphic",
    rich: true,
    shapes: ["square", "upright", "wide"],
    tags: ["art", "generative", "abstract"],
    titles: [
      "4,000 lines, all avoiding each other politely",
      "The wind, if you could see it",
      "Let the plotter run over lunch",
      "Combing the noise",
    ],
    draw: drawFlow,
  },
  {
    name: "stained glass",
    kind: "graphic",
    rich: true,
    shapes: ["upright", "square", "wide"],
    tags: ["art", "design", "abstract"],
    titles: [
      "Sunday morning light",
      "Cells, or a cathedral, or both",
      "Lead lines and no religion in particular",
    ],
    draw: drawGlass,
  },
  {
    name: "low poly",
    kind: "photo",
    shapes: ["wide", "screen", "tall"],
    tags: ["wallpaper", "art", "abstract"],
    titles: [
      "Triangles, doing their best",
      "Low poly, high hopes",
      "Made a wallpaper so I don't have to see my desktop",
    ],
    draw: drawLowPoly,
  },
];

function drawMarbling(sheet: Sheet): void {
  const { rng } = sheet;
  const hue = rng.range(0, 360);
  const colours: Rgb[] = rng.pick([
    [
      oklchRgb(0.26, 0.07, hue),
      oklchRgb(0.5, 0.12, hue + 20),
      oklchRgb(0.93, 0.03, 85),
      oklchRgb(0.76, 0.13, hue + 80),
      oklchRgb(0.4, 0.12, hue + 160),
    ],
    [
      oklchRgb(0.94, 0.02, 85),
      oklchRgb(0.66, 0.15, hue),
      oklchRgb(0.3, 0.08, hue + 30),
      oklchRgb(0.82, 0.12, hue + 60),
      oklchRgb(0.95, 0.03, 90),
    ],
  ]);
  const [a, b] = [makeCloudNoise(rng.int(0, 1e9), 3), makeCloudNoise(rng.int(0, 1e9), 4)];
  const bands = rng.range(9, 14);
  const gold = oklchRgb(0.82, 0.12, 85);
  sheet.paint((x, y) => {
    const [u, v] = [a(x * 1.7, y * 1.7), a(x * 1.7 + 31, y * 1.7 + 7)];
    const w = b(x * 1.2 + u * 3.2, y * 1.2 + v * 3.2);
    const place = w * bands + u * 2;
    const share = place - Math.floor(place);
    const colour = ramp(colours, (Math.floor(place) % 5) / 4);
    const next = ramp(colours, ((Math.floor(place) + 1) % 5) / 4);
    const mixed = blendRgb(colour, next, share ** 5);
    return share > 0.93
      ? blendRgb(mixed, gold, 0.75)
      : blendRgb(mixed, [255, 255, 255], share * 0.12);
  }, 330);
  sheet.grain = 0.25;
}

function drawFlow(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const palette = makePalette(rng);
  const noise = makeCloudNoise(rng.int(0, 1e9), 2);
  const dark = rng.chance(0.5);
  sheet.grain = 0.12;
  sheet.fill(dark ? palette[1] : palette[0]);
  const inks = dark ? [palette[0], palette[2], palette[3], palette[4]] : palette.slice(1);
  const lines = inks.map(() => "");
  for (let i = 0; i < 760; i++) {
    let [x, y] = [rng.range(-60, w + 60), rng.range(-60, h + 60)];
    const ink = Math.floor(noise(x / 300 + 9, y / 300) * 1.3 * inks.length) % inks.length;
    let line = `M${Math.round(x)} ${Math.round(y)}`;
    for (let step = 0; step < 12; step++) {
      const angle = noise(x / 420, y / 420) * TAU * 1.7;
      x += Math.cos(angle) * 19;
      y += Math.sin(angle) * 19;
      line += `L${Math.round(x)} ${Math.round(y)}`;
    }
    lines[ink] += line;
  }
  lines.forEach((line, i) => {
    if (line !== "")
      sheet.add(path(line, stroke(inks[i] as string, 6 + (i % 3) * 2.4, { opacity: 0.88 })));
  });
}

function drawGlass(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.25;
  sheet.fill("#15121a");
  const step = 118;
  const spread = makeCloudNoise(rng.int(0, 1e6), 2);
  const jitter = (a: number, b: number) => (spread(a * 3.7, b * 5.3) - 0.5) * 1.5 * step;
  const at = (column: number, row: number): Point => [
    column * step + jitter(column, row),
    row * step + jitter(row + 99, column),
  ];
  const light: Point = [w * rng.range(0.3, 0.7), h * rng.range(0.2, 0.5)];
  const radius = Math.hypot(w, h) * 0.6;
  for (let row = -1; row < h / step + 1; row++) {
    for (let column = -1; column < w / step + 1; column++) {
      const corners = [
        at(column, row),
        at(column + 1, row),
        at(column + 1, row + 1),
        at(column, row + 1),
      ];
      const split = rng.chance(0.4)
        ? [corners.slice(0, 3), [corners[0], corners[2], corners[3]] as Point[]]
        : [corners];
      for (const pane of split) {
        const [px, py] = pane[0] as Point;
        const near = 1 - Math.min(1, Math.hypot(px - light[0], py - light[1]) / radius);
        const tone = oklch(
          0.34 + near * 0.5 + rng.range(-0.06, 0.06),
          0.15,
          hue + spread(px / 350, py / 350) * 260,
        );
        sheet.add(
          polygon(pane as Point[], {
            fill: tone,
            stroke: "#15121a",
            "stroke-width": 9,
            "stroke-linejoin": "round",
          }),
        );
      }
    }
  }
  sheet.glow(light, radius, { colour: "#fff6da", opacity: 0.45 });
  sheet.vignette(0.35);
}

function drawLowPoly(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  const noise = makeCloudNoise(rng.int(0, 1e9), 3);
  const step = rng.pick([110, 140, 90]);
  const spot = (column: number, row: number): Point => [
    column * step + (noise(column * 7.3, row * 3.1) - 0.5) * step * 1.3,
    row * step + (noise(column * 2.7 + 50, row * 8.9) - 0.5) * step * 1.3,
  ];
  const tone = (points: readonly Point[]) => {
    const x = points.reduce((sum, point) => sum + point[0], 0) / 3;
    const y = points.reduce((sum, point) => sum + point[1], 0) / 3;
    const share = (x / w + y / h) / 2;
    return oklch(0.3 + noise(x / 260, y / 260) * 0.62, 0.14, hue + share * 130);
  };
  for (let row = -1; row < h / step + 2; row++) {
    for (let column = -1; column < w / step + 2; column++) {
      const [a, b, c, d] = [
        spot(column, row),
        spot(column + 1, row),
        spot(column + 1, row + 1),
        spot(column, row + 1),
      ];
      for (const triangle of [
        [a, b, c],
        [a, c, d],
      ] as Point[][]) {
        const colour = tone(triangle);
        sheet.add(polygon(triangle, { fill: colour, stroke: colour, "stroke-width": 1.4 }));
      }
    }
  }
}
