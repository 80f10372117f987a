// Clouds, and what flies below them.
import { blendRgb, oklch, oklchRgb, type Rgb, ramp } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
import { below, ellipse, type Point, path, rect, type Sheet, stroke, TAU } from "../sheet.ts";
import { hillLine } from "./scenery.ts";

/** Day skies. */
export const DAY_SKY_MOTIFS: readonly Motif[] = [
  {
    name: "clouds",
    kind: "photo",
    shapes: ["wide", "panorama", "square"],
    tags: ["clouds", "nature", "wallpaper"],
    titles: [
      "Window seat tax, paid",
      "I see a dragon. And a slightly smaller dragon",
      "Someone spilled the sunset",
      "Cloud storage",
    ],
    draw: drawClouds,
  },
  {
    name: "balloons",
    kind: "photo",
    shapes: ["wide", "upright", "square"],
    tags: ["landscape", "travel", "balloons"],
    titles: [
      "Up, up, and a bit sideways",
      "The sky was fully booked",
      "My fear of heights has left the chat",
      "Quiet up there, they said. Then the burner came on",
    ],
    draw: drawBalloons,
    moves: true,
  },
];

function drawClouds(sheet: Sheet): void {
  const { height: h, rng } = sheet;
  const mood = rng.pick([
    [
      oklchRgb(0.36, 0.09, 265),
      oklchRgb(0.62, 0.14, 20),
      oklchRgb(0.84, 0.12, 65),
      oklchRgb(0.98, 0.04, 90),
    ],
    [
      oklchRgb(0.56, 0.12, 245),
      oklchRgb(0.72, 0.09, 235),
      oklchRgb(0.92, 0.02, 220),
      oklchRgb(1, 0, 0),
    ],
    [
      oklchRgb(0.28, 0.1, 300),
      oklchRgb(0.52, 0.17, 340),
      oklchRgb(0.8, 0.12, 30),
      oklchRgb(0.96, 0.06, 80),
    ],
  ]) as Rgb[];
  const [body, warp] = [makeCloudNoise(rng.int(0, 1e9), 6), makeCloudNoise(rng.int(0, 1e9), 3)];
  const tall = h / 1000;
  sheet.paint((x, y) => {
    const level = y / tall;
    const bend = warp(x * 1.5, y * 2.4);
    const puff = body(x * 1.9 + bend, y * 3.1 + bend * 0.7);
    const lit = body(x * 1.9 + bend - 0.06, y * 3.1 + bend * 0.7 - 0.09);
    const edge = Math.min(1, Math.max(0, (puff - 0.4) * 5));
    const light = 0.5 + (puff - lit) * 4 + level * 0.35;
    const sky = ramp([mood[0] as Rgb, mood[1] as Rgb], level * 1.1);
    return blendRgb(sky, ramp([mood[1] as Rgb, mood[2] as Rgb, mood[3] as Rgb], light), edge);
  }, 240);
  sheet.vignette(0.18);
}

function drawBalloons(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.66, 0.1, rng.pick([240, 270, 215]))],
      [0.7, oklch(0.93, 0.06, 70)],
    ]),
  );
  sheet.glow([w * 0.5, h * 0.72], 700, { colour: "#fff0cf", opacity: 0.9 });
  for (let layer = 0; layer < 4; layer++) {
    const line = hillLine(sheet, {
      y: h * (0.74 + layer * 0.075),
      rise: 80 - layer * 12,
      scale: 2.2,
    });
    sheet.add(path(below(line, h + 9), oklch(0.74 - layer * 0.13, 0.07, 50 + layer * 8)));
  }
  const count = Math.max(5, Math.round((w * h) / 170_000));
  for (let i = 0; i < count; i++) {
    const size = i === 0 ? 150 : rng.range(26, 96);
    const bob = Math.sin((phase + rng.next()) * TAU) * 14;
    const at: Point =
      i === 0
        ? [w * 0.36, h * 0.38 + bob]
        : [w * rng.range(0.06, 0.94), h * rng.range(0.1, 0.7) + bob];
    balloon(sheet, { at, size });
  }
  sheet.vignette(0.16);
}

function balloon(sheet: Sheet, item: { at: Point; size: number }): void {
  const { rng } = sheet;
  const [x, y] = item.at;
  const r = item.size;
  const hue = rng.range(0, 360);
  const palette = [oklch(0.64, 0.18, hue), oklch(0.93, 0.05, 85), oklch(0.72, 0.15, hue + 60)];
  const envelope = `M${x} ${y - r}C${x + r * 1.1} ${y - r} ${x + r * 1.12} ${y + r * 0.2} ${x + r * 0.24} ${y + r * 1.16}L${x - r * 0.24} ${y + r * 1.16}C${x - r * 1.12} ${y + r * 0.2} ${x - r * 1.1} ${y - r} ${x} ${y - r}Z`;
  const clip = sheet.clip(path(envelope, "#000"));
  let gores = "";
  for (let i = 6; i >= 0; i--)
    gores += ellipse([x, y + r * 0.06, r * 0.15 * (i + 0.5), r * 1.3], palette[i % 3] as string);
  if (rng.chance(0.6))
    gores += rect([x - r * 1.1, y - r * 0.1, r * 2.2, r * 0.26], palette[1] as string);
  gores += rect(
    [x - r * 1.1, y - r * 1.1, r * 2.2, r * 2.4],
    sheet.linear(
      [
        [0, "#ffffff", 0.22],
        [0.45, "#ffffff", 0],
        [1, "#1a0a2a", 0.42],
      ],
      [1, 0],
    ),
  );
  sheet.add(`<g clip-path="${clip}">${gores}</g>`);
  sheet.add(
    path(
      `M${x - r * 0.2} ${y + r * 1.16}L${x - r * 0.13} ${y + r * 1.46}M${x + r * 0.2} ${y + r * 1.16}L${x + r * 0.13} ${y + r * 1.46}`,
      stroke("#3b2a22", r * 0.02),
    ),
  );
  sheet.add(
    rect([x - r * 0.15, y + r * 1.44, r * 0.3, r * 0.22], {
      fill: oklch(0.42, 0.07, 50),
      rx: r * 0.04,
    }),
  );
}
