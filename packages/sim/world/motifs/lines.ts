// Lines and rings that follow a rule.
import { oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
import {
  circle,
  curveThrough,
  ellipse,
  group,
  lineThrough,
  type Point,
  path,
  polar,
  polygon,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";
import { makePalette } from "./palette.ts";

/** Lines. */
export const LINE_MOTIFS: readonly Motif[] = [
  {
    name: "topographic",
    kind: "graphic",
    rich: true,
    shapes: ["upright", "wide", "square"],
    tags: ["art", "generative", "maps", "wallpaper"],
    titles: [
      "A map of nowhere in particular",
      "Contour lines are just mountains being honest",
      "Plotted this overnight, pen survived",
    ],
    draw: drawTopographic,
  },
  {
    name: "op circles",
    kind: "graphic",
    rich: true,
    shapes: ["square", "wide"],
    tags: ["art", "optical_illusion", "design"],
    titles: [
      "It is not moving. Probably",
      "Stare for ten seconds, then regret it",
      "My eyes filed a complaint",
    ],
    draw: drawOpCircles,
    moves: true,
  },
  {
    name: "warped stripes",
    kind: "graphic",
    rich: true,
    shapes: ["upright", "wide", "square"],
    tags: ["art", "optical_illusion", "generative"],
    titles: [
      "Somebody sat on my stripes",
      "Unknown pleasures, known colours",
      "The zebra after coffee",
    ],
    draw: drawWarpedStripes,
    moves: true,
  },
  {
    name: "mandala",
    kind: "graphic",
    rich: true,
    shapes: ["square", "square", "upright"],
    tags: ["art", "mandala", "design"],
    titles: ["Round and round", "Sixteen-fold, one coffee", "My therapist said to draw circles"],
    draw: drawMandala,
    moves: true,
  },
  {
    name: "spirograph",
    kind: "graphic",
    rich: true,
    shapes: ["square", "wide"],
    tags: ["art", "generative", "maths"],
    titles: [
      "Found my old spirograph. Goodbye, weekend",
      "Maths being pretty again",
      "One line, 4,000 turns",
    ],
    draw: drawSpirograph,
    moves: true,
  },
];

function drawTopographic(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([150, 220, 60, 20, 300]);
  const dark = rng.chance(0.4);
  sheet.grain = 0.1;
  sheet.fill(dark ? oklch(0.25, 0.05, hue) : oklch(0.94, 0.025, hue));
  const noise = makeCloudNoise(rng.int(0, 1e9), 3);
  const step = 17;
  const [columns, rows] = [Math.ceil(w / step) + 1, Math.ceil(h / step) + 1];
  const field = new Float64Array(columns * rows);
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++)
      field[y * columns + x] = noise((x * step) / 330, (y * step) / 330);
  for (let level = 0; level < 22; level++) {
    const bold = level % 5 === 0;
    const colour = dark
      ? oklch(0.6 + level * 0.014, 0.1, hue + level * 2)
      : oklch(0.62 - level * 0.012, 0.07, hue);
    const lines = contour(field, { columns, step, level: 0.18 + level * 0.03 });
    if (lines !== "") sheet.add(path(lines, stroke(colour, bold ? 4 : 1.8)));
  }
}

/** The line on which the field has a level, by looking at each square of four points. */
function contour(
  field: Float64Array,
  how: { columns: number; step: number; level: number },
): string {
  const { columns, step, level } = how;
  const rows = field.length / columns;
  let lines = "";
  for (let y = 0; y < rows - 1; y++) {
    for (let x = 0; x < columns - 1; x++) {
      const corners = [
        field[y * columns + x],
        field[y * columns + x + 1],
        field[(y + 1) * columns + x + 1],
        field[(y + 1) * columns + x],
      ] as number[];
      const places: Point[] = [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
      ];
      const cuts: Point[] = [];
      for (let i = 0; i < 4; i++) {
        const [a, b] = [corners[i] as number, corners[(i + 1) % 4] as number];
        if (a < level === b < level) continue;
        const share = (level - a) / (b - a);
        const [from, to] = [places[i] as Point, places[(i + 1) % 4] as Point];
        cuts.push([
          (from[0] + (to[0] - from[0]) * share) * step,
          (from[1] + (to[1] - from[1]) * share) * step,
        ]);
      }
      if (cuts.length >= 2) lines += lineThrough(cuts.slice(0, 2));
      if (cuts.length === 4) lines += lineThrough(cuts.slice(2));
    }
  }
  return lines;
}

function drawOpCircles(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const [ground, ink] = rng.chance(0.5)
    ? ["#f7f3ea", "#161616"]
    : [oklch(0.93, 0.06, 85), oklch(0.4, 0.17, rng.range(0, 360))];
  sheet.grain = 0.08;
  sheet.fill(ground);
  const drift = polar([0, 0], 92, phase * TAU + rng.range(0, 6));
  const reach = Math.hypot(w, h) / 2;
  for (let r = reach; r > 0; r -= 26) {
    const share = 1 - r / reach;
    const at: Point = [w / 2 + drift[0] * share, h / 2 + drift[1] * share];
    sheet.add(circle(at, r, Math.round((reach - r) / 26) % 2 ? ground : ink));
  }
  for (let i = 0; i < 14; i++) {
    const angle = (i / 14) * TAU + phase * (TAU / 14);
    const at = polar([w / 2, h / 2], reach * 0.52, angle);
    sheet.add(circle(at, 34, oklch(0.66, 0.19, 28)) + circle(at, 15, ground));
  }
}

function drawWarpedStripes(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const noise = makeCloudNoise(rng.int(0, 1e9), 2);
  const hue = rng.range(0, 360);
  sheet.grain = 0.15;
  sheet.fill(oklch(0.18, 0.05, hue));
  const count = Math.round(h / 27);
  for (let i = 0; i < count + 4; i++) {
    const y = (i / count) * h + 40;
    const points = Array.from({ length: 40 }, (_, k): Point => {
      const x = (w * k) / 39;
      const centre = Math.exp(-(((x / w - 0.5) * 3.4) ** 2));
      const wave = noise(
        x / 190 + Math.cos(phase * TAU) * 0.2,
        i * 0.3 + Math.sin(phase * TAU) * 0.2,
      );
      return [x, y - centre * wave * 190];
    });
    const line = curveThrough(points);
    sheet.add(path(`${line}L${w + 9} ${h + 99}L-9 ${h + 99}Z`, oklch(0.2, 0.05, hue)));
    sheet.add(
      path(line, stroke(oklch(0.88 - (i / count) * 0.3, 0.13, hue + 40 + (i / count) * 110), 6.5)),
    );
  }
}

function drawMandala(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const palette = makePalette(rng);
  const dark = rng.chance(0.6);
  const fold = rng.pick([8, 10, 12, 16]);
  sheet.grain = 0.12;
  sheet.fill(dark ? palette[1] : palette[0]);
  const at: Point = [w / 2, h / 2];
  const inks = [palette[2], palette[3], palette[4], dark ? palette[0] : palette[1]];
  for (let ring = 7; ring >= 1; ring--) {
    const r = ring * 66;
    const turn = (ring % 2 ? 1 : -1) * phase * (360 / fold) + (ring % 2) * (180 / fold);
    const wide = (r * Math.PI) / fold;
    const colour = inks[ring % 4] as string;
    const other = inks[(ring + 1) % 4] as string;
    const form = rng.int(0, 3);
    for (let i = 0; i < fold; i++) {
      const petal =
        form === 0
          ? path(
              `M0 ${-r + 74}C${wide} ${-r + 40} ${wide * 0.7} ${-r - 26} 0 ${-r - 44}C${-wide * 0.7} ${-r - 26} ${-wide} ${-r + 40} 0 ${-r + 74}Z`,
              colour,
            ) + ellipse([0, -r + 8, wide * 0.26, 26], other)
          : form === 1
            ? circle([0, -r], wide * 0.7, colour) + circle([0, -r], wide * 0.36, other)
            : form === 2
              ? polygon(
                  [
                    [0, -r - 40],
                    [wide * 0.6, -r + 10],
                    [0, -r + 56],
                    [-wide * 0.6, -r + 10],
                  ],
                  colour,
                ) + circle([0, -r + 8], 9, other)
              : path(`M${-wide} ${-r + 26}Q0 ${-r - 70} ${wide} ${-r + 26}`, stroke(colour, 12)) +
                circle([0, -r - 6], 10, other);
      sheet.add(group(`translate(${at[0]} ${at[1]}) rotate(${(360 / fold) * i + turn})`, petal));
    }
    sheet.add(circle(at, r - 32, stroke(other, 3)));
  }
  sheet.add(
    circle(at, 44, inks[0] as string) +
      circle(at, 24, inks[1] as string) +
      circle(at, 9, dark ? palette[1] : palette[0]),
  );
}

function drawSpirograph(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.12;
  sheet.fill(
    sheet.radial([
      [0, oklch(0.24, 0.06, hue)],
      [1, oklch(0.12, 0.04, hue)],
    ]),
  );
  for (let layer = 0; layer < 4; layer++) {
    const lobes = rng.pick([5, 7, 8, 9, 11]);
    const [big, small] = [300 + layer * 26, rng.range(90, 210)];
    const points = Array.from({ length: 420 }, (_, i): Point => {
      const t = (i / 420) * TAU;
      const turn = t + (phase * TAU) / lobes;
      return [
        w / 2 + Math.cos(turn) * big + Math.cos(turn * lobes + t) * small,
        h / 2 + Math.sin(turn) * big + Math.sin(turn * lobes + t) * small,
      ];
    });
    sheet.add(
      path(
        `${lineThrough(points)}Z`,
        stroke(oklch(0.8, 0.15, hue + layer * 50), 3.4, { opacity: 0.9 }),
      ),
    );
    sheet.add(
      group(
        `translate(${w / 2} ${h / 2}) rotate(${180 / lobes}) scale(.72) translate(${-w / 2} ${-h / 2})`,
        path(
          `${lineThrough(points)}Z`,
          stroke(oklch(0.7, 0.13, hue + layer * 50 + 30), 2.6, { opacity: 0.5 }),
        ),
      ),
    );
  }
}
