// Pictures with words on them.
import { oklch } from "../colour.ts";
import { letters, lettersWidth, wrapLetters } from "../lettering.ts";
import type { Motif } from "../motif.ts";
import {
  below,
  circle,
  ellipse,
  group,
  type Point,
  path,
  polygon,
  rect,
  type Sheet,
  stroke,
} from "../sheet.ts";
import { giraffeBust } from "./giraffe_bust.ts";
import { drawAcacia, drawGiraffe, hillLine } from "./scenery.ts";

/** Memes. */
export const MEME_MOTIFS: readonly Motif[] = [
  {
    name: "caption meme",
    kind: "graphic",
    shapes: ["square", "wide", "upright"],
    tags: ["meme", "funny"],
    titles: [
      "Every. Single. Time.",
      "I feel seen",
      "This one's for the backend people",
      "It me",
      "Accurate",
      "Found in the wild",
    ],
    draw: drawCaptionMeme,
  },
  {
    name: "two buttons",
    kind: "graphic",
    shapes: ["upright", "square"],
    tags: ["meme", "funny"],
    titles: [
      "Decisions, decisions",
      "A tale as old as time",
      "The struggle continues",
      "Me at the self-checkout",
    ],
    draw: drawTwoChoices,
  },
];

const CAPTIONS: readonly (readonly [string, string])[] = [
  ["ONE DOES NOT SIMPLY", "EAT JUST ONE LEAF"],
  ["I CAME FOR ONE PICTURE", "THREE HOURS AGO"],
  ["IT WORKS ON MY", "SAVANNAH"],
  ["TOP LEAVES", "ALWAYS WORTH THE NECK"],
  ["WHEN THE WIFI RETURNS", "AND NOBODY NOTICED YOU LEFT"],
  ["NOBODY:", "ME AT 3 AM: DO GIRAFFES HUM?"],
  ["SAID I'D BE THERE IN FIVE", "DIDN'T SAY FIVE WHAT"],
  ["BACKED UP MY DATA", "BACKED UP MY BACKUP"],
  ["MONDAY", "AGAIN, REALLY?"],
  ["DELETED 400 PHOTOS", "TOOK 401 NEW ONES"],
];

/** White capitals with a black edge, as wide as they may be. */
export function caption(text: string, at: Point, room: { width: number; size: number }): string {
  const size = Math.min(room.size, (room.size * room.width) / lettersWidth(text, room.size));
  return letters(text, at, {
    size,
    colour: "#ffffff",
    outline: "#0b0b0b",
    weight: 0.19,
    anchor: "middle",
  });
}

function drawCaptionMeme(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.2;
  const [top, bottom] = rng.pick(CAPTIONS);
  rng.pick([sunburst, savannahPanel, thinker])(sheet);
  sheet.add(caption(top, [w / 2, h * 0.04 + 84], { width: w * 0.9, size: 84 }));
  sheet.add(caption(bottom, [w / 2, h * 0.95], { width: w * 0.9, size: 84 }));
}

function sunburst(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  for (let i = 0; i < 12; i++)
    sheet.add(
      group(
        `translate(${w / 2} ${h / 2}) rotate(${i * 30})`,
        polygon(
          [
            [0, 0],
            [340, -1270],
            [-340, -1270],
          ],
          oklch(i % 2 ? 0.62 : 0.74, 0.16, hue + (i % 3) * 50),
        ),
      ),
    );
  sheet.add(group(`translate(${w / 2} ${h * 0.78}) scale(.86)`, giraffeBust(rng)));
}

function savannahPanel(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([60, 30, 350]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.56, 0.13, hue + 180)],
      [0.7, oklch(0.9, 0.1, hue)],
    ]),
  );
  sheet.add(circle([w * 0.68, h * 0.52], 130, "#fff4d2"));
  const dark = oklch(0.2, 0.04, hue);
  sheet.add(path(below(hillLine(sheet, { y: h * 0.8, rise: 24 }), h), dark));
  drawAcacia(sheet, { foot: [w * 0.8, h * 0.83], size: h * 0.44, colour: dark });
  drawGiraffe(sheet, { foot: [w * 0.36, h * 0.84], size: h * 0.56, colour: dark, flip: false });
}

function thinker(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.fill(
    sheet.radial([
      [0, oklch(0.78, 0.1, rng.range(0, 360))],
      [1, oklch(0.42, 0.1, rng.range(0, 360))],
    ]),
  );
  const fur = oklch(0.7, 0.13, 62);
  const figure =
    path("M-300 420C-320 160 -200 40 0 30C200 40 320 160 300 420Z", fur) +
    [-1, 1]
      .map(
        (side) =>
          polygon(
            [
              [side * 236, -330],
              [side * 60, -230],
              [side * 220, -110],
            ],
            fur,
          ) +
          polygon(
            [
              [side * 210, -284],
              [side * 104, -222],
              [side * 200, -150],
            ],
            "#e7a59b",
          ),
      )
      .join("") +
    ellipse([0, -60, 250, 216], fur) +
    [-60, 0, 60]
      .map((x) => path(`M${x} -266L${x * 0.7} -196`, stroke(oklch(0.56, 0.13, 52), 20)))
      .join("") +
    [-1, 1]
      .map(
        (side) =>
          ellipse([side * 100, -80, 62, 30], "#fdfdf6") +
          ellipse([side * 104, -78, 18, 27], "#141414") +
          path(`M${side * 40} -118L${side * 160} -104`, stroke(oklch(0.5, 0.12, 50), 16)),
      )
      .join("") +
    path("M-26 -6H26L0 24Z", "#c9766c") +
    path("M0 24V44M-50 56Q0 30 50 56", stroke("#4a2a1a", 8));
  sheet.add(group(`translate(${w / 2} ${h * 0.58})`, figure));
}

const CHOICES: readonly (readonly [string, string])[] = [
  ["Sleep at ten like a grown-up", "One more chapter"],
  ["Name the file properly", "final_final_2_REALLY.png"],
  ["Read the manual", "Press every button"],
  ["A salad", "The salad, but it is cake"],
  ["Close some of the 140 tabs", "Open a tab about closing tabs"],
  ["Sort the photos", "Take more photos"],
];

function drawTwoChoices(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.15;
  const hue = rng.range(0, 360);
  const [no, yes] = rng.pick(CHOICES);
  [no, yes].forEach((text, i) => {
    const y = i * (h / 2);
    const ground = oklch(0.84, 0.1, hue + i * 90);
    sheet.add(rect([0, y, w / 2, h / 2], ground) + rect([w / 2, y, w / 2, h / 2], "#fbfaf6"));
    const clip = sheet.clip(rect([0, y, w / 2, h / 2], "#000"));
    const bust = group(
      `translate(${w * 0.25} ${y + h * 0.5 - 20}) rotate(${i ? 8 : -14}) scale(${h / 1500})`,
      giraffeBust(rng) +
        (i
          ? ""
          : path("M-150 -200C-240 -260 -230 -420 -150 -470", stroke(oklch(0.82, 0.11, 82), 60))),
    );
    sheet.add(`<g clip-path="${clip}">${bust}</g>`);
    const size = 50;
    const lines = wrapLetters(text, { size, width: w / 2 - 90 });
    const start = y + h / 4 - (lines.length * size * 1.7) / 2 + size * 1.3;
    lines.forEach((line, k) => {
      sheet.add(
        letters(line, [w * 0.75, start + k * size * 1.7], {
          size,
          colour: "#1d1b20",
          anchor: "middle",
          weight: 0.14,
        }),
      );
    });
  });
  sheet.add(
    path(`M0 ${h / 2}H${w}M${w / 2} 0V${h}`, stroke("#1d1b20", 10)) +
      rect([5, 5, w - 10, h - 10], stroke("#1d1b20", 10)),
  );
}
