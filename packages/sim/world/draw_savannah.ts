// Where giraffes browse: the motifs that Acacia is named after.
import { blend, oklch } from "./colour.ts";
import type { Motif } from "./motif.ts";
import { makeCloudNoise, type Rng } from "./seed.ts";
import {
  below,
  circle,
  curveThrough,
  ellipse,
  group,
  type Point,
  path,
  rect,
  type Sheet,
  stroke,
} from "./sheet.ts";

/** Flat-topped trees, long necks, low suns. */
export const SAVANNAH_MOTIFS: readonly Motif[] = [
  {
    name: "acacia sunset",
    kind: "photo",
    shapes: ["panorama", "wide", "wide"],
    tags: ["landscape", "sunset", "africa", "acacia"],
    titles: [
      "The tree everyone photographs",
      "Golden hour, and not one lion in sight",
      "Worth the 4 a.m. alarm",
      "Dinner with a view (his, not mine)",
      "Savannah evenings hit different",
    ],
    draw: drawAcaciaSunset,
  },
  {
    name: "giraffe herd",
    kind: "photo",
    shapes: ["panorama", "wide"],
    tags: ["giraffe", "africa", "wildlife", "landscape"],
    titles: [
      "Family meeting on the ridge",
      "They walk like they have all the time in the world",
      "A tower of giraffes. That is really the word for it",
      "Commute goals",
    ],
    draw: drawHerd,
  },
  {
    name: "giraffe moon",
    kind: "photo",
    shapes: ["upright", "square", "wide"],
    tags: ["giraffe", "moon", "night", "africa"],
    titles: [
      "Moonlight snack",
      "He waited for the moon to line up. So did I",
      "Tall, dark and peaceful",
      "Night shift at the watering hole",
    ],
    draw: drawGiraffeMoon,
    moves: true,
  },
];

function drawAcaciaSunset(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const mood = rng.pick([
    { top: oklch(0.33, 0.1, 300), mid: oklch(0.52, 0.17, 5), low: oklch(0.8, 0.15, 60) },
    { top: oklch(0.42, 0.08, 245), mid: oklch(0.72, 0.07, 210), low: oklch(0.9, 0.09, 85) },
    { top: oklch(0.4, 0.14, 25), mid: oklch(0.66, 0.19, 42), low: oklch(0.88, 0.14, 85) },
    { top: oklch(0.38, 0.09, 280), mid: oklch(0.64, 0.12, 340), low: oklch(0.86, 0.1, 60) },
  ]);
  const horizon = h * rng.range(0.66, 0.74);
  sheet.fill(
    sheet.linear([
      [0, mood.top],
      [0.42, mood.mid],
      [0.74, mood.low],
    ]),
  );
  const sun: Point = [w * rng.range(0.46, 0.7), horizon - rng.range(40, 150)];
  sheet.glow(sun, h * 0.75, { colour: oklch(0.95, 0.08, 85), opacity: 0.75 });
  sheet.add(circle(sun, rng.range(95, 140), oklch(0.97, 0.05, 90)));
  const dark = oklch(0.17, 0.03, 40);
  for (let layer = 0; layer < 4; layer++) {
    const line = hillLine(sheet, { y: horizon + layer * h * 0.05, rise: 34 - layer * 4 });
    sheet.add(
      path(below(line, h), blend(blend(mood.mid, mood.low, 0.4), dark, 0.32 + layer * 0.2)),
    );
  }
  const ground = h * 0.92;
  sheet.add(path(below(hillLine(sheet, { y: ground - 8, rise: 10 }), h), dark));
  const left = rng.chance(0.5);
  drawAcacia(sheet, { foot: [w * (left ? 0.27 : 0.74), ground + 6], size: h * 0.66, colour: dark });
  drawAcacia(sheet, {
    foot: [w * (left ? 0.9 : 0.1), ground + 2],
    size: h * rng.range(0.22, 0.3),
    colour: dark,
  });
  const giraffes = rng.int(1, 3);
  for (let i = 0; i < giraffes; i++) {
    const foot: Point = [w * (left ? 0.5 : 0.5) + (i - giraffes / 2) * 150 + 60, ground + 4];
    drawGiraffe(sheet, {
      foot,
      size: h * (i === 0 ? 0.36 : 0.24),
      colour: dark,
      flip: rng.chance(0.5),
    });
  }
  drawGrass(sheet, { y: h * 0.97, colour: oklch(0.12, 0.02, 40) });
  sheet.vignette(0.25);
}

function drawHerd(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([55, 75, 25, 350]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.78, 0.07, hue + 140)],
      [0.5, oklch(0.9, 0.07, hue)],
      [1, oklch(0.82, 0.13, hue - 10)],
    ]),
  );
  const sun: Point = [w * rng.range(0.3, 0.7), h * 0.48];
  sheet.glow(sun, h * 0.7, { colour: "#fff6df", opacity: 0.9 });
  sheet.add(circle(sun, 150, oklch(0.97, 0.05, 90)));
  for (let layer = 0; layer < 3; layer++) {
    const line = hillLine(sheet, { y: h * (0.58 + layer * 0.07), rise: 46 });
    sheet.add(path(below(line, h), oklch(0.72 - layer * 0.1, 0.09, hue - 6)));
  }
  const ridge = hillLine(sheet, { y: h * 0.83, rise: 26 });
  const dark = oklch(0.22, 0.045, hue - 20);
  sheet.add(path(below(ridge, h), dark));
  drawAcacia(sheet, { foot: [w * 0.1, h * 0.86], size: h * 0.42, colour: dark });
  drawAcacia(sheet, { foot: [w * 0.93, h * 0.86], size: h * 0.3, colour: dark });
  const count = Math.round(w / 330);
  for (let i = 0; i < count; i++) {
    const x = w * (0.24 + (0.6 * i) / count) + rng.range(-20, 20);
    const size = h * (i === count - 1 ? 0.22 : rng.range(0.32, 0.44));
    drawGiraffe(sheet, { foot: [x, yOn(ridge, x) + 5], size, colour: dark, flip: false });
  }
  drawGrass(sheet, { y: h * 0.93, colour: oklch(0.16, 0.03, hue - 20) });
}

function drawGiraffeMoon(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([265, 285, 240, 200]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.16, 0.06, hue)],
      [0.7, oklch(0.36, 0.1, hue)],
      [1, oklch(0.52, 0.1, hue - 20)],
    ]),
  );
  drawStars(sheet, { count: 130, bottom: h * 0.75 });
  const moon: Point = [w * 0.56, h * 0.42];
  sheet.glow(moon, Math.min(w, h) * 0.62, { colour: oklch(0.9, 0.06, hue - 30), opacity: 0.55 });
  sheet.add(circle(moon, 255, oklch(0.94, 0.035, 95)));
  for (let i = 0; i < 14; i++) {
    const angle = rng.range(0, 7);
    const reach = rng.range(0, 200);
    const at: Point = [moon[0] + Math.cos(angle) * reach, moon[1] + Math.sin(angle) * reach];
    sheet.add(circle(at, rng.range(8, 42), { fill: oklch(0.86, 0.035, 95), opacity: 0.5 }));
  }
  const dark = oklch(0.13, 0.035, hue);
  sheet.add(path(below(hillLine(sheet, { y: h * 0.84, rise: 50 }), h), oklch(0.2, 0.05, hue)));
  sheet.add(path(below(hillLine(sheet, { y: h * 0.92, rise: 14 }), h), dark));
  drawGiraffe(sheet, { foot: [w * 0.36, h * 0.94], size: h * 0.62, colour: dark, flip: false });
  drawAcacia(sheet, { foot: [w * 0.86, h * 0.94], size: h * 0.34, colour: dark });
  drawGrass(sheet, { y: h * 0.98, colour: oklch(0.09, 0.02, hue) });
}

/** A line of low hills across the sheet. */
export function hillLine(
  sheet: Sheet,
  hills: { y: number; rise: number; scale?: number },
): Point[] {
  const noise = makeCloudNoise(sheet.rng.int(0, 1e9), 3);
  const scale = hills.scale ?? 1.6;
  return Array.from({ length: 61 }, (_, i): Point => {
    const x = (sheet.width * i) / 60;
    return [x, hills.y - (noise((x / 1000) * scale, 0) - 0.5) * hills.rise * 2];
  });
}

function yOn(line: readonly Point[], x: number): number {
  return (line.find((point) => point[0] >= x) ?? (line[0] as Point))[1];
}

/** Small lights in the upper part of the sheet. */
export function drawStars(sheet: Sheet, stars: { count: number; bottom: number }): void {
  const { rng } = sheet;
  for (let i = 0; i < stars.count; i++) {
    const at: Point = [rng.range(0, sheet.width), rng.range(0, 1) ** 1.4 * stars.bottom];
    const bright = rng.next() ** 3;
    sheet.add(circle(at, 0.9 + bright * 2.6, { fill: "#ffffff", opacity: 0.25 + bright * 0.7 }));
  }
}

/** An umbrella acacia in one colour. */
export function drawAcacia(
  sheet: Sheet,
  tree: { foot: Point; size: number; colour: string },
): void {
  const { rng } = sheet;
  const { foot, size, colour } = tree;
  const crown: Point = [foot[0] + size * rng.range(-0.06, 0.06), foot[1] - size * 0.78];
  const reach = size * rng.range(0.62, 0.74);
  const limbs = rng.int(4, 6);
  let wood = "";
  for (let i = 0; i < limbs; i++) {
    const share = (i / (limbs - 1)) * 2 - 1 + rng.range(-0.1, 0.1);
    const tip: Point = [crown[0] + share * reach * 0.72, crown[1] + size * 0.07 * Math.abs(share)];
    const fork: Point = [foot[0] + share * size * 0.07, foot[1] - size * rng.range(0.26, 0.36)];
    const bend: Point = [
      fork[0] + (tip[0] - fork[0]) * 0.42,
      fork[1] + (tip[1] - fork[1]) * rng.range(0.5, 0.62),
    ];
    wood += path(
      curveThrough([foot, fork, bend, tip]),
      stroke(colour, size * rng.range(0.022, 0.034)),
    );
  }
  wood += path(
    curveThrough([
      [foot[0] - size * 0.05, foot[1] + size * 0.02],
      [foot[0] - size * 0.022, foot[1] - size * 0.12],
      [foot[0] - size * 0.026, foot[1] - size * 0.3],
      [foot[0] + size * 0.026, foot[1] - size * 0.3],
      [foot[0] + size * 0.022, foot[1] - size * 0.12],
      [foot[0] + size * 0.05, foot[1] + size * 0.02],
    ]),
    colour,
  );
  sheet.add(wood + leafClouds(rng, { crown, reach, size, colour }));
}

function leafClouds(
  rng: Rng,
  tree: { crown: Point; reach: number; size: number; colour: string },
): string {
  const { crown, reach, size, colour } = tree;
  let leaves = "";
  for (let i = 0; i < 15; i++) {
    const share = (i / 14) * 2 - 1;
    const arch = Math.sqrt(Math.max(0, 1 - share * share));
    const x = crown[0] + share * reach + rng.range(-0.02, 0.02) * size;
    const y = crown[1] - arch * size * 0.1 + rng.range(-0.02, 0.02) * size;
    const wide = size * rng.range(0.09, 0.16) * (0.6 + arch * 0.5);
    leaves += ellipse([x, y, wide, wide * rng.range(0.3, 0.42)], colour);
  }
  for (let i = 0; i < 46; i++) {
    const share = rng.range(-1.08, 1.08);
    const arch = Math.sqrt(Math.max(0, 1 - share * share));
    const y = crown[1] - arch * size * 0.1 + rng.range(-0.07, 0.05) * size;
    leaves += ellipse(
      [crown[0] + share * reach, y, size * rng.range(0.012, 0.034), size * 0.014],
      colour,
    );
  }
  return leaves + ellipse([crown[0], crown[1] - size * 0.045, reach * 0.9, size * 0.075], colour);
}

/** A giraffe from the side in one colour, standing at `foot`, `size` high, looking right unless flipped. */
export function drawGiraffe(
  sheet: Sheet,
  giraffe: { foot: Point; size: number; colour: string; flip: boolean },
): void {
  const { foot, size, colour, flip } = giraffe;
  const legs = [
    [-0.2, -0.205],
    [-0.145, -0.15],
    [0.075, 0.08],
    [0.125, 0.14],
  ] as const;
  let body = "";
  for (const [hip, hoof] of legs) {
    body += path(
      `M${hip - 0.022} -0.4L${hip + 0.032} -0.4L${hoof + 0.014} -0.2L${hoof + 0.016} 0L${hoof - 0.014} 0L${hoof - 0.01} -0.2Z`,
      colour,
    );
  }
  body += path(
    "M-0.235 -0.45C-0.235 -0.52 -0.16 -0.54 -0.06 -0.555C0.02 -0.575 0.06 -0.61 0.09 -0.68" +
      "L0.215 -0.935C0.235 -0.975 0.27 -0.985 0.3 -0.965L0.395 -0.9C0.415 -0.885 0.41 -0.862 0.385 -0.86" +
      "L0.3 -0.872C0.282 -0.86 0.27 -0.84 0.262 -0.815L0.175 -0.5C0.165 -0.43 0.15 -0.37 0.11 -0.36" +
      "C0 -0.335 -0.12 -0.335 -0.19 -0.36C-0.225 -0.375 -0.235 -0.41 -0.235 -0.45Z",
    colour,
  );
  body += path("M0.262 -0.965L0.252 -1.02M0.285 -0.97L0.285 -1.026", stroke(colour, 0.014));
  body += circle([0.252, -1.022], 0.012, colour) + circle([0.285, -1.028], 0.012, colour);
  body += path("M0.235 -0.955L0.195 -0.985L0.222 -0.93Z", colour);
  body += path("M-0.228 -0.49C-0.27 -0.44 -0.262 -0.36 -0.258 -0.3", stroke(colour, 0.012));
  body += ellipse([-0.257, -0.275, 0.012, 0.032], colour);
  sheet.add(group(`translate(${foot[0]} ${foot[1]}) scale(${flip ? -size : size} ${size})`, body));
}

function drawGrass(sheet: Sheet, grass: { y: number; colour: string }): void {
  const { rng, width, height } = sheet;
  let blades = "";
  for (let x = -10; x < width + 10; x += rng.range(5, 12)) {
    const tall = rng.range(12, 52);
    blades += `M${x} ${height + 4}Q${x + rng.range(-4, 4)} ${grass.y} ${x + rng.range(-16, 16)} ${grass.y - tall}`;
  }
  sheet.add(rect([0, grass.y, width, height], grass.colour));
  sheet.add(path(blades, stroke(grass.colour, 3.4)));
}
