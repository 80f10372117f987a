// Ridges, lakes and fire.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
import {
  below,
  circle,
  curveThrough,
  group,
  type Point,
  path,
  rect,
  type Sheet,
  stroke,
} from "../sheet.ts";
import { drawStars, fir, hillLine } from "./scenery.ts";

/** Mountains. */
export const MOUNTAIN_MOTIFS: readonly Motif[] = [
  {
    name: "misty ridges",
    kind: "photo",
    shapes: ["wide", "panorama", "tall"],
    tags: ["landscape", "mountains", "nature", "wallpaper"],
    titles: [
      "Seventeen shades of blue",
      "The mountains were out of office this morning, then they weren't",
      "Above the fog",
      "Layers, like an onion, but peaceful",
      "I hiked four hours for this and would do it again tomorrow",
    ],
    draw: drawRidges,
  },
  {
    name: "mountain lake",
    kind: "photo",
    shapes: ["wide", "wide", "upright"],
    tags: ["landscape", "lake", "nature", "mountains"],
    titles: [
      "Mirror, mirror",
      "No wind, no people, no signal",
      "The lake was busy being perfect",
      "Copy, paste, flip vertical",
    ],
    draw: drawLake,
  },
  {
    name: "volcano",
    kind: "photo",
    shapes: ["wide", "upright"],
    tags: ["landscape", "volcano", "night"],
    titles: [
      "From a safe distance, says the guide",
      "The earth is up late too",
      "Spicy mountain",
      "Lava lamp, life size",
    ],
    draw: drawVolcano,
  },
];

function drawRidges(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const mood = rng.pick([
    { hue: 262, glow: 60 },
    { hue: 285, glow: 30 },
    { hue: 215, glow: 90 },
    { hue: 330, glow: 70 },
    { hue: 160, glow: 100 },
  ]);
  const pale = oklch(0.9, 0.05, mood.glow);
  const deep = oklch(0.2, 0.06, mood.hue);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.62, 0.09, mood.hue)],
      [0.45, pale],
    ]),
  );
  const sun: Point = [w * rng.range(0.25, 0.75), h * 0.27];
  sheet.glow(sun, 620, { colour: "#fff4dc", opacity: 0.9 });
  sheet.add(circle(sun, 62, "#fffaf0"));
  const layers = 8;
  for (let layer = 0; layer < layers; layer++) {
    const share = layer / (layers - 1);
    const y = h * (0.34 + 0.58 * share ** 1.15);
    const line = ridgeLine(sheet, { y, rise: 150 - share * 50, rough: 1.1 + share });
    const colour = blend(blend(pale, oklch(0.6, 0.09, mood.hue), 0.5), deep, share ** 0.85);
    const mist = sheet.linear([
      [0, colour],
      [0.25, colour],
      [1, blend(colour, pale, 0.55 * (1 - share))],
    ]);
    sheet.add(path(below(line, h + 40), mist));
  }
  sheet.vignette(0.22);
}

/** A line of mountains: sharper than hills. */
function ridgeLine(sheet: Sheet, ridge: { y: number; rise: number; rough: number }): Point[] {
  const noise = makeCloudNoise(sheet.rng.int(0, 1e9), 6);
  const steps = 160;
  return Array.from({ length: steps + 1 }, (_, i): Point => {
    const x = (sheet.width * i) / steps;
    const peak = 1 - Math.abs(noise((x / 1000) * ridge.rough + 3, ridge.y) * 2 - 1);
    return [x, ridge.y - (peak - 0.6) * ridge.rise * 1.6];
  });
}

function drawLake(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([245, 220, 30, 320]);
  const warm = hue < 60 || hue > 300;
  const shore = h * 0.56;
  const sky = sheet.linear([
    [0, oklch(0.55, 0.1, warm ? 270 : hue)],
    [1, oklch(0.9, warm ? 0.11 : 0.05, warm ? 55 : hue - 20)],
  ]);
  let view = rect([0, 0, w, shore], sky);
  const colours = [0.62, 0.46, 0.32].map((light) => oklch(light, 0.06, warm ? 300 : hue + 10));
  colours.forEach((colour, layer) => {
    const line = ridgeLine(sheet, {
      y: shore * (0.52 + layer * 0.17),
      rise: 330 - layer * 80,
      rough: 1.5,
    });
    view += path(below(line, shore), colour);
    if (layer === 0) view += snowCaps(line, { below: shore * 0.4, rng: sheet });
  });
  for (let x = -20; x < w + 20; x += rng.range(16, 34)) {
    view += fir([x, shore + 2], { size: rng.range(46, 120), colour: oklch(0.22, 0.04, 170) });
  }
  sheet.add(view);
  sheet.add(group(`translate(0 ${shore * 2}) scale(1 -1)`, view));
  sheet.add(
    rect(
      [0, shore, w, h - shore],
      sheet.linear([
        [0, oklch(0.5, 0.07, hue), 0.1],
        [1, oklch(0.2, 0.07, 240), 0.72],
      ]),
    ),
  );
  for (let i = 0; i < 90; i++) {
    const y = shore + 8 + rng.next() ** 1.5 * (h - shore);
    const long = 20 + ((y - shore) / (h - shore)) * 200;
    sheet.add(
      rect([rng.range(-50, w), y, long, 1.6], { fill: "#ffffff", opacity: rng.range(0.04, 0.2) }),
    );
  }
  sheet.vignette(0.25);
}

function snowCaps(line: readonly Point[], how: { below: number; rng: Sheet }): string {
  let caps = "";
  for (let i = 1; i < line.length - 1; i++) {
    const [x, y] = line[i] as Point;
    if (y > how.below) continue;
    const depth = (how.below - y) * how.rng.rng.range(0.5, 0.95);
    const step = how.rng.width / 160;
    caps += `M${x - step} ${(line[i - 1] as Point)[1]}L${x} ${y}L${x + step} ${(line[i + 1] as Point)[1]}L${x + step * 0.4} ${y + depth}L${x - step * 0.4} ${y + depth * 0.6}Z`;
  }
  return path(caps, { fill: "#ffffff", opacity: 0.8 });
}

function drawVolcano(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const top: Point = [w * rng.range(0.42, 0.6), h * 0.34];
  sheet.fill(
    sheet.linear([
      [0, oklch(0.16, 0.05, 285)],
      [0.6, oklch(0.34, 0.11, 345)],
      [1, oklch(0.5, 0.16, 30)],
    ]),
  );
  drawStars(sheet, { count: 90, bottom: h * 0.5 });
  sheet.glow(top, 560, { colour: "#ff6a2b", opacity: 0.9 });
  for (let i = 0; i < 26; i++) {
    const drift = i / 26;
    const at: Point = [
      top[0] + drift * 260 + rng.range(-60, 60) * (0.4 + drift),
      top[1] - 30 - drift * h * 0.34,
    ];
    sheet.add(
      circle(at, 34 + drift * 90, { fill: blend("#8a3a3a", "#241b33", drift), opacity: 0.34 }),
    );
  }
  const dark = oklch(0.17, 0.03, 320);
  const slope = sheet.linear([
    [0, oklch(0.32, 0.09, 20)],
    [0.5, dark],
  ]);
  sheet.add(
    path(
      `M${top[0] - 56} ${top[1]}C${top[0] - 150} ${h * 0.62} ${top[0] - 420} ${h * 0.78} ${top[0] - 720} ${h * 0.86}L${top[0] + 760} ${h * 0.86}C${top[0] + 440} ${h * 0.78} ${top[0] + 160} ${h * 0.62} ${top[0] + 60} ${top[1]}Q${top[0]} ${top[1] + 26} ${top[0] - 56} ${top[1]}Z`,
      slope,
    ),
  );
  for (let i = 0; i < 7; i++) {
    const lean = rng.range(-150, 150);
    const stream = [
      top,
      [top[0] + lean * 0.25, h * 0.5],
      [top[0] + lean * 0.7, h * 0.64],
      [top[0] + lean * 1.6, h * rng.range(0.74, 0.85)],
    ] as Point[];
    sheet.add(path(curveThrough(stream), stroke("#ff5a1f", rng.range(8, 16), { opacity: 0.7 })));
    sheet.add(path(curveThrough(stream), stroke("#ffd27a", 4)));
  }
  for (let i = 0; i < 90; i++) {
    const angle = -Math.PI / 2 + rng.normal() * 0.5;
    const reach = rng.next() ** 1.6 * h * 0.36;
    const at: Point = [top[0] + Math.cos(angle) * reach, top[1] + Math.sin(angle) * reach];
    sheet.add(circle(at, rng.range(1.4, 5), rng.pick(["#ffd27a", "#ff8a3c", "#ff5a1f"])));
  }
  sheet.add(path(below(hillLine(sheet, { y: h * 0.84, rise: 26 }), h), oklch(0.13, 0.03, 320)));
  sheet.vignette(0.3);
}
