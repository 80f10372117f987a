// What grows in a pot.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import {
  circle,
  curveThrough,
  ellipse,
  group,
  type Point,
  path,
  rect,
  type Sheet,
  stroke,
} from "../sheet.ts";

/** Plants in pots. */
export const POT_MOTIFS: readonly Motif[] = [
  {
    name: "cactus",
    kind: "graphic",
    shapes: ["upright", "square", "tall"],
    tags: ["plants", "art", "funny"],
    titles: [
      "Free hugs",
      "Low maintenance, high drama",
      "Watered once in 2019, thriving",
      "Looks sharp",
    ],
    draw: drawCactus,
  },
  {
    name: "bonsai",
    kind: "graphic",
    shapes: ["square", "upright"],
    tags: ["plants", "art", "zen"],
    titles: [
      "34 years old, still fits on a desk",
      "Patience, in a pot",
      "Tiny tree, big opinions",
      "He was repotted today and took it well",
    ],
    draw: drawBonsai,
  },
];

function drawCactus(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([20, 60, 350, 85, 200]);
  sheet.grain = 0.2;
  sheet.fill(oklch(0.86, 0.08, hue));
  sheet.add(circle([w * 0.5, h * 0.46], 360, oklch(0.93, 0.06, hue + 20)));
  const x = w / 2;
  const base = h * 0.74;
  const green = oklch(0.56, 0.11, rng.pick([155, 145, 170]));
  const tall = h * 0.46;
  const column = (left: number, box: { top: number; wide: number; foot: number }) => {
    let shape = rect([left - box.wide / 2, box.top, box.wide, box.foot - box.top], {
      fill: green,
      rx: box.wide / 2,
    });
    for (let i = 1; i < 5; i++)
      shape += path(
        `M${left - box.wide / 2 + (box.wide * i) / 5} ${box.top + box.wide * 0.3}V${box.foot - 10}`,
        stroke(blend(green, "#0a2a1a", 0.3), 5),
      );
    for (let y = box.top + 40; y < box.foot - 10; y += 44)
      for (let i = 1; i < 5; i++)
        shape += path(
          `M${left - box.wide / 2 + (box.wide * i) / 5} ${y + (i % 2) * 20}l-9 -9m9 9l9 -9`,
          stroke("#fff8e6", 3.4),
        );
    return shape;
  };
  for (const side of rng.chance(0.5) ? [-1, 1] : [1]) {
    const y = base - tall * (side > 0 ? 0.5 : 0.36);
    sheet.add(path(`M${x} ${y}H${x + side * 150}V${y - 130}`, stroke(green, 74)));
    sheet.add(column(x + side * 150, { top: y - 220, wide: 74, foot: y + 10 }));
  }
  sheet.add(column(x, { top: base - tall, wide: 190, foot: base + 60 }));
  const bloom = oklch(0.68, 0.2, rng.pick([0, 20, 340]));
  for (let i = 0; i < 7; i++)
    sheet.add(
      group(
        `translate(${x} ${base - tall + 6}) rotate(${-66 + i * 22})`,
        path(
          "M0 0C24 -24 24 -74 0 -96C-24 -74 -24 -24 0 0Z",
          i % 2 ? bloom : blend(bloom, "#ffffff", 0.3),
        ),
      ),
    );
  const pot = oklch(0.62, 0.14, rng.pick([40, 250, 30]));
  sheet.add(
    path(`M${x - 190} ${base}H${x + 190}L${x + 150} ${base + 210}H${x - 150}Z`, pot) +
      rect([x - 210, base - 20, 420, 62], { fill: blend(pot, "#ffffff", 0.14), rx: 8 }),
  );
  for (const side of [-1, 1])
    sheet.add(
      circle([x + side * 56, base + 108], 12, "#2b1a16") +
        ellipse([x + side * 92, base + 132, 22, 12], { fill: "#ff8f8f", opacity: 0.5 }),
    );
  sheet.add(
    path(
      `M${x - 24} ${base + 128}Q${x} ${base + 152} ${x + 24} ${base + 128}`,
      stroke("#2b1a16", 8),
    ),
  );
  sheet.add(rect([0, base + 205, w, h], oklch(0.72, 0.1, hue)));
}

function drawBonsai(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const ground = rng.pick([85, 30, 200, 150]);
  sheet.grain = 0.2;
  sheet.fill(oklch(0.92, 0.04, ground));
  sheet.add(circle([w * 0.5, h * 0.42], 330, oklch(0.7, 0.15, rng.pick([30, 45, 15]))));
  const [x, y] = [w / 2, h * 0.76];
  const bark = oklch(0.36, 0.06, 45);
  const trunk: Point[] = [
    [x + 30, y],
    [x - 30, y - 110],
    [x + 60, y - 220],
    [x - 20, y - 330],
    [x + 20, y - 430],
  ];
  sheet.add(
    path(curveThrough(trunk), stroke(bark, 54)) +
      path(curveThrough(trunk.slice(2)), stroke(bark, 36)),
  );
  const pads: [number, number, number][] = [
    [-190, -240, 150],
    [210, -300, 160],
    [-130, -400, 140],
    [40, -500, 170],
    [150, -420, 110],
  ];
  const blossom = rng.chance(0.45);
  for (const [px, py, size] of pads) {
    sheet.add(
      path(
        curveThrough([
          [x + px * 0.2, y + py + 60],
          [x + px * 0.6, y + py + 30],
          [x + px, y + py + 10],
        ]),
        stroke(bark, 20),
      ),
    );
    for (let i = 0; i < 46; i++) {
      const at: Point = [
        x + px + rng.normal() * size * 0.42,
        y + py + rng.normal() * size * 0.17 - 14,
      ];
      sheet.add(
        circle(
          at,
          rng.range(14, 30),
          blossom
            ? oklch(rng.range(0.8, 0.92), 0.09, rng.range(345, 365))
            : oklch(rng.range(0.44, 0.64), 0.11, rng.range(138, 152)),
        ),
      );
    }
  }
  const pot = oklch(0.42, 0.08, rng.pick([250, 30, 190]));
  sheet.add(
    path(`M${x - 230} ${y}H${x + 230}L${x + 190} ${y + 96}H${x - 190}Z`, pot) +
      rect([x - 250, y - 12, 500, 30], { fill: blend(pot, "#ffffff", 0.14), rx: 6 }) +
      rect([x - 180, y + 96, 50, 18], pot) +
      rect([x + 130, y + 96, 50, 18], pot),
  );
  sheet.add(ellipse([x, y - 10, 200, 18], oklch(0.48, 0.09, 140)));
  sheet.add(rect([0, y + 112, w, h], oklch(0.8, 0.05, ground)));
}
