// Data, more or less serious.
import { blend, oklch } from "../colour.ts";
import { letters } from "../lettering.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise } from "../seed.ts";
import {
  circle,
  curveThrough,
  type Point,
  path,
  polar,
  rect,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";
import { makePalette } from "./palette.ts";

/** Charts. */
export const CHART_MOTIFS: readonly Motif[] = [
  {
    name: "bar chart",
    kind: "graphic",
    shapes: ["wide", "square"],
    tags: ["data", "funny", "infographics"],
    titles: [
      "I tracked this for a year so that you don't have to",
      "Sample size: my flat",
      "The data is in",
      "[OC] My cat's mornings, visualised",
    ],
    draw: drawBars,
  },
  {
    name: "line chart",
    kind: "graphic",
    shapes: ["wide", "screen"],
    tags: ["data", "infographics"],
    titles: [
      "Number goes up (it is the laundry)",
      "[OC] Coffee against commits",
      "Correlation, and I'd like to think causation",
      "A decade of one houseplant",
    ],
    draw: drawLines,
  },
  {
    name: "pie chart",
    kind: "graphic",
    shapes: ["square", "wide"],
    tags: ["data", "funny"],
    titles: [
      "How I spent my Sunday",
      "The only honest pie chart",
      "Made a chart about the pie. Ate the pie",
    ],
    draw: drawPie,
  },
];

const BARS: readonly { title: string; names: readonly string[] }[] = [
  { title: "WHAT MY CAT DID TODAY", names: ["slept", "ate", "stared", "slept", "chaos"] },
  { title: "REASONS I AM LATE", names: ["bus", "cat", "keys", "one tab", "time"] },
  { title: "HEIGHT, APPROXIMATELY", names: ["me", "door", "bus", "giraffe", "ego"] },
  { title: "CUPS OF TEA A DAY", names: ["Mon", "Tue", "Wed", "Thu", "Fri", "rain"] },
  { title: "PHOTOS ON MY PHONE", names: ["food", "sky", "cat", "blurry", "people"] },
];

function frame(
  sheet: Sheet,
  title: string,
): {
  ink: string;
  paper: string;
  box: readonly [number, number, number, number];
  palette: readonly string[];
} {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.05;
  const palette = makePalette(rng);
  const dark = rng.chance(0.35);
  const [paper, ink] = dark
    ? ["#191b22", "#ece9e2"]
    : [blend(palette[0], "#ffffff", 0.4), "#22232b"];
  sheet.fill(paper);
  sheet.add(
    letters(title, [90, 122], { size: 46, colour: ink, weight: 0.16 }) +
      letters("source: trust me. n = 1", [90, h - 46], {
        size: 19,
        colour: blend(paper, ink, 0.5),
      }),
  );
  return {
    ink,
    paper,
    palette: [
      palette[2],
      palette[3],
      palette[4],
      blend(palette[2], palette[4], 0.5),
      oklch(0.7, 0.12, 150),
    ],
    box: [110, 210, w - 220, h - 380],
  };
}

function drawBars(sheet: Sheet): void {
  const { rng } = sheet;
  const { title, names } = rng.pick(BARS);
  const { ink, paper, box, palette } = frame(sheet, title);
  const [x, y, w, h] = box;
  for (let i = 0; i <= 4; i++)
    sheet.add(path(`M${x} ${y + (h * i) / 4}H${x + w}`, stroke(blend(paper, ink, 0.2), 2)));
  names.forEach((name, i) => {
    const step = w / names.length;
    const tall = h * rng.range(0.16, 0.98);
    const left = x + i * step + step * 0.16;
    sheet.add(
      rect([left, y + h - tall, step * 0.68, tall], {
        fill: palette[i % palette.length] as string,
        rx: 12,
      }),
    );
    sheet.add(
      letters(name, [left + step * 0.34, y + h + 58], { size: 29, colour: ink, anchor: "middle" }) +
        letters(String(Math.round((tall / h) * 24)), [left + step * 0.34, y + h - tall - 16], {
          size: 27,
          colour: ink,
          anchor: "middle",
          weight: 0.16,
        }),
    );
  });
}

function drawLines(sheet: Sheet): void {
  const { rng } = sheet;
  const { ink, paper, box, palette } = frame(
    sheet,
    rng.pick([
      "TABS OPEN, BY HOUR",
      "PLANT MOOD OVER TIME",
      "COFFEE AND COMMITS",
      "PILE OF LAUNDRY, IN CM",
    ]),
  );
  const [x, y, w, h] = box;
  for (let i = 0; i <= 5; i++) {
    sheet.add(
      path(`M${x} ${y + (h * i) / 5}H${x + w}`, stroke(blend(paper, ink, 0.16), 2)) +
        letters(String(100 - i * 20), [x - 20, y + (h * i) / 5 + 8], {
          size: 19,
          colour: blend(paper, ink, 0.6),
          anchor: "end",
        }),
    );
  }
  for (let line = 0; line < 3; line++) {
    const noise = makeCloudNoise(rng.int(0, 1e9), 4);
    const slope = rng.range(-0.3, 0.5);
    const points = Array.from({ length: 46 }, (_, i): Point => {
      const level = Math.min(
        0.96,
        Math.max(0.04, 0.5 + slope * (i / 45 - 0.5) + (noise(i / 7, line) - 0.5) * 1.2),
      );
      return [x + (w * i) / 45, y + h * (1 - level)];
    });
    const colour = palette[line] as string;
    const curve = curveThrough(points);
    if (line === 0)
      sheet.add(
        path(
          `${curve}L${x + w} ${y + h}L${x} ${y + h}Z`,
          sheet.linear([
            [0, colour, 0.5],
            [1, colour, 0.04],
          ]),
        ),
      );
    const end = points[45] as Point;
    sheet.add(path(curve, stroke(colour, 8)) + circle(end, 14, colour) + circle(end, 6, paper));
  }
  for (let i = 0; i < 7; i++)
    sheet.add(
      letters(String(2014 + i * 2), [x + (w * i) / 6, y + h + 54], {
        size: 24,
        colour: ink,
        anchor: "middle",
      }),
    );
}

function drawPie(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const choices = [
    ["HOW I SPENT SUNDAY", ["sofa", "snacks", "thinking about a walk", "the walk"]],
    ["WHAT GIRAFFES THINK OF", ["leaves", "more leaves", "water", "birds"]],
    ["WHERE THE SOCKS GO", ["dryer", "bed", "another dimension", "the dog"]],
  ] as const;
  const [title, names] = rng.pick(choices);
  const { ink, paper, palette } = frame(sheet, title);
  const at: Point = [w > h * 1.2 ? w * 0.34 : w * 0.5, h * (w > h * 1.2 ? 0.54 : 0.44)];
  const size = w > h * 1.2 ? 300 : 250;
  let turn = rng.range(0, TAU);
  const shares = names.map((_, i) => (i === 0 ? rng.range(2, 3.4) : rng.range(0.3, 1.2)));
  const sum = shares.reduce((total, share) => total + share, 0);
  shares.forEach((share, i) => {
    const angle = (share / sum) * TAU;
    const [from, to] = [polar(at, size, turn), polar(at, size, turn + angle)];
    const slice = `M${at[0]} ${at[1]}L${from[0]} ${from[1]}A${size} ${size} 0 ${angle > Math.PI ? 1 : 0} 1 ${to[0]} ${to[1]}Z`;
    sheet.add(
      path(slice, {
        fill: palette[i] as string,
        stroke: paper,
        "stroke-width": 8,
        "stroke-linejoin": "round",
      }),
    );
    turn += angle;
    const key: Point = w > h * 1.2 ? [w * 0.58, h * 0.36 + i * 92] : [w * 0.16, h * 0.73 + i * 54];
    sheet.add(
      rect([key[0], key[1] - 28, 34, 34], { fill: palette[i] as string, rx: 8 }) +
        letters(names[i] as string, [key[0] + 58, key[1] + 2], { size: 30, colour: ink }),
    );
  });
  if (rng.chance(0.5))
    sheet.add(
      circle(at, size * 0.5, paper) +
        letters("100 %", [at[0], at[1] + 18], {
          size: 38,
          colour: ink,
          anchor: "middle",
          weight: 0.16,
        }),
    );
}
