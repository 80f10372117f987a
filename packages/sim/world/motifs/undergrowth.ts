// Leaves and caps in the half dark.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import {
  below,
  circle,
  curveThrough,
  ellipse,
  group,
  type Point,
  path,
  type Sheet,
  stroke,
} from "../sheet.ts";
import { hillLine } from "./scenery.ts";

/** Undergrowth. */
export const UNDERGROWTH_MOTIFS: readonly Motif[] = [
  {
    name: "monstera",
    kind: "photo",
    shapes: ["upright", "wide", "tall"],
    tags: ["plants", "nature", "wallpaper"],
    titles: [
      "She put out a new leaf, I cried",
      "Jungle, second floor, facing east",
      "It's not hoarding if it photosynthesises",
      "Plant parent of the year (self-awarded)",
    ],
    draw: drawLeaves,
  },
  {
    name: "mushrooms",
    kind: "photo",
    shapes: ["wide", "upright", "square"],
    tags: ["nature", "forest", "macro"],
    titles: [
      "A small town, after rain",
      "Not for eating, just for looking",
      "Fun guys",
      "Found the gnome district",
    ],
    draw: drawMushrooms,
  },
];

function drawLeaves(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([155, 145, 170]);
  sheet.fill(oklch(0.2, 0.045, hue));
  const count = Math.round((w * h) / 46_000);
  for (let i = 0; i < count; i++) {
    const depth = i / count;
    const at: Point = [rng.range(-0.05, 1.05) * w, rng.range(-0.05, 1.05) * h];
    const size = rng.range(0.7, 1.15) * (150 + depth * 90);
    const tone = oklch(
      0.26 + depth * 0.3 + rng.range(-0.04, 0.04),
      0.06 + depth * 0.07,
      hue + rng.range(-18, 10),
    );
    const shape = rng.chance(0.6) ? monsteraLeaf(size, tone) : palmLeaf(size, tone);
    sheet.add(group(`translate(${at[0] + 10} ${at[1] + 14}) rotate(${rng.range(0, 360)})`, shape));
  }
  if (rng.chance(0.6)) {
    for (let i = 0; i < 4; i++) {
      const at: Point = [rng.range(0.1, 0.9) * w, rng.range(0.1, 0.9) * h];
      const tone = oklch(0.72, 0.19, rng.pick([15, 40, 350]));
      for (let k = 0; k < 5; k++)
        sheet.add(
          group(
            `translate(${at[0]} ${at[1]}) rotate(${k * 72})`,
            path("M0 0C46 -30 50 -90 0 -116C-50 -90 -46 -30 0 0Z", tone) +
              path("M0 -10V-80", stroke(blend(tone, "#000000", 0.25), 5)),
          ),
        );
      sheet.add(circle(at, 13, oklch(0.88, 0.15, 95)));
    }
  }
  sheet.vignette(0.3);
}

function monsteraLeaf(size: number, tone: string): string {
  const edge: Point[] = [];
  for (let i = 0; i <= 40; i++) {
    const t = (i / 40) * Math.PI * 2;
    const cut = Math.sin(t * 7) > 0.55 && Math.sin(t / 2) > 0.35 ? 0.55 : 1;
    const heart = size * (0.78 - 0.3 * Math.cos(t)) * cut;
    edge.push([Math.sin(t) * heart, -Math.cos(t) * heart * -1]);
  }
  const veins = Array.from({ length: 6 }, (_, i) => {
    const y = -size * 0.3 + (i * size) / 5;
    return `M0 ${y}L${size * 0.5} ${y + size * 0.12}M0 ${y}L${-size * 0.5} ${y + size * 0.12}`;
  }).join("");
  return (
    path(curveThrough(edge, true), tone) +
    path(
      `M0 ${-size * 0.4}V${size * 0.95}${veins}`,
      stroke(blend(tone, "#ffffff", 0.3), 3.4, { opacity: 0.6 }),
    )
  );
}

function palmLeaf(size: number, tone: string): string {
  let blades = "";
  for (let i = 0; i < 15; i++) {
    const y = -size + (i * size * 2) / 15;
    const long = size * Math.sin(((i + 1.5) / 17) * Math.PI) * 0.85;
    for (const side of [-1, 1])
      blades += `M0 ${y}Q${side * long * 0.6} ${y - size * 0.16} ${side * long} ${y + size * 0.12}Q${side * long * 0.5} ${y + size * 0.06} 0 ${y + size * 0.09}Z`;
  }
  return path(blades, tone) + path(`M0 ${-size}V${size}`, stroke(blend(tone, "#ffffff", 0.25), 4));
}

function drawMushrooms(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([150, 170, 200]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.46, 0.08, hue)],
      [1, oklch(0.18, 0.05, hue)],
    ]),
  );
  for (let i = 0; i < 22; i++)
    sheet.glow([rng.range(0, w), rng.range(0, h * 0.7)], rng.range(40, 190), {
      colour: oklch(0.85, 0.14, rng.pick([100, 120, 85])),
      opacity: 0.3,
    });
  sheet.add(path(below(hillLine(sheet, { y: h * 0.82, rise: 40 }), h + 9), oklch(0.28, 0.07, 145)));
  const cap = rng.pick([25, 40, 330, 285]);
  const count = Math.round(w / 170);
  const spots = Array.from({ length: count }, (_, i) => ({
    x: w * ((i + 0.5) / count) + rng.range(-60, 60),
    y: h * rng.range(0.84, 0.97),
    size: rng.range(0.4, 1.15),
  }));
  for (const spot of spots.sort((a, b) => a.y - b.y))
    sheet.add(
      group(
        `translate(${spot.x} ${spot.y}) rotate(${rng.range(-9, 9)}) scale(${spot.size})`,
        mushroom(sheet, cap + rng.range(-12, 12)),
      ),
    );
  let grass = "";
  for (let x = 0; x < w; x += 7)
    grass += `M${x} ${h + 4}Q${x} ${h - 40} ${x + rng.range(-24, 24)} ${h - rng.range(40, 120)}`;
  sheet.add(path(grass, stroke(oklch(0.36, 0.1, 145), 5)));
  for (let i = 0; i < 26; i++) {
    const at: Point = [rng.range(0, w), rng.range(0.2, 0.95) * h];
    sheet.glow(at, 22, { colour: "#fff3a0", opacity: 0.9 });
    sheet.add(circle(at, 3, "#fffbe0"));
  }
  sheet.vignette(0.35);
}

function mushroom(sheet: Sheet, hue: number): string {
  const { rng } = sheet;
  const red = oklch(0.58, 0.19, hue);
  const cap =
    "M-190 -250C-190 -430 -90 -500 0 -500C90 -500 190 -430 190 -250C130 -222 -130 -222 -190 -250Z";
  let figure = path(
    "M-50 0C-64 -110 -46 -190 -40 -260H40C46 -190 64 -110 50 0C30 14 -30 14 -50 0Z",
    oklch(0.93, 0.03, 85),
  );
  figure += path("M10 0C30 -110 26 -190 24 -260H40C46 -190 64 -110 50 0Z", {
    fill: "#6a4a32",
    opacity: 0.25,
  });
  figure += ellipse([0, -246, 176, 30], oklch(0.84, 0.05, 80)) + path(cap, red);
  for (let i = 0; i < 9; i++) {
    const at: Point = [
      -130 + (i % 5) * 62 + rng.range(-12, 12),
      -440 + Math.floor(i / 5) * 90 + Math.abs((i % 5) - 2) * 34 + rng.range(-10, 20),
    ];
    figure += ellipse([at[0], at[1], rng.range(12, 27), rng.range(9, 20)], "#fdf8ec");
  }
  return (
    figure +
    path("M-150 -330C-130 -420 -80 -462 -20 -474", stroke("#ffffff", 12, { opacity: 0.35 }))
  );
}
