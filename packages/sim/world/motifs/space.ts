// Further out.
import { blendRgb, hex, oklch, oklchRgb, type Rgb, ramp } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
import {
  circle,
  curveThrough,
  group,
  type Point,
  path,
  polar,
  rect,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";
import { drawStars } from "./scenery.ts";

/** Worlds and dust. */
export const SPACE_MOTIFS: readonly Motif[] = [
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
];

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
