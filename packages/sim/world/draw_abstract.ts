// Colour for its own sake.
import { blend, blendRgb, oklch, oklchRgb, type Rgb, ramp } from "./colour.ts";
import { makePalette } from "./draw_pattern.ts";
import type { Motif } from "./motif.ts";
import { makeCloudNoise } from "./seed.ts";
import {
  curveThrough,
  group,
  type Point,
  path,
  polar,
  polygon,
  rect,
  type Sheet,
  stroke,
} from "./sheet.ts";

const TAU = Math.PI * 2;

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
  {
    name: "terrazzo",
    kind: "graphic",
    shapes: ["square", "wide", "tall"],
    tags: ["design", "art", "wallpaper"],
    titles: [
      "The floor of my dentist, honestly gorgeous",
      "Confetti, but load-bearing",
      "Kitchen tile shortlist, number 9",
    ],
    draw: drawTerrazzo,
  },
  {
    name: "halftone",
    kind: "graphic",
    shapes: ["square", "upright", "wide"],
    tags: ["art", "design", "retro"],
    titles: ["Dots all the way down", "Print me large", "Squint, and it's a sunset"],
    draw: drawHalftone,
    moves: true,
  },
  {
    name: "paper cut",
    kind: "photo",
    shapes: ["square", "upright", "wide"],
    tags: ["art", "design", "abstract"],
    titles: [
      "Seven sheets of paper and a very sharp knife",
      "Depth, by shadow",
      "Cut this during a very long call",
    ],
    draw: drawPaperCut,
  },
  {
    name: "lava lamp",
    kind: "photo",
    shapes: ["upright", "square", "wide"],
    tags: ["abstract", "retro", "wallpaper"],
    titles: [
      "Still the best television",
      "Blobs being blobs",
      "Ran for nine hours, nobody got any work done",
    ],
    draw: drawLava,
    moves: true,
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

function drawTerrazzo(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const palette = makePalette(rng);
  sheet.grain = 0.3;
  sheet.fill(palette[0]);
  const count = Math.round((w * h) / 5_200);
  for (let i = 0; i < count; i++) {
    const at: Point = [rng.range(0, w), rng.range(0, h)];
    const size = 6 + rng.next() ** 2.4 * 74;
    const sides = rng.int(4, 7);
    const shard = Array.from({ length: sides }, (_, k) =>
      polar(at, size * rng.range(0.55, 1.1), (k / sides) * TAU),
    );
    sheet.add(polygon(shard, blend(rng.pick(palette.slice(1)), palette[0], rng.range(0, 0.35))));
  }
}

function drawHalftone(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.1;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.93, 0.06, hue)],
      [1, oklch(0.84, 0.12, hue + 50)],
    ]),
  );
  const noise = makeCloudNoise(rng.int(0, 1e9), 2);
  const step = 27;
  const sun: Point = [w * rng.range(0.35, 0.65), h * rng.range(0.3, 0.5)];
  const reach = rng.range(260, 360) * (1 + 0.05 * Math.sin(phase * TAU));
  let dots = "";
  for (let row = 0; row < h / step + 1; row++) {
    for (let column = 0; column < w / step + 1; column++) {
      const x = column * step + (row % 2 ? step / 2 : 0);
      const y = row * step * 0.9;
      const far = Math.hypot(x - sun[0], y - sun[1]);
      const sea = Math.max(
        0,
        y / h - 0.55 + noise(x / 230 + Math.cos(phase * TAU) * 0.15, y / 230) * 0.3,
      );
      const r = (far < reach ? 0.62 * (1 - (far / reach) ** 4) : 0) * step + sea * step * 1.1;
      if (r > 1)
        dots += `M${Math.round(x - r)} ${Math.round(y)}a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${(2 * r).toFixed(1)} 0a${r.toFixed(1)} ${r.toFixed(1)} 0 1 0 ${(-2 * r).toFixed(1)} 0`;
    }
  }
  sheet.add(path(dots, oklch(0.42, 0.17, hue - 30)));
}

function drawPaperCut(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  const turn = rng.pick([18, -18, 30]);
  sheet.grain = 0.4;
  const layers = 8;
  const reach = Math.hypot(w, h) * 0.56;
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1);
    const tone = oklch(0.95 - share * 0.62, 0.05 + share * 0.1, hue + turn * layer);
    if (layer === 0) {
      sheet.fill(tone);
      continue;
    }
    const noise = makeCloudNoise(rng.int(0, 1e9), 2);
    const hole = Array.from({ length: 30 }, (_, i) => {
      const angle = (i / 30) * TAU;
      const far =
        reach *
        (1 - share * 0.86) *
        (0.62 + noise(Math.cos(angle) * 1.1 + 5, Math.sin(angle) * 1.1 + 5) * 0.76);
      return polar([w / 2, h / 2], far, angle);
    });
    const edge = curveThrough(hole, true);
    for (const [grow, opacity] of [
      [34, 0.06],
      [22, 0.09],
      [10, 0.14],
    ] as const)
      sheet.add(group("translate(-7 -12)", path(edge, stroke("#000000", grow, { opacity }))));
    sheet.add(path(edge, tone));
  }
  sheet.vignette(0.12);
}

function drawLava(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([20, 320, 280, 140, 200]);
  const [dark, glass] = [oklchRgb(0.22, 0.1, hue + 60), oklchRgb(0.46, 0.17, hue + 40)];
  const [wax, core] = [oklchRgb(0.68, 0.2, hue), oklchRgb(0.9, 0.12, hue + 50)];
  const blobs = Array.from({ length: 11 }, () => ({
    x: rng.range(0.12, 0.88) * (w / 1000),
    y: rng.range(0, 1) * (h / 1000),
    size: rng.range(0.07, 0.17),
    speed: rng.pick([1, 1, -1]),
    start: rng.next() * TAU,
  }));
  sheet.paint((x, y) => {
    let heat = 0;
    for (const blob of blobs) {
      const by = blob.y + Math.sin(phase * TAU * blob.speed + blob.start) * 0.16;
      const bx = blob.x + Math.cos(phase * TAU + blob.start) * 0.03;
      heat += (blob.size * blob.size) / ((x - bx) ** 2 + (y - by) ** 2 + 0.0006);
    }
    const level = y / (h / 1000);
    const ground = blendRgb(dark, glass, level);
    if (heat < 2.1) return blendRgb(ground, wax, Math.max(0, heat - 1.1) * 0.4);
    return blendRgb(wax, core, Math.min(1, (heat - 2.1) * 0.3) * (0.4 + level * 0.6));
  }, 200);
  sheet.add(rect([w * 0.08, 0, w * 0.05, h], { fill: "#ffffff", opacity: 0.08 }));
  sheet.vignette(0.4);
}
