// Wide land without much on it.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { below, circle, curveThrough, type Point, path, type Sheet, stroke } from "../sheet.ts";
import { hillLine } from "./scenery.ts";

/** Dunes and hills. */
export const PLAIN_MOTIFS: readonly Motif[] = [
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
];

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
