// Print, stone, paper, wax.
import { blend, blendRgb, oklch, oklchRgb } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
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
  TAU,
} from "../sheet.ts";
import { makePalette } from "./palette.ts";

/** Materials. */
export const PAPER_MOTIFS: readonly Motif[] = [
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
    rich: true,
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
