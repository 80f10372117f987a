// Sweet and sour, in rows.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
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

/** Fruit and sweets. */
export const TREAT_MOTIFS: readonly Motif[] = [
  {
    name: "citrus",
    kind: "graphic",
    rich: true,
    shapes: ["square", "wide", "tall", "upright"],
    tags: ["food", "fruit", "wallpaper", "art"],
    titles: ["When life gives you a pattern", "Vitamin C, all over", "Slices of sunshine"],
    draw: drawCitrus,
  },
  {
    name: "donuts",
    kind: "graphic",
    shapes: ["square", "wide", "upright"],
    tags: ["food", "dessert", "funny"],
    titles: [
      "Breakfast of people who tried",
      "The hole is the healthy part",
      "Office, 9 a.m. Office, 9:04 a.m.: empty box",
      "Glazed and confused",
    ],
    draw: drawDonuts,
  },
];

function drawCitrus(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.12;
  sheet.fill(oklch(0.92, 0.06, rng.pick([200, 20, 100, 330, 160])));
  const fruits = [
    [oklch(0.75, 0.17, 60), oklch(0.83, 0.15, 68)],
    [oklch(0.86, 0.17, 100), oklch(0.93, 0.13, 104)],
    [oklch(0.7, 0.17, 135), oklch(0.86, 0.13, 128)],
    [oklch(0.7, 0.17, 35), oklch(0.72, 0.17, 20)],
  ] as const;
  const step = rng.pick([230, 260, 300]);
  for (let row = -1; row < h / (step * 0.87) + 1; row++) {
    for (let column = -1; column < w / step + 1; column++) {
      const at: Point = [
        column * step + (row % 2 ? step / 2 : 0) + step * 0.3,
        row * step * 0.87 + step * 0.3,
      ];
      const [rind, flesh] = rng.pick(fruits);
      const size = step * rng.range(0.36, 0.44);
      let slice =
        circle([size * 0.06, size * 0.1], size, { fill: "#3a1a0a", opacity: 0.14 }) +
        circle([0, 0], size, rind) +
        circle([0, 0], size * 0.9, "#fff8e8");
      for (let i = 0; i < 9; i++)
        slice += group(
          `rotate(${i * 40})`,
          path(
            `M0 ${-size * 0.1}L${size * 0.24} ${-size * 0.72}Q0 ${-size * 0.94} ${-size * 0.24} ${-size * 0.72}Z`,
            { fill: flesh, stroke: flesh, "stroke-width": size * 0.05, "stroke-linejoin": "round" },
          ) +
            path(
              `M0 ${-size * 0.3}V${-size * 0.66}`,
              stroke("#ffffff", size * 0.025, { opacity: 0.5 }),
            ),
        );
      sheet.add(group(`translate(${at[0]} ${at[1]}) rotate(${rng.range(0, 40)})`, slice));
      if (rng.chance(0.3))
        sheet.add(
          group(
            `translate(${at[0] + step * 0.5} ${at[1] + step * 0.06}) rotate(${rng.range(0, 360)})`,
            path("M-46 0C-20 -30 24 -30 50 0C24 30 -20 30 -46 0Z", oklch(0.6, 0.13, 145)),
          ),
        );
    }
  }
}

function drawDonuts(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.12;
  const hue = rng.pick([200, 350, 90, 290, 160]);
  sheet.fill(oklch(0.9, 0.06, hue));
  const columns = Math.max(2, Math.round(w / 350));
  const rows = Math.max(2, Math.round(h / 350));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at: Point = [((column + 0.5) * w) / columns, ((row + 0.5) * h) / rows];
      donut(sheet, at);
    }
  }
}

function donut(sheet: Sheet, at: Point): void {
  const { rng } = sheet;
  const bread = oklch(0.76, 0.1, 70);
  const glaze = rng.pick([
    oklch(0.79, 0.12, 355),
    oklch(0.42, 0.07, 45),
    oklch(0.95, 0.02, 90),
    oklch(0.82, 0.1, 175),
    oklch(0.85, 0.12, 92),
    oklch(0.72, 0.12, 300),
  ]);
  const size = 145;
  sheet.add(
    circle([at[0] + 12, at[1] + 18], size, { fill: "#3a1a2a", opacity: 0.2 }) +
      circle(at, size, bread) +
      circle(at, size * 0.96, blend(bread, "#ffffff", 0.12)),
  );
  const edge = Array.from({ length: 18 }, (_, i) =>
    polar(at, size * (i % 2 ? 0.9 : 0.8), (i / 18) * TAU),
  );
  sheet.add(path(curveThrough(edge, true), glaze));
  sheet.add(
    path(
      `M${at[0] - size * 0.6} ${at[1] - size * 0.3}A${size * 0.68} ${size * 0.68} 0 0 1 ${at[0] + size * 0.1} ${at[1] - size * 0.68}`,
      stroke("#ffffff", 12, { opacity: 0.4 }),
    ),
  );
  const sprinkled = rng.chance(0.7);
  for (let i = 0; i < 34; i++) {
    const [x, y] = polar(at, size * rng.range(0.4, 0.76), rng.range(0, TAU));
    const colour = oklch(0.76, 0.16, rng.pick([20, 60, 95, 150, 240, 320]));
    if (sprinkled)
      sheet.add(
        group(
          `translate(${x} ${y}) rotate(${rng.range(0, 180)})`,
          rect([-10, -3.5, 20, 7], { fill: colour, rx: 3.5 }),
        ),
      );
  }
  sheet.add(
    circle(at, size * 0.34, blend(bread, "#5a2a10", 0.3)) +
      circle([at[0] + 3, at[1] + 5], size * 0.28, { fill: "#3a2030", opacity: 0.55 }),
  );
}
