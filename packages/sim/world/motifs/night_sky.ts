// What shines above dark land.
import { blend, blendRgb, oklch, oklchRgb, type Rgb } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
import {
  below,
  circle,
  type Point,
  path,
  polygon,
  rect,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";
import { drawStars, fir, hillLine } from "./scenery.ts";

/** Night skies. */
export const NIGHT_SKY_MOTIFS: readonly Motif[] = [
  {
    name: "aurora",
    kind: "photo",
    shapes: ["wide", "wide", "tall"],
    tags: ["night", "space", "landscape", "nature"],
    titles: [
      "The sky forgot to turn off the screensaver",
      "Worth every frozen toe",
      "Green means go outside",
      "Solar wind, delivered fresh",
    ],
    draw: drawAurora,
    moves: true,
  },
  {
    name: "tent under stars",
    kind: "photo",
    shapes: ["wide", "upright", "tall"],
    tags: ["night", "camping", "space", "landscape"],
    titles: [
      "Five-billion-star hotel",
      "No bars, many stars",
      "The Milky Way, and my leaky tent",
      "Slept 0 hours, 10/10",
    ],
    draw: drawTent,
  },
  {
    name: "meteors",
    kind: "photo",
    shapes: ["wide", "tall"],
    tags: ["night", "space", "landscape"],
    titles: [
      "Make several wishes",
      "Stacked 212 frames, fed 212 mosquitoes",
      "Perseids from the hill behind the bakery",
    ],
    draw: drawMeteors,
    moves: true,
  },
];

function drawAurora(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([160, 150, 175, 320]);
  const noise = makeCloudNoise(rng.int(0, 1e9), 4);
  const [night, deep] = [oklchRgb(0.13, 0.04, 250), oklchRgb(0.2, 0.05, 230)];
  const [green, violet] = [oklchRgb(0.82, 0.2, hue), oklchRgb(0.5, 0.2, hue + 130)];
  const turn = phase * TAU;
  const tall = h / 1000;
  sheet.paint((x, y) => {
    const level = y / tall;
    let colour: Rgb = blendRgb(night, deep, level);
    for (let band = 0; band < 3; band++) {
      const wave = noise(
        x * 1.3 + band * 5 + Math.cos(turn) * 0.12,
        band * 3 + Math.sin(turn) * 0.12,
      );
      const foot = 0.3 + band * 0.1 + (wave - 0.5) * 0.55;
      const rays = 0.55 + 0.45 * noise(x * 26 + band * 9 + Math.sin(turn) * 0.5, band);
      const up = foot - level;
      const light = up > 0 ? Math.exp(-up * (4.2 + band)) * rays : Math.exp(up * 34);
      const strength = light * (0.95 - band * 0.22);
      colour = blendRgb(
        colour,
        blendRgb(green, violet, Math.min(1, Math.max(0, up) * 2.1)),
        Math.min(0.95, strength),
      );
    }
    return colour;
  }, 240);
  drawStars(sheet, { count: 150, bottom: h * 0.8 });
  let trees = path(below(hillLine(sheet, { y: h * 0.9, rise: 40 }), h + 9), "#04090d");
  for (let x = -20; x < w + 20; x += rng.range(14, 40))
    trees += fir([x, h * 0.93], { size: rng.range(60, 170), colour: "#04090d" });
  sheet.add(trees);
}

function drawTent(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([262, 240, 285]);
  const noise = makeCloudNoise(rng.int(0, 1e9), 6);
  const [dark, low] = [oklchRgb(0.12, 0.05, hue), oklchRgb(0.42, 0.1, hue + 40)];
  const milk = oklchRgb(0.82, 0.07, hue + 40);
  const tall = h / 1000;
  const slope = rng.pick([-1, 1]) * rng.range(0.6, 1);
  sheet.paint((x, y) => {
    const level = y / tall;
    const across = (x - w / 2000) * slope + (level - 0.42) * 0.8;
    const band = Math.exp(-(across * across) * 14);
    const lane = noise(x * 3.4, y * 3.4);
    const gap = Math.exp(-(across * across) * 160) * noise(x * 5 + 9, y * 5) * 1.3;
    return blendRgb(
      blendRgb(dark, low, level ** 3),
      milk,
      Math.max(0, band * (lane * 1.25 - 0.22) - gap * 0.6),
    );
  }, 260);
  drawStars(sheet, { count: 420, bottom: h * 0.95 });
  for (let layer = 0; layer < 2; layer++)
    sheet.add(
      path(
        below(hillLine(sheet, { y: h * (0.78 + layer * 0.09), rise: 90 - layer * 50 }), h + 9),
        oklch(0.2 - layer * 0.08, 0.045, hue),
      ),
    );
  const [x, y] = [w * rng.range(0.35, 0.62), h * 0.92];
  sheet.glow([x, y - 60], 360, { colour: "#ffb04d", opacity: 0.75 });
  sheet.add(
    polygon(
      [
        [x - 190, y + 6],
        [x, y - 170],
        [x + 190, y + 6],
      ],
      sheet.linear([
        [0, "#ffdc8c"],
        [1, "#f08a34"],
      ]),
    ),
  );
  sheet.add(
    path(`M${x} ${y - 170}L${x - 46} ${y + 6}L${x + 46} ${y + 6}Z`, {
      fill: "#5a2a16",
      opacity: 0.75,
    }),
  );
  sheet.add(path(`M${x - 190} ${y + 6}L${x} ${y - 170}L${x + 190} ${y + 6}`, stroke("#2b1610", 7)));
  let trees = "";
  for (let i = 0; i < 16; i++)
    trees += fir(
      [rng.chance(0.5) ? rng.range(-30, w * 0.24) : rng.range(w * 0.76, w + 30), h * 0.99],
      { size: rng.range(160, 420), colour: "#06060f" },
    );
  sheet.add(trees);
  sheet.add(rect([0, h * 0.955, w, h], "#06060f"));
}

function drawMeteors(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([255, 275, 225]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.13, 0.05, hue)],
      [0.8, oklch(0.36, 0.1, hue + 20)],
      [1, oklch(0.6, 0.11, 50)],
    ]),
  );
  drawStars(sheet, { count: 260, bottom: h * 0.85 });
  for (let i = 0; i < 11; i++) {
    const start: Point = [rng.range(0, w * 1.1), rng.range(-0.05, 0.5) * h];
    const long = rng.range(140, 420);
    const shown = 1 - ((phase + rng.next()) % 1) * (phase > 0 ? 1 : 0.5);
    const end: Point = [start[0] - long, start[1] + long * 0.5];
    sheet.add(
      polygon([start, [end[0], end[1] - 2.4], [end[0] - 5, end[1] + 2.4]], {
        fill: blend("#ffffff", oklch(0.8, 0.1, hue), 0.3),
        opacity: 0.85 * shown,
      }),
    );
    sheet.add(circle(end, 4.2, { fill: "#ffffff", opacity: shown }));
  }
  for (let layer = 0; layer < 3; layer++)
    sheet.add(
      path(
        below(hillLine(sheet, { y: h * (0.8 + layer * 0.07), rise: 70 - layer * 16 }), h + 9),
        oklch(0.24 - layer * 0.06, 0.05, hue),
      ),
    );
}
