// Places that are not there.
import { oklch } from "../colour.ts";
import { letters } from "../lettering.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
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

/** Maps. */
export const MAP_MOTIFS: readonly Motif[] = [
  {
    name: "metro map",
    kind: "graphic",
    shapes: ["square", "wide", "upright"],
    tags: ["maps", "design", "data"],
    titles: [
      "Public transport in my head",
      "Fantasy map: all lines meet at the bakery",
      "If our village had a metro (it has one bus)",
    ],
    draw: drawMetroMap,
  },
  {
    name: "old map",
    kind: "photo",
    rich: true,
    shapes: ["wide", "square", "upright"],
    tags: ["maps", "art", "fantasy"],
    titles: [
      "Here be giraffes",
      "Drew the island from the story my dad tells",
      "Map for the next campaign",
      "X marks where I lost my keys",
    ],
    draw: drawOldMap,
  },
];

const STATIONS = [
  "Bakery",
  "Old Oak",
  "Museum",
  "Teapot",
  "Nowhere",
  "North Neck",
  "Leafgate",
  "Canal",
  "Sofa",
  "Quiet St",
  "Harbour",
  "Moon Sq",
];

function drawMetroMap(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.05;
  const dark = rng.chance(0.3);
  const [paper, ink] = dark ? ["#1b1e27", "#f0efe9"] : ["#faf8f2", "#23242c"];
  sheet.fill(paper);
  const river = Array.from(
    { length: 7 },
    (_, i): Point => [
      (w * (i - 0.2)) / 5.6,
      h * (0.62 + 0.12 * Math.sin(i * 1.3)) + rng.range(-40, 40),
    ],
  );
  sheet.add(path(curveThrough(river), stroke(dark ? "#2a3a52" : "#cfe3ef", 74)));
  const names = rng.shuffle(STATIONS);
  const step = 100;
  const snap = (value: number) => Math.round(value / step) * step;
  const hues = rng.shuffle([20, 60, 95, 145, 200, 250, 300, 340]);
  for (let line = 0; line < 6; line++) {
    const colour = oklch(0.66, 0.17, hues[line] as number);
    let at: Point = [snap(rng.range(0.05, 0.3) * w), snap(rng.range(0.16, 0.9) * h)];
    const stops: Point[] = [at];
    let heading = rng.pick([0, 1, -1]);
    while (at[0] < w - step && stops.length < 22) {
      heading = rng.chance(0.3) ? rng.pick([0, 1, -1]) : heading;
      const y = at[1] + heading * step;
      at = [at[0] + step, y < h * 0.15 || y > h * 0.93 ? at[1] : y];
      stops.push(at);
    }
    sheet.add(
      path(
        stops.map(([x, y], i) => `${i ? "L" : "M"}${x} ${y + line * 3}`).join(""),
        stroke(colour, 17),
      ),
    );
    stops.forEach(([x, y], i) => {
      if (i % 2 === 0)
        sheet.add(
          circle([x, y + line * 3], 15, paper) + circle([x, y + line * 3], 13, stroke(ink, 5)),
        );
      if (i % 6 === 2 && line < 3)
        sheet.add(
          letters(names[(line * 3 + i) % names.length] as string, [x + 20, y - 24], {
            size: 22,
            colour: ink,
            weight: 0.15,
          }),
        );
    });
  }
  sheet.add(letters("TRANSIT OF NECK CITY", [60, 92], { size: 40, colour: ink, weight: 0.16 }));
}

function drawOldMap(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const [a, b] = [makeCloudNoise(rng.int(0, 1e9), 5), makeCloudNoise(rng.int(0, 1e9), 4)];
  const [cx, cy] = [w / 2000, h / 2000];
  const land = (x: number, y: number) =>
    a(x * 2.6, y * 2.6) + 0.34 - Math.hypot((x - cx) / (cx * 1.5), (y - cy) / (cy * 1.4)) * 0.62;
  sheet.paint((x, y) => {
    const level = land(x, y);
    const stain = b(x * 3, y * 3) * 30;
    if (level > 0.5)
      return [
        236 - stain - (level - 0.5) * 120,
        214 - stain - (level - 0.5) * 90,
        164 - stain - (level - 0.5) * 120,
      ];
    const coast = Math.max(0, 1 - (0.5 - level) * 22);
    const rings = Math.sin((0.5 - level) * 190) > 0.72 && level > 0.36 ? 24 : 0;
    return [
      196 - stain - coast * 60 - rings,
      196 - stain - coast * 50 - rings,
      168 - stain - coast * 20 - rings,
    ];
  }, 300);
  const ink = "#4a321c";
  drawMapSigns(sheet, { land, ink });
  drawCompassRose(sheet, ink);
  const name = rng.pick(["ISLE OF NECKS", "THE LONG SHORE", "TERRA INCOGNITA", "LOST KEYS BAY"]);
  sheet.add(
    ellipse([w * 0.5, h * 0.09, 380, 52], { fill: "#efdcae", stroke: ink, "stroke-width": 4 }) +
      letters(name, [w * 0.5, h * 0.09 + 18], {
        size: 38,
        colour: ink,
        anchor: "middle",
        weight: 0.12,
      }),
  );
  sheet.add(
    path(
      `M${w * 0.4} ${h * 0.6}q60 -70 130 -30t150 -40`,
      stroke("#a3281e", 7, { "stroke-dasharray": "18 16" }),
    ) + path(`M${w * 0.4 + 262} ${h * 0.6 - 88}l40 40m0 -40l-40 40`, stroke("#a3281e", 10)),
  );
  sheet.add(
    rect([24, 24, w - 48, h - 48], stroke(ink, 6)) + rect([38, 38, w - 76, h - 76], stroke(ink, 2)),
  );
  sheet.grain = 0.5;
  sheet.vignette(0.4);
}

function drawMapSigns(
  sheet: Sheet,
  map: { land: (x: number, y: number) => number; ink: string },
): void {
  const { width: w, height: h, rng } = sheet;
  const { land, ink } = map;
  for (let i = 0; i < 420; i++) {
    const [x, y] = [rng.range(0, w), rng.range(0, h)];
    const level = land(x / 1000, y / 1000);
    if (level > 0.66)
      sheet.add(
        path(
          `M${x - 26} ${y + 20}L${x} ${y - 26}L${x + 26} ${y + 20}M${x} ${y - 26}L${x + 6} ${y + 8}`,
          { ...(stroke(ink, 4) as object), fill: "#d8bf8c" },
        ),
      );
    else if (level > 0.56 && rng.chance(0.6))
      sheet.add(
        circle([x, y], 12, { ...(stroke(ink, 3) as object), fill: "#9aa86a" }) +
          path(`M${x} ${y + 12}v12`, stroke(ink, 4)),
      );
    else if (level < 0.3 && rng.chance(0.12))
      sheet.add(path(`M${x - 22} ${y}q11 -14 22 0q11 -14 22 0`, stroke(ink, 3, { opacity: 0.5 })));
  }
}

function drawCompassRose(sheet: Sheet, ink: string): void {
  const rose: Point = [sheet.width * 0.87, sheet.height * 0.82];
  for (let i = 0; i < 8; i++)
    sheet.add(
      group(
        `translate(${rose[0]} ${rose[1]}) rotate(${i * 45})`,
        path(`M0 0L${i % 2 ? 12 : 18} -20L0 ${i % 2 ? -64 : -104}Z`, ink) +
          path(`M0 0L${i % 2 ? -12 : -18} -20L0 ${i % 2 ? -64 : -104}Z`, {
            ...(stroke(ink, 3) as object),
            fill: "#e8d4a2",
          }),
      ),
    );
  sheet.add(
    circle(rose, 66, stroke(ink, 3)) +
      letters("N", [rose[0], rose[1] - 116], { size: 30, colour: ink, anchor: "middle" }),
  );
}
