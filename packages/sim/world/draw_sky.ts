// Lights, clouds and worlds above.
import { blend, blendRgb, hex, oklch, oklchRgb, type Rgb, ramp } from "./colour.ts";
import { fir } from "./draw_land.ts";
import { drawStars, hillLine } from "./draw_savannah.ts";
import type { Motif } from "./motif.ts";
import { makeCloudNoise } from "./seed.ts";
import {
  below,
  circle,
  curveThrough,
  ellipse,
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

/** Looking up. */
export const SKY_MOTIFS: readonly Motif[] = [
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
    name: "nebula",
    kind: "photo",
    shapes: ["square", "upright", "wide"],
    tags: ["space", "astrophotography", "wallpaper"],
    titles: [
      "Somewhere 1,300 light years left of here",
      "Dust, but make it art",
      "42 hours of exposure, 3 of swearing",
      "Star nursery, please be quiet",
    ],
    draw: drawNebula,
  },
  {
    name: "ringed planet",
    kind: "photo",
    shapes: ["wide", "square", "tall"],
    tags: ["space", "art", "wallpaper"],
    titles: [
      "They liked it, so they put a ring on it",
      "Neighbourhood watch",
      "Postcard from the outer office",
      "Concept art for a book I will never finish",
    ],
    draw: drawPlanet,
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
  {
    name: "moon phases",
    kind: "graphic",
    shapes: ["panorama", "wide", "upright"],
    tags: ["space", "moon", "art"],
    titles: [
      "It's just a phase",
      "One month, one wall, one print",
      "Poster I made for my niece who only draws moons",
    ],
    draw: drawMoonPhases,
  },
  {
    name: "eclipse",
    kind: "photo",
    shapes: ["square", "wide"],
    tags: ["space", "astrophotography", "nature"],
    titles: [
      "Two minutes of everyone shutting up",
      "Totality",
      "Drove nine hours for this. Would again",
      "The birds went to bed",
    ],
    draw: drawEclipse,
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

function drawNebula(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([20, 300, 200, 340, 250]);
  const [gas, warp] = [makeCloudNoise(rng.int(0, 1e9), 6), makeCloudNoise(rng.int(0, 1e9), 4)];
  const colours: Rgb[] = [
    oklchRgb(0.07, 0.03, 270),
    oklchRgb(0.2, 0.09, hue + 40),
    oklchRgb(0.45, 0.17, hue),
    oklchRgb(0.72, 0.16, hue + 40),
    oklchRgb(0.96, 0.06, 85),
  ];
  const cold = oklchRgb(0.6, 0.14, hue + 180);
  sheet.paint((x, y) => {
    const dx = warp(x * 2.2, y * 2.2) - 0.5;
    const dy = warp(x * 2.2 + 40, y * 2.2) - 0.5;
    const dense = gas(x * 2.3 + dx * 2.4, y * 2.3 + dy * 2.4);
    const dust = warp(x * 4 + dy * 2, y * 4 + 70);
    const light = Math.max(0, dense * 2.1 - 0.62) * (dust > 0.5 ? 1 - (dust - 0.5) * 2.4 : 1);
    return blendRgb(ramp(colours, light), cold, Math.max(0, dx) * Math.min(0.8, light) * 1.6);
  }, 260);
  for (let i = 0; i < 330; i++) {
    const at: Point = [rng.range(0, w), rng.range(0, h)];
    const bright = rng.next() ** 5;
    sheet.add(
      circle(at, 0.8 + bright * 3, {
        fill: oklch(0.96, 0.04, rng.pick([250, 60, 90])),
        opacity: 0.4 + bright * 0.6,
      }),
    );
    if (bright > 0.55) sheet.glow(at, 36 * bright, { colour: "#dfe9ff", opacity: 0.7 });
  }
}

function drawPlanet(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([60, 200, 330, 260, 30]);
  sheet.fill(
    sheet.radial([
      [0, oklch(0.24, 0.08, hue + 200)],
      [1, oklch(0.09, 0.04, hue + 220)],
    ]),
  );
  drawStars(sheet, { count: 230, bottom: h });
  const at: Point = [w * 0.5, h * 0.5];
  const size = 255;
  const tilt = rng.range(-24, -12);
  sheet.glow(at, size * 2.2, { colour: oklch(0.75, 0.12, hue), opacity: 0.4 });
  const rings = (half: 0 | 1) => {
    let bands = "";
    for (let i = 0; i < 15; i++) {
      const rx = size * (1.34 + i * 0.066);
      const shade = oklch(0.86 - (i % 4) * 0.1, 0.06, hue + 20);
      bands += path(
        `M${-rx} 0A${rx} ${rx * 0.24} 0 0 ${half} ${rx} 0`,
        stroke(shade, size * 0.045, { opacity: i === 8 ? 0.08 : 0.75 }),
      );
    }
    return group(`translate(${at[0]} ${at[1]}) rotate(${tilt})`, bands);
  };
  sheet.add(rings(1));
  const clip = sheet.clip(circle(at, size, "#000"));
  let bands = rect([at[0] - size, at[1] - size, size * 2, size * 2], oklch(0.74, 0.11, hue));
  const drift = phase * size * 2;
  for (let i = 0; i < 15; i++) {
    const y = at[1] - size + rng.range(0, 2) * size;
    const wave = rng.range(4, 16);
    const points = Array.from(
      { length: 27 },
      (_, k): Point => [
        at[0] - size * 3 + k * (size / 4) + (drift % (size / 2)),
        y + (k % 2 ? wave : -wave),
      ],
    );
    bands += path(
      curveThrough(points),
      stroke(oklch(rng.range(0.5, 0.92), 0.1, hue + rng.range(-24, 24)), rng.range(8, 44), {
        opacity: 0.6,
      }),
    );
  }
  const shade = sheet.radial(
    [
      [0.5, "#000000", 0],
      [1, "#050312", 0.92],
    ],
    [0.34, 0.32],
  );
  bands += rect([at[0] - size * 1.25, at[1] - size * 1.25, size * 2.9, size * 2.9], shade);
  sheet.add(`<g clip-path="${clip}">${group(`rotate(${tilt} ${at[0]} ${at[1]})`, bands)}</g>`);
  sheet.add(rings(0));
  const moonAt = polar(at, size * 2.3, phase * TAU + rng.range(0, 6));
  const moon: Point = [moonAt[0], at[1] + (moonAt[1] - at[1]) * 0.4];
  sheet.add(
    circle(moon, 38, oklch(0.84, 0.03, 80)) +
      circle([moon[0] + 12, moon[1] + 10], 36, { fill: "#0b0716", opacity: 0.55 }),
  );
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

function drawMoonPhases(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([265, 200, 330, 90]);
  sheet.grain = 0.15;
  const ground = oklch(0.2, 0.05, hue);
  sheet.fill(ground);
  for (let i = 0; i < 160; i++)
    sheet.add(
      circle([rng.range(0, w), rng.range(0, h)], rng.range(0.8, 2.4), {
        fill: "#ffffff",
        opacity: rng.range(0.15, 0.6),
      }),
    );
  const wide = w >= h;
  const count = wide ? 7 : 5;
  const step = (wide ? w : h) / (count + 1);
  for (let i = 0; i < count; i++) {
    const at: Point = wide ? [step * (i + 1), h / 2] : [w / 2, step * (i + 1)];
    const r = step * 0.38;
    const share = i / (count - 1);
    sheet.add(circle(at, r, oklch(0.28, 0.05, hue)));
    const lit = Math.cos(share * TAU) * -1;
    const side = share <= 0.5 ? 1 : -1;
    const bulge = Math.abs(lit) * r;
    const sweep = lit > 0 ? (side > 0 ? 1 : 0) : side > 0 ? 0 : 1;
    const disc =
      share === 0.5
        ? ""
        : `M${at[0]} ${at[1] - r}A${r} ${r} 0 0 ${side > 0 ? 1 : 0} ${at[0]} ${at[1] + r}A${bulge} ${r} 0 0 ${sweep} ${at[0]} ${at[1] - r}Z`;
    const gold = oklch(0.9, 0.07, 90);
    sheet.add(
      disc === ""
        ? circle(at, r, gold)
        : share === 0 || share === 1
          ? circle(at, r, stroke(gold, 4))
          : path(disc, gold),
    );
  }
  sheet.add(
    rect([34, 34, w - 68, h - 68], {
      ...(stroke(oklch(0.9, 0.07, 90), 4) as object),
      opacity: 0.7,
    }),
  );
}

function drawEclipse(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const noise = makeCloudNoise(rng.int(0, 1e9), 5);
  const hue = rng.pick([250, 60, 210]);
  const [night, halo] = [oklchRgb(0.1, 0.04, hue), oklchRgb(0.96, 0.04, hue)];
  const [cx, cy] = [w / 2000, h / 2000];
  sheet.paint((x, y) => {
    const [dx, dy] = [x - cx, y - cy];
    const far = Math.hypot(dx, dy);
    const angle = Math.atan2(dy, dx);
    const rays = noise(Math.cos(angle) * 3.2 + 8, Math.sin(angle) * 3.2 + 8) ** 1.6 * 2.2;
    const light = Math.exp(-Math.max(0, far - 0.2) * (11 - rays * 4.5));
    return blendRgb(night, halo, Math.min(1, light));
  }, 300);
  const at: Point = [w / 2, h / 2];
  sheet.add(circle(at, 206, hex(night)));
  const bead = polar(at, 204, rng.range(-1.2, -0.2));
  sheet.glow(bead, 130, { colour: "#ffffff", opacity: 1 });
  sheet.add(circle(bead, 13, "#ffffff"));
  drawStars(sheet, { count: 40, bottom: h });
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
