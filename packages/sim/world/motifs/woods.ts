// Forests in fog, snow and autumn.
import { blend, oklch, oklchRgb, ramp } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
import {
  below,
  circle,
  curveThrough,
  type Point,
  path,
  polygon,
  rect,
  type Sheet,
  stroke,
} from "../sheet.ts";
import { drawStars, fir, hillLine } from "./scenery.ts";

/** Among trees. */
export const WOOD_MOTIFS: readonly Motif[] = [
  {
    name: "misty forest",
    kind: "photo",
    shapes: ["wide", "wide", "upright", "tall"],
    tags: ["landscape", "forest", "nature", "fog"],
    titles: [
      "Morning in the woods, population: me",
      "The fog does all the work",
      "Smells like Christmas",
      "Took a wrong turn. Glad I did",
    ],
    draw: drawForest,
  },
  {
    name: "winter cabin",
    kind: "photo",
    shapes: ["wide", "square", "upright"],
    tags: ["winter", "snow", "night", "landscape"],
    titles: [
      "Somebody left the light on for us",
      "Snowed in. Sending soup",
      "Cabin, 2 rooms, 1 fireplace, 0 meetings",
      "-14 outside, cocoa inside",
    ],
    draw: drawCabin,
    moves: true,
  },
  {
    name: "birches",
    kind: "photo",
    rich: true,
    shapes: ["upright", "wide", "tall"],
    tags: ["autumn", "forest", "nature"],
    titles: [
      "Peak autumn, peak sweater",
      "The birches are showing off again",
      "October did its thing",
      "Nature's barcode",
    ],
    draw: drawBirches,
  },
];

function drawForest(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const mood = rng.pick([
    { hue: 60, mist: oklch(0.95, 0.035, 75), dark: oklch(0.26, 0.03, 40) },
    { hue: 200, mist: oklch(0.92, 0.025, 220), dark: oklch(0.25, 0.04, 200) },
    { hue: 155, mist: oklch(0.93, 0.04, 130), dark: oklch(0.24, 0.05, 165) },
    { hue: 290, mist: oklch(0.9, 0.05, 20), dark: oklch(0.25, 0.06, 290) },
  ]);
  sheet.fill(mood.mist);
  sheet.glow([w * rng.range(0.3, 0.7), h * 0.18], 700, { colour: "#ffffff", opacity: 0.85 });
  const layers = 6;
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1);
    const colour = blend(mood.mist, mood.dark, 0.14 + share ** 1.2 * 0.86);
    const base = h * (0.5 + 0.56 * share);
    const size = h * (0.2 + 0.34 * share);
    const ground = hillLine(sheet, { y: base - size * 0.25, rise: 30 });
    let trees = path(below(ground, h + 20), colour);
    for (let x = -40; x < w + 40; x += size * rng.range(0.1, 0.27)) {
      trees += fir([x, base + rng.range(-8, 20)], { size: size * rng.range(0.7, 1.25), colour });
    }
    sheet.add(trees);
    const veil = sheet.linear([
      [0, mood.mist, 0],
      [1, mood.mist, 0.55 * (1 - share)],
    ]);
    sheet.add(rect([0, base - size, w, size * 1.4], veil));
  }
  sheet.vignette(0.2);
}

function drawCabin(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([262, 285, 240]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.17, 0.06, hue)],
      [0.75, oklch(0.42, 0.1, hue + 12)],
    ]),
  );
  drawStars(sheet, { count: 110, bottom: h * 0.55 });
  sheet.glow([w * 0.8, h * 0.18], 300, { colour: "#ffffff", opacity: 0.35 });
  sheet.add(circle([w * 0.8, h * 0.18], 56, "#f6f1e2"));
  for (let layer = 0; layer < 3; layer++) {
    const base = h * (0.66 + layer * 0.06);
    let trees = "";
    for (let x = -30; x < w + 30; x += rng.range(36, 80)) {
      const colour = oklch(0.34 - layer * 0.07, 0.055, hue);
      trees += fir([x, base], { size: rng.range(150, 280) + layer * 20, colour });
    }
    sheet.add(trees);
    const snow = oklch(0.68 + layer * 0.07, 0.045, hue);
    sheet.add(path(below(hillLine(sheet, { y: base - 8, rise: 24 }), h), snow));
  }
  cabin(sheet, [w * rng.range(0.34, 0.56), h * 0.83]);
  sheet.add(path(below(hillLine(sheet, { y: h * 0.86, rise: 22 }), h), oklch(0.9, 0.025, hue)));
  snowfall(sheet, phase);
  sheet.vignette(0.3);
}

function cabin(sheet: Sheet, foot: Point): void {
  const [x, y] = foot;
  const wood = oklch(0.32, 0.05, 45);
  sheet.glow([x, y - 60], 330, { colour: "#ffb347", opacity: 0.75 });
  sheet.add(rect([x - 120, y - 120, 240, 140], wood));
  for (let i = 1; i < 7; i++)
    sheet.add(rect([x - 120, y - 120 + i * 20, 240, 2], oklch(0.24, 0.04, 45)));
  sheet.add(rect([x + 62, y - 250, 34, 90], oklch(0.3, 0.03, 30)));
  sheet.add(
    polygon(
      [
        [x - 160, y - 112],
        [x, y - 236],
        [x + 160, y - 112],
      ],
      oklch(0.27, 0.04, 40),
    ),
  );
  sheet.add(
    polygon(
      [
        [x - 168, y - 112],
        [x, y - 250],
        [x + 168, y - 112],
        [x + 138, y - 120],
        [x, y - 216],
        [x - 138, y - 120],
      ],
      "#eef1f8",
    ),
  );
  for (const left of [-92, 24]) {
    sheet.add(rect([x + left, y - 88, 66, 56], "#ffcf70"));
    sheet.add(path(`M${x + left + 33} ${y - 88}v56M${x + left} ${y - 60}h66`, stroke(wood, 5)));
  }
  sheet.add(rect([x - 16, y - 84, 30, 104], oklch(0.22, 0.05, 30)));
  const smoke = Array.from(
    { length: 6 },
    (_, i): Point => [
      x + 80 + Math.sin(i * 1.4 + sheet.phase * Math.PI * 2) * 12 + i * 10,
      y - 256 - i * 44,
    ],
  );
  sheet.add(path(curveThrough(smoke), stroke("#ffffff", 26, { opacity: 0.16 })));
}

function snowfall(sheet: Sheet, phase: number): void {
  const { rng, width: w, height: h } = sheet;
  for (let i = 0; i < 170; i++) {
    const speed = rng.int(1, 2);
    const x = rng.range(0, w) + Math.sin((phase * speed + rng.next()) * Math.PI * 2) * 12;
    const y = (rng.range(0, 1) + phase * speed) % 1;
    sheet.add(
      circle([x, y * h], rng.range(1.5, 5.5), { fill: "#ffffff", opacity: rng.range(0.4, 0.95) }),
    );
  }
}

function drawBirches(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([60, 78, 45]);
  const cloud = makeCloudNoise(rng.int(0, 1e9), 4);
  const leaves = [0.3, 0.5, 0.72, 0.86].map((light, i) => oklchRgb(light, 0.13, hue - 22 + i * 9));
  sheet.paint((x, y) => ramp(leaves, cloud(x * 6, y * 6) * 1.5 - 0.25), 110);
  for (let i = 0; i < 260; i++) {
    const colour = oklch(rng.range(0.55, 0.88), 0.15, hue + rng.range(-26, 22));
    sheet.add(
      circle([rng.range(0, w), rng.range(0, h)], rng.range(6, 20), {
        fill: colour,
        opacity: rng.range(0.35, 0.8),
      }),
    );
  }
  for (let x = rng.range(10, 80); x < w; x += rng.range(70, 190))
    birch(sheet, { x, wide: rng.range(24, 58) });
  for (let i = 0; i < 190; i++) {
    const colour = oklch(rng.range(0.6, 0.86), 0.17, hue + rng.range(-30, 16));
    sheet.add(
      circle([rng.range(0, w), rng.next() ** 1.6 * h], rng.range(7, 17), {
        fill: colour,
        opacity: 0.9,
      }),
    );
  }
  sheet.vignette(0.3);
}

function birch(sheet: Sheet, trunk: { x: number; wide: number }): void {
  const { rng, height: h } = sheet;
  const { x, wide } = trunk;
  const lean = rng.range(-30, 30);
  const bark = sheet.linear(
    [
      [0, oklch(0.72, 0.02, 70)],
      [0.35, oklch(0.96, 0.01, 80)],
      [1, oklch(0.6, 0.03, 60)],
    ],
    [1, 0],
  );
  sheet.add(
    polygon(
      [
        [x, h + 9],
        [x + lean, -9],
        [x + lean + wide * 0.72, -9],
        [x + wide, h + 9],
      ],
      bark,
    ),
  );
  for (let y = 10; y < h; y += rng.range(18, 60)) {
    const left = x + (lean * (h - y)) / h;
    const long = wide * rng.range(0.2, 0.75);
    const start = rng.chance(0.5) ? left : left + wide * 0.9 - long;
    sheet.add(
      path(
        `M${start} ${y}q${long / 2} ${rng.range(-7, 7)} ${long} 0`,
        stroke(oklch(0.25, 0.02, 50), rng.range(2.5, 7)),
      ),
    );
  }
}
