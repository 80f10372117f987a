// Petals, near and far.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import {
  circle,
  ellipse,
  group,
  type Point,
  path,
  polar,
  rect,
  type Sheet,
  stroke,
} from "../sheet.ts";

/** Flowers. */
export const FLOWER_MOTIFS: readonly Motif[] = [
  {
    name: "dahlia",
    kind: "photo",
    shapes: ["square", "upright", "square"],
    tags: ["nature", "flowers", "macro"],
    titles: [
      "My grandmother's dahlia finally bloomed",
      "Petals: all present",
      "Nature does fractals better than my GPU",
      "First prize at the village show, by a petal",
    ],
    draw: drawDahlia,
    moves: true,
  },
  {
    name: "sunflowers",
    kind: "photo",
    rich: true,
    shapes: ["wide", "upright"],
    tags: ["nature", "flowers", "landscape"],
    titles: [
      "All of them looked at me when I arrived",
      "Forty thousand suns and one hay fever",
      "Yellow, as far as the eye can sneeze",
    ],
    draw: drawSunflowers,
  },
  {
    name: "tulip rows",
    kind: "graphic",
    rich: true,
    shapes: ["wide", "panorama", "square"],
    tags: ["nature", "flowers", "travel"],
    titles: ["The Netherlands, colour-coded", "Somebody ironed this field", "Rows before bros"],
    draw: drawTulips,
  },
];

function drawDahlia(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([10, 350, 320, 40, 290, 70]);
  sheet.fill(
    sheet.radial([
      [0, oklch(0.36, 0.06, 160)],
      [1, oklch(0.2, 0.04, 165)],
    ]),
  );
  for (let i = 0; i < 12; i++)
    sheet.glow([rng.range(0, w), rng.range(0, h)], rng.range(140, 330), {
      colour: oklch(0.5, 0.1, rng.pick([145, 120, hue])),
      opacity: 0.35,
    });
  const at: Point = [w / 2, h / 2];
  const rings = 10;
  for (let ring = 0; ring < rings; ring++) {
    const share = ring / (rings - 1);
    const reach = 470 * (1 - share) ** 0.82 + 44;
    const count = 16 - Math.floor(share * 6);
    const breathe = 1 + Math.sin(phase * Math.PI * 2 - share * 2) * 0.025;
    for (let i = 0; i < count; i++) {
      const turn =
        ((i + (ring % 2) * 0.5) / count) * 360 + rng.range(-2, 2) + phase * (360 / count);
      const long = reach * breathe;
      const wide = long * 0.24 + 8;
      const petal = `M0 ${-long * 0.3}C${wide} ${-long * 0.5} ${wide} ${-long * 0.88} 0 ${-long}C${-wide} ${-long * 0.88} ${-wide} ${-long * 0.5} 0 ${-long * 0.3}Z`;
      const tone = oklch(
        0.84 - share * 0.2 + rng.range(-0.015, 0.015),
        0.09 + share * 0.1,
        hue + share * 22,
      );
      sheet.add(
        group(
          `translate(${at[0]} ${at[1]}) rotate(${turn})`,
          path(petal, { fill: tone, stroke: blend(tone, "#3a0a1a", 0.3), "stroke-width": 2 }),
        ),
      );
    }
  }
  for (let i = 0; i < 90; i++) {
    const spot = polar(at, Math.sqrt(i) * 6.4, i * 2.39996);
    sheet.add(circle(spot, 6.4 - i * 0.03, oklch(0.8 - (i % 3) * 0.07, 0.15, 78)));
  }
  sheet.vignette(0.4);
}

function drawSunflowers(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.68, 0.11, rng.pick([240, 225, 290]))],
      [0.55, oklch(0.94, 0.06, 80)],
    ]),
  );
  sheet.glow([w * rng.range(0.2, 0.8), h * 0.34], 500, { colour: "#fff4cf", opacity: 0.9 });
  sheet.add(
    rect(
      [0, h * 0.5, w, h],
      sheet.linear([
        [0, oklch(0.62, 0.12, 120)],
        [1, oklch(0.34, 0.09, 140)],
      ]),
    ),
  );
  for (let row = 0; row < 6; row++) {
    const share = row / 5;
    const y = h * (0.5 + share ** 1.7 * 0.42);
    const size = 0.09 + share ** 1.6 * 0.85;
    for (let x = -40; x < w + 60; x += 330 * size + 12) {
      const at: Point = [
        x + rng.range(-20, 20) * size + (row % 2) * 60 * size,
        y + rng.range(-16, 16) * size,
      ];
      sheet.add(
        path(`M${at[0]} ${at[1]}V${at[1] + 500 * size}`, stroke(oklch(0.5, 0.12, 140), 20 * size)),
      );
      sheet.add(group(`translate(${at[0]} ${at[1]}) scale(${size})`, sunflower(row)));
    }
  }
  sheet.vignette(0.2);
}

function sunflower(row: number): string {
  let petals = "";
  const count = row > 3 ? 16 : 9;
  for (let layer = 0; layer < 2; layer++) {
    for (let i = 0; i < count; i++)
      petals += group(
        `rotate(${(360 / count) * (i + layer / 2)})`,
        path(
          "M0 -30C30 -70 24 -120 0 -142C-24 -120 -30 -70 0 -30Z",
          oklch(0.83 - layer * -0.04, 0.16, 84 + layer * 8),
        ),
      );
  }
  let seeds = circle([0, 0], 62, oklch(0.32, 0.06, 50));
  for (let i = 0; row > 3 && i < 60; i++) {
    const [x, y] = polar([0, 0], Math.sqrt(i) * 7.4, i * 2.39996);
    seeds += circle([x, y], 3.6, oklch(0.48, 0.08, 60));
  }
  return petals + seeds + circle([0, 0], 24, { fill: oklch(0.24, 0.05, 50), opacity: 0.7 });
}

function drawTulips(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.2;
  const horizon = h * 0.42;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.74, 0.09, 235)],
      [0.42, oklch(0.95, 0.025, 220)],
    ]),
  );
  for (let i = 0; i < 4; i++)
    for (let k = 0; k < 5; k++)
      sheet.add(
        ellipse([w * (0.12 + i * 0.26) + k * 46, horizon * rng.range(0.28, 0.5), 64, 26], {
          fill: "#ffffff",
          opacity: 0.7,
        }),
      );
  const vanish: Point = [w * rng.range(0.4, 0.6), horizon - 30];
  const hues = [25, 90, 350, 55, 300, 15, 75, 330];
  const rows = 22;
  for (let i = -rows; i < rows; i++) {
    const [left, right] = [w / 2 + i * 120, w / 2 + (i + 0.74) * 120];
    const flower = oklch(0.68, 0.19, hues[(i + rows) % hues.length] as number);
    sheet.add(
      path(`M${vanish[0]} ${vanish[1]}L${left} ${h + 20}H${left + 120}Z`, oklch(0.46, 0.1, 140)),
    );
    sheet.add(path(`M${vanish[0]} ${vanish[1]}L${left} ${h + 20}H${right}Z`, flower));
    for (let k = 0; k < 30; k++) {
      const depth = 0.14 + rng.next() ** 0.6 * 0.86;
      const at: Point = [
        vanish[0] + (rng.range(left, right) - vanish[0]) * depth,
        vanish[1] + (h + 20 - vanish[1]) * depth,
      ];
      sheet.add(
        ellipse(
          [at[0], at[1], 9 * depth, 12 * depth],
          blend(flower, rng.chance(0.5) ? "#ffffff" : "#5a0a20", 0.24),
        ),
      );
    }
  }
  sheet.add(
    rect(
      [0, horizon - 34, w, 34],
      sheet.linear([
        [0, oklch(0.6, 0.08, 150)],
        [1, oklch(0.52, 0.09, 145)],
      ]),
    ),
  );
  const mill: Point = [w * rng.range(0.18, 0.8), horizon - 20];
  sheet.add(
    path(
      `M${mill[0] - 40} ${mill[1]}L${mill[0] - 24} ${mill[1] - 130}H${mill[0] + 24}L${mill[0] + 40} ${mill[1]}Z`,
      oklch(0.42, 0.05, 40),
    ) +
      path(
        `M${mill[0] - 28} ${mill[1] - 128}Q${mill[0]} ${mill[1] - 176} ${mill[0] + 28} ${mill[1] - 128}Z`,
        oklch(0.3, 0.04, 40),
      ),
  );
  for (let i = 0; i < 4; i++)
    sheet.add(
      group(
        `translate(${mill[0]} ${mill[1] - 132}) rotate(${i * 90 + 28})`,
        rect([-3, -120, 6, 120], "#4a3626") +
          rect([3, -116, 26, 92], { fill: "#f4ead6", opacity: 0.92 }),
      ),
    );
}
