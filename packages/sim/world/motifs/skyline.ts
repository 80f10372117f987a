// Cities from afar, at night.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { circle, type Point, path, rect, type Sheet } from "../sheet.ts";
import { drawStars } from "./scenery.ts";

/** Skylines. */
export const SKYLINE_MOTIFS: readonly Motif[] = [
  {
    name: "night skyline",
    kind: "photo",
    shapes: ["wide", "panorama", "tall"],
    tags: ["city", "night", "wallpaper"],
    titles: [
      "Every window is someone not sleeping",
      "City that never clocks out",
      "Found the moon between two meetings",
      "View from the roof (with permission, mostly)",
    ],
    draw: drawSkyline,
  },
  {
    name: "metro at night",
    kind: "photo",
    shapes: ["wide", "panorama"],
    tags: ["city", "night", "trains"],
    titles: [
      "Last train home",
      "The 23:48, as seen from the 23:47",
      "Trains are just caterpillars with jobs",
      "Line 4, always warm light",
    ],
    draw: drawMetro,
    moves: true,
  },
];

function drawSkyline(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([275, 255, 300, 225]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.16, 0.06, hue)],
      [0.62, oklch(0.42, 0.1, hue + 20)],
      [0.72, oklch(0.62, 0.11, hue + 60)],
    ]),
  );
  drawStars(sheet, { count: 70, bottom: h * 0.4 });
  const moon: Point = [w * rng.range(0.55, 0.85), h * 0.2];
  sheet.glow(moon, 260, { colour: "#fff3d6", opacity: 0.5 });
  sheet.add(circle(moon, 54, "#fdf3dc"));
  const shore = h * 0.78;
  for (let layer = 0; layer < 4; layer++) {
    const share = layer / 3;
    const colour = blend(oklch(0.4, 0.08, hue + 10), oklch(0.12, 0.035, hue), share ** 0.7);
    let x = -rng.range(0, 80);
    let towers = "";
    let lights = "";
    while (x < w) {
      const wide = rng.range(46, 120) * (0.7 + share * 0.5);
      const tall = h * (0.62 - share * 0.34) * rng.range(0.35, 1) ** 0.8;
      towers += tower(sheet, { x, wide, top: shore - tall, shore });
      lights += windows(sheet, { x, wide, top: shore - tall, shore, share });
      x += wide + rng.range(-6, 14);
    }
    sheet.add(path(towers, colour));
    if (lights !== "")
      sheet.add(path(lights, { fill: oklch(0.87, 0.12, 80), opacity: 0.25 + share * 0.65 }));
  }
  sheet.add(
    rect(
      [0, shore, w, h],
      sheet.linear([
        [0, oklch(0.26, 0.07, hue)],
        [1, oklch(0.1, 0.03, hue)],
      ]),
    ),
  );
  for (let i = 0; i < 240; i++) {
    const y = shore + 4 + rng.next() ** 1.6 * (h - shore);
    const colour = oklch(0.86, 0.12, rng.pick([80, 60, 95, 30]));
    sheet.add(
      rect([rng.range(0, w), y, rng.range(8, 44), 2.4], {
        fill: colour,
        opacity: rng.range(0.05, 0.4) * (1 - (y - shore) / (h - shore) / 1.4),
      }),
    );
  }
  sheet.vignette(0.3);
}

interface Tower {
  readonly x: number;
  readonly wide: number;
  readonly top: number;
  readonly shore: number;
}

function tower(sheet: Sheet, tower: Tower): string {
  const { x, wide, top, shore } = tower;
  const body = `M${x} ${shore}V${top}H${x + wide}V${shore}Z`;
  const form = sheet.rng.int(0, 4);
  const middle = x + wide / 2;
  if (form === 0) return `${body}M${x + wide * 0.2} ${top}V${top - 30}H${x + wide * 0.8}V${top}Z`;
  if (form === 1) return `${body}M${x} ${top}L${middle} ${top - wide * 0.5}L${x + wide} ${top}Z`;
  if (form === 2) return `${body}M${middle - 2} ${top}V${top - 70}H${middle + 2}V${top}Z`;
  return body;
}

function windows(sheet: Sheet, tower: Tower & { share: number }): string {
  const { x, wide, top, shore, share } = tower;
  if (share === 0) return "";
  const step = 15;
  let lights = "";
  for (let y = top + 12; y < shore - 10; y += step + 2) {
    for (let at = x + 8; at < x + wide - 10; at += step) {
      if (sheet.rng.chance(0.3)) lights += `M${Math.round(at)} ${Math.round(y)}h6v8h-6Z`;
    }
  }
  return lights;
}

function drawMetro(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([265, 240, 290]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.16, 0.05, hue)],
      [0.7, oklch(0.36, 0.09, hue + 30)],
    ]),
  );
  drawStars(sheet, { count: 60, bottom: h * 0.4 });
  const rail = h * 0.66;
  let houses = "";
  let lights = "";
  for (let x = -20; x < w; ) {
    const wide = rng.range(70, 150);
    const top = rail - rng.range(120, 420);
    houses += `M${x} ${h}V${top}H${x + wide}V${h}Z`;
    lights += windows(sheet, { x, wide, top, shore: rail + 200, share: 1 });
    x += wide + 6;
  }
  sheet.add(
    path(houses, oklch(0.22, 0.055, hue)) +
      path(lights, { fill: oklch(0.86, 0.11, 80), opacity: 0.5 }),
  );
  const beam = oklch(0.14, 0.03, hue);
  sheet.add(rect([0, rail, w, 34], beam));
  for (let x = 60; x < w; x += 290) sheet.add(rect([x, rail, 40, h], beam));
  const carWide = 430;
  const cars = 3;
  const total = (carWide + 16) * cars;
  const start = phase === 0 ? w * 0.16 : ((phase + 0.4) % 1) * (w + total) - total;
  for (let i = 0; i < cars; i++) metroCar(sheet, [start + i * (carWide + 16), rail - 132]);
  sheet.glow([start + total, rail - 60], 240, { colour: "#fff2c0", opacity: 0.8 });
  sheet.vignette(0.35);
}

function metroCar(sheet: Sheet, at: Point): void {
  const [x, y] = at;
  sheet.glow([x + 215, y + 60], 330, { colour: "#ffdf9a", opacity: 0.2 });
  sheet.add(rect([x, y, 430, 124], { fill: oklch(0.9, 0.03, 85), rx: 18 }));
  sheet.add(rect([x, y + 82, 430, 14], oklch(0.6, 0.19, 28)));
  sheet.add(rect([x + 20, y + 124, 390, 10], "#15131c"));
  for (let i = 0; i < 5; i++) {
    const left = x + 18 + i * 82;
    sheet.add(rect([left, y + 18, 64, 52], { fill: "#fff1b8", rx: 7 }));
    if (i % 2 === 1)
      sheet.add(
        circle([left + 32, y + 48], 12, "#4a3a55") +
          rect([left + 16, y + 58, 32, 12], { fill: "#4a3a55", rx: 6 }),
      );
  }
}
