// Where giraffes browse: the motifs that Acacia is named after.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { below, circle, type Point, path, rect, type Sheet, stroke } from "../sheet.ts";
import { drawAcacia, drawGiraffe, drawStars, hillLine } from "./scenery.ts";

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

function yOn(line: readonly Point[], x: number): number {
  return (line.find((point) => point[0] >= x) ?? (line[0] as Point))[1];
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
