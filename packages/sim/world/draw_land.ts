// Mountains, forests, deserts, snow.
import { blend, oklch, oklchRgb, ramp } from "./colour.ts";
import { drawStars, hillLine } from "./draw_savannah.ts";
import type { Motif } from "./motif.ts";
import { makeCloudNoise } from "./seed.ts";
import {
  below,
  circle,
  curveThrough,
  group,
  type Point,
  path,
  polygon,
  rect,
  type Sheet,
  stroke,
} from "./sheet.ts";

/** Views over land. */
export const LAND_MOTIFS: readonly Motif[] = [
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
    name: "dunes",
    kind: "photo",
    shapes: ["wide", "panorama", "upright"],
    tags: ["landscape", "desert", "nature"],
    titles: [
      "It's coarse and it gets everywhere",
      "Sand, light and not much else",
      "The wind had been here before me",
      "Somewhere with no opinion about deadlines",
    ],
    draw: drawDunes,
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
    name: "cypress hills",
    kind: "photo",
    shapes: ["wide", "panorama"],
    tags: ["landscape", "nature", "italy"],
    titles: [
      "Rolling, rolling, rolling",
      "The road to lunch",
      "Screensaver, but real",
      "Tuscany said hello",
    ],
    draw: drawCypressHills,
  },
  {
    name: "birches",
    kind: "photo",
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

/** A fir in one colour, standing at `foot`. */
export function fir(foot: Point, tree: { size: number; colour: string }): string {
  const { size, colour } = tree;
  const tiers = 6;
  const left: Point[] = [];
  const right: Point[] = [];
  for (let tier = 0; tier < tiers; tier++) {
    const y = foot[1] - size + (size * 0.93 * (tier + 1)) / tiers;
    const out = size * 0.045 + (size * 0.22 * (tier + 1)) / tiers;
    left.unshift([foot[0] - out, y], [foot[0] - out * 0.45, y - size * 0.02]);
    right.push([foot[0] + out * 0.45, y - size * 0.02], [foot[0] + out, y]);
  }
  const order = [
    ...right.flatMap((point, i) =>
      i % 2 === 0
        ? []
        : [point, [foot[0] + (point[0] - foot[0]) * 0.5, point[1] - size * 0.012] as Point],
    ),
  ];
  const mirrored = order.map(([x, y]): Point => [foot[0] * 2 - x, y]).reverse();
  const trunk = size * 0.025;
  return polygon(
    [
      [foot[0], foot[1] - size],
      ...order,
      [foot[0] + trunk, foot[1] - size * 0.06],
      [foot[0] + trunk, foot[1]],
      [foot[0] - trunk, foot[1]],
      [foot[0] - trunk, foot[1] - size * 0.06],
      ...mirrored,
    ],
    colour,
  );
}

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

function drawDunes(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([62, 48, 75, 35]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.55, 0.09, rng.pick([240, 220, 280]))],
      [0.5, oklch(0.9, 0.06, hue + 10)],
    ]),
  );
  const sun: Point = [w * rng.range(0.2, 0.8), h * rng.range(0.18, 0.34)];
  sheet.glow(sun, 500, { colour: "#fff3d8", opacity: 0.9 });
  sheet.add(circle(sun, 52, "#fffaf0"));
  for (let layer = 0; layer < 4; layer++) {
    const share = layer / 3;
    const y = h * (0.46 + share * 0.4);
    const crest = (layer % 2 === 0 ? rng.range(0.55, 0.85) : rng.range(0.15, 0.45)) * w;
    const peak = y - rng.range(70, 150);
    const light = oklch(0.83 - share * 0.13, 0.1, hue);
    const shade = oklch(0.6 - share * 0.16, 0.1, hue - 14);
    const ridge: Point[] = [
      [-40, y + 50],
      [crest * 0.5, y - 20],
      [crest, peak],
      [crest + (w - crest) * 0.5, y + 10],
      [w + 40, y + 40],
    ];
    const lit = sheet.linear([
      [0, light],
      [1, blend(light, shade, 0.5)],
    ]);
    sheet.add(path(`${curveThrough(ridge)}L${w + 40} ${h + 9}L-40 ${h + 9}Z`, lit));
    const spine: Point[] = [
      [crest, peak],
      [crest + 40, y + 70],
      [crest - 70, y + 190],
      [crest + 50, y + 420],
      [crest - 60, y + 800],
    ];
    const dark = sheet.linear([
      [0, shade],
      [1, blend(shade, light, 0.45)],
    ]);
    const lee = curveThrough([
      [crest, peak],
      [crest + (w - crest) * 0.5, y + 10],
      [w + 40, y + 40],
    ]);
    sheet.add(
      path(
        `${lee}L${w + 40} ${h + 9}${curveThrough([...spine].reverse()).replace("M", "L")}Z`,
        dark,
      ),
    );
  }
  ripples(sheet, hue);
  sheet.vignette(0.24);
}

function ripples(sheet: Sheet, hue: number): void {
  const { width: w, height: h, rng } = sheet;
  for (let i = 0; i < 26; i++) {
    const y = h * (0.86 + (i / 26) * 0.16);
    const points = Array.from(
      { length: 14 },
      (_, k): Point => [(w * k) / 13, y + rng.range(-5, 5) + Math.sin(k * 1.1 + i * 0.35) * 7],
    );
    sheet.add(
      path(curveThrough(points), stroke(oklch(0.42, 0.08, hue - 10), 2.2, { opacity: 0.22 })),
    );
  }
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

function drawCypressHills(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([120, 105, 80]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.78, 0.08, 230)],
      [0.5, oklch(0.95, 0.05, 80)],
    ]),
  );
  sheet.glow([w * rng.range(0.2, 0.8), h * 0.36], 560, { colour: "#fff2cf", opacity: 0.9 });
  for (let layer = 0; layer < 7; layer++) {
    const share = layer / 6;
    const line = hillLine(sheet, { y: h * (0.46 + share * 0.44), rise: 170, scale: 1.3 });
    const colour = oklch(0.8 - share * 0.34, 0.1 + share * 0.03, hue + (layer % 2) * 14);
    const slope = sheet.linear([
      [0, colour],
      [0.6, blend(colour, "#1d2b12", 0.3)],
    ]);
    sheet.add(path(below(line, h + 10), slope));
    if (layer > 0 && layer < 6) {
      const start = rng.int(6, 40);
      const count = rng.int(2, 6);
      for (let i = 0; i < count; i++) {
        const [x, y] = line[Math.min(58, start + i * rng.int(2, 5))] as Point;
        const tall = (60 + share * 150) * rng.range(0.8, 1.15);
        sheet.add(
          path(
            `M${x} ${y + 10}C${x - tall * 0.2} ${y - tall * 0.2} ${x - tall * 0.1} ${y - tall * 0.8} ${x} ${y - tall}C${x + tall * 0.1} ${y - tall * 0.8} ${x + tall * 0.2} ${y - tall * 0.2} ${x} ${y + 10}Z`,
            oklch(0.3 - share * 0.06, 0.05, 140),
          ),
        );
      }
    }
  }
  sheet.vignette(0.2);
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
