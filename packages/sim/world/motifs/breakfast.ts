// The first meal.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import {
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
  TAU,
} from "../sheet.ts";
import { dish, table } from "./tabletop.ts";

/** Coffee and eggs. */
export const BREAKFAST_MOTIFS: readonly Motif[] = [
  {
    name: "latte art",
    kind: "photo",
    shapes: ["square", "upright", "wide"],
    tags: ["food", "coffee", "art"],
    titles: [
      "Attempt #214: it's a leaf",
      "Coffee first, opinions second",
      "Too pretty to drink. Drank it",
      "The barista drew me a giraffe once. This isn't it",
    ],
    draw: drawLatte,
  },
  {
    name: "breakfast",
    kind: "photo",
    shapes: ["square", "wide"],
    tags: ["food", "breakfast", "cozy"],
    titles: [
      "Sunday, 11:40, still counts as breakfast",
      "Sunny side up, mood to match",
      "He made me breakfast. I'm keeping him",
    ],
    draw: drawBreakfast,
  },
];

function drawLatte(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  if (rng.chance(0.5)) table(sheet, 50);
  else sheet.fill(oklch(0.86, 0.05, rng.pick([200, 30, 150, 60])));
  const at: Point = [w / 2, h / 2];
  const cup = rng.pick(["#fbf8f1", oklch(0.46, 0.09, 230), oklch(0.56, 0.13, 30), "#2c2a2a"]);
  dish(sheet, { at, size: 440, rim: cup, inside: blend(cup, "#000000", 0.1) });
  sheet.add(
    circle([at[0] + 14, at[1] + 22], 300, { fill: "#120a05", opacity: 0.4 }) +
      circle(at, 294, cup) +
      rect([at[0] + 250, at[1] - 44, 130, 88], { fill: cup, rx: 40 }) +
      rect([at[0] + 290, at[1] - 18, 60, 36], { fill: blend(cup, "#000000", 0.2), rx: 16 }),
  );
  const crema = oklch(0.56, 0.1, 55);
  sheet.add(
    circle(
      at,
      262,
      sheet.radial([
        [0, oklch(0.62, 0.1, 60)],
        [1, oklch(0.38, 0.08, 48)],
      ]),
    ),
  );
  const milk = "#fbf1de";
  const lobes = rng.int(5, 8);
  let art = "";
  for (let i = 0; i < lobes; i++) {
    const y = 170 - i * (300 / lobes);
    const wide = 190 * Math.sin(((i + 1.4) / (lobes + 1)) * Math.PI) + 20;
    art += path(
      `M0 ${y + 34}C${-wide * 0.6} ${y + 46} ${-wide} ${y + 6} ${-wide * 0.9} ${y - 44}C${-wide * 0.6} ${y - 8} ${-wide * 0.3} ${y} 0 ${y + 4}C${wide * 0.3} ${y} ${wide * 0.6} ${y - 8} ${wide * 0.9} ${y - 44}C${wide} ${y + 6} ${wide * 0.6} ${y + 46} 0 ${y + 34}Z`,
      milk,
    );
  }
  art +=
    path(
      "M0 -120C-44 -170 -96 -150 -76 -104C-60 -70 -20 -50 0 -34C20 -50 60 -70 76 -104C96 -150 44 -170 0 -120Z",
      milk,
    ) + path("M0 -34V206", stroke(crema, 7));
  sheet.add(group(`translate(${at[0]} ${at[1]}) rotate(${rng.range(-40, 40)}) scale(1.04)`, art));
  for (let i = 0; i < 26; i++)
    sheet.add(
      circle(
        polar(at, rng.range(236, 258), rng.range(0, TAU)),
        rng.range(2, 7),
        stroke("#fff3df", 2, { opacity: 0.5 }),
      ),
    );
  sheet.add(
    group(
      `translate(${at[0] - 330} ${at[1] + 190}) rotate(-36)`,
      ellipse([0, 0, 60, 34], "#c9ccd2") + rect([40, -8, 240, 16], { fill: "#b7bac2", rx: 8 }),
    ),
  );
  sheet.vignette(0.22);
}

function drawBreakfast(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.fill(oklch(0.9, 0.04, rng.pick([230, 60, 150])));
  const red = { fill: oklch(0.7, 0.12, 25), opacity: 0.22 };
  for (let x = 0; x < w; x += 120) sheet.add(rect([x, 0, 60, h], red));
  for (let y = 0; y < h; y += 120) sheet.add(rect([0, y, w, 60], red));
  const at: Point = [w / 2, h / 2];
  dish(sheet, { at, size: 410, rim: "#fdfbf6", inside: "#f4efe5" });
  for (const side of [-1, 1]) {
    const [x, y] = [at[0] - 60 + side * 96, at[1] - 90 + side * 36];
    const white = curveThrough(
      Array.from({ length: 12 }, (_, i) => polar([x, y], rng.range(100, 140), (i / 12) * TAU)),
      true,
    );
    sheet.add(
      path(white, { fill: "#ffffff", stroke: "#e9d9b8", "stroke-width": 5 }) +
        circle([x, y], 52, oklch(0.79, 0.17, 72)) +
        circle([x - 14, y - 16], 15, { fill: "#ffffff", opacity: 0.6 }),
    );
  }
  for (let i = 0; i < 2; i++) {
    const points = Array.from(
      { length: 9 },
      (_, k): Point => [at[0] - 250 + k * 62, at[1] + 160 + i * 74 + (k % 2 ? 20 : -16)],
    );
    sheet.add(
      path(curveThrough(points), stroke(oklch(0.5, 0.15, 28), 58)) +
        path(curveThrough(points), stroke(oklch(0.84, 0.07, 45), 14)),
    );
  }
  for (let i = 0; i < 4; i++) {
    const [x, y] = [at[0] + 210 + (i % 2) * 60, at[1] - 130 + i * 62];
    sheet.add(
      circle([x, y], 44, oklch(0.6, 0.19, 28)) +
        path(`M${x} ${y - 40}l-12 -14m12 14l0 -20m0 20l14 -12`, stroke(oklch(0.5, 0.12, 145), 7)),
    );
  }
  sheet.add(
    group(
      `translate(${at[0] - 510} ${at[1]})`,
      rect([-10, -40, 20, 320], { fill: "#bfc3ca", rx: 10 }) +
        [-24, -8, 8, 24]
          .map((x) => rect([x - 4, -230, 8, 150], { fill: "#bfc3ca", rx: 4 }))
          .join("") +
        rect([-28, -100, 56, 70], { fill: "#bfc3ca", rx: 24 }),
    ),
  );
  sheet.add(
    polygon(
      [
        [at[0] + 500, at[1] - 230],
        [at[0] + 530, at[1] - 120],
        [at[0] + 520, at[1] + 40],
        [at[0] + 500, at[1] + 40],
      ],
      "#c6cad1",
    ) + rect([at[0] + 500, at[1] + 40, 20, 240], { fill: "#8b6a4a", rx: 8 }),
  );
  sheet.vignette(0.15);
}
