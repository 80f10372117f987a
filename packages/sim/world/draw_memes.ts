// Pictures with words: captions, comics, posters.
import { blend, oklch } from "./colour.ts";
import { drawAcacia, drawGiraffe, hillLine } from "./draw_savannah.ts";
import { letters, lettersWidth, wrapLetters } from "./lettering.ts";
import type { Motif } from "./motif.ts";
import type { Rng } from "./seed.ts";
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
} from "./sheet.ts";

/** Memes and comics. */
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
  {
    name: "four panels",
    kind: "graphic",
    shapes: ["square", "upright", "wide"],
    tags: ["comics", "funny", "giraffe"],
    titles: [
      "I draw a giraffe every day (day 214)",
      "Small talk",
      "A short comic about a long animal",
      "Part one of one",
    ],
    draw: drawComic,
  },
  {
    name: "motivation poster",
    kind: "graphic",
    shapes: ["wide", "square"],
    tags: ["meme", "funny", "art"],
    titles: [
      "New poster in the break room",
      "HR asked me to take it down",
      "Words to nap by",
      "Framed it. Twice",
    ],
    draw: drawPoster,
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

/** A giraffe's head and neck that reach 700 units up from (0, 0). */
function giraffeBust(rng: Rng): string {
  const [hide, patch] = [oklch(0.82, 0.11, 82), oklch(0.5, 0.1, 52)];
  let figure = path("M-110 300L-82 -260C-50 -310 50 -310 82 -260L110 300Z", hide);
  for (let i = 0; i < 13; i++)
    figure += ellipse([(i % 3) * 58 - 58 + rng.range(-6, 6), -180 + i * 36, 27, 22], patch);
  for (const side of [-1, 1]) {
    figure +=
      path(`M${side * 44} -560L${side * 52} -650`, stroke(hide, 22)) +
      circle([side * 53, -656], 22, patch);
    figure += group(
      `translate(${side * 96} -490) rotate(${side * 16})`,
      ellipse([side * 70, 0, 78, 28], hide),
    );
  }
  figure += path(
    "M-104 -480C-112 -570 -60 -602 0 -602C60 -602 112 -570 104 -480C100 -400 84 -350 76 -300C60 -250 -60 -250 -76 -300C-84 -350 -100 -400 -104 -480Z",
    hide,
  );
  figure +=
    ellipse([0, -306, 104, 76], oklch(0.92, 0.06, 85)) +
    ellipse([-36, -340, 10, 14], patch) +
    ellipse([36, -340, 10, 14], patch);
  figure += rng.chance(0.5)
    ? path("M-50 -286Q0 -250 50 -286", stroke(patch, 8))
    : path("M-46 -276Q0 -300 46 -276", stroke(patch, 8));
  for (const side of [-1, 1])
    figure +=
      circle([side * 62, -456], 42, "#ffffff") +
      circle([side * 62 + 6, -450], 25, "#20140c") +
      circle([side * 62 + 14, -460], 9, "#ffffff") +
      rect([side * 62 - 46, -504, 92, 28], hide);
  return figure;
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

const TALKS: readonly (readonly [string, string, string, string])[] = [
  ["Nice weather up there?", "Same as yours.", "Just earlier.", "…"],
  ["What's for lunch?", "Leaves.", "And for dinner?", "You'll never guess."],
  ["I have a sore throat.", "Oh no. How bad?", "Very.", "It's a long story."],
  ["Do you like heights?", "Never thought about it.", "And lows?", "Haven't met any."],
  ["Can you keep a secret?", "I can.", "I am afraid of birds.", "They know."],
  ["You are late.", "Traffic.", "There is no traffic here.", "I was the traffic."],
];

function drawComic(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.1;
  sheet.fill("#fdfbf5");
  const talk = rng.pick(TALKS);
  const hue = rng.range(0, 360);
  const gap = 26;
  const [pw, ph] = [(w - gap * 3) / 2, (h - gap * 3) / 2];
  talk.forEach((line, i) => {
    const [x, y] = [gap + (i % 2) * (pw + gap), gap + Math.floor(i / 2) * (ph + gap)];
    comicPanel(sheet, { box: [x, y, pw, ph], line, step: i, hue });
  });
}

function comicPanel(
  sheet: Sheet,
  panel: {
    box: readonly [number, number, number, number];
    line: string;
    step: number;
    hue: number;
  },
): void {
  const [x, y, w, h] = panel.box;
  const clip = sheet.clip(rect(panel.box, "#000"));
  const ink = "#22202a";
  let scene =
    rect(panel.box, oklch(0.9, 0.075, panel.hue + panel.step * 22)) +
    circle([x + w * 0.84, y + h * 0.5], 46, "#fff6d6");
  scene += rect([x, y + h * 0.86, w, h], oklch(0.72, 0.12, panel.hue + 90));
  const figure = (at: number, flip: number, hide: string) =>
    group(
      `translate(${at} ${y + h * 0.9}) scale(${flip * h * 0.56} ${h * 0.56})`,
      path(
        "M-.2 -.42C-.2 -.54 .02 -.5 .08 -.66L.2 -.95C.24 -1.02 .4 -.94 .42 -.86C.4 -.82 .3 -.84 .28 -.8L.17 -.46C.15 -.36 .1 -.34 0 -.33L-.14 -.34C-.19 -.36 -.2 -.38 -.2 -.42Z",
        { fill: hide, stroke: ink, "stroke-width": 0.018, "stroke-linejoin": "round" },
      ) +
        path(
          "M-.16 -.35V0M-.09 -.34V0M.06 -.34V0M.12 -.36V0M.25 -.98V-1.05M.3 -.98V-1.05",
          stroke(ink, 0.026),
        ) +
        circle([0.305, -0.905], 0.02, ink) +
        circle([-0.08, -0.44], 0.035, { fill: ink, opacity: 0.25 }) +
        circle([0.02, -0.42], 0.03, { fill: ink, opacity: 0.25 }) +
        circle([0.13, -0.62], 0.025, { fill: ink, opacity: 0.25 }),
    );
  const left = panel.step % 2 === 0;
  scene +=
    figure(x + w * 0.24, 1, oklch(0.84, 0.12, 82)) +
    figure(x + w * 0.76, -1, oklch(0.8, 0.1, panel.hue + 200));
  const size = Math.min(30, h * 0.066);
  const lines = wrapLetters(panel.line, { size, width: w * 0.62 });
  const wide = Math.max(...lines.map((text) => lettersWidth(text, size))) + size * 2;
  const tall = lines.length * size * 1.75 + size * 1.1;
  const bx = left ? x + w * 0.05 : x + w * 0.95 - wide;
  const by = y + h * 0.06;
  const tip: Point = [left ? x + w * 0.42 : x + w * 0.58, y + h * 0.4];
  const foot = left ? bx + wide * 0.62 : bx + wide * 0.38;
  const bubble = { fill: "#ffffff", stroke: ink, "stroke-width": 4 };
  scene +=
    rect([bx, by, wide, tall], { ...bubble, rx: 24 }) +
    polygon([[foot - 14, by + tall - 3], [foot + 16, by + tall - 3], tip], bubble) +
    rect([foot - 13, by + tall - 8, 28, 7], "#ffffff");
  lines.forEach((text, i) => {
    scene += letters(text, [bx + wide / 2, by + size * 1.65 + i * size * 1.75], {
      size,
      colour: ink,
      anchor: "middle",
    });
  });
  sheet.add(`<g clip-path="${clip}">${scene}</g>${rect(panel.box, stroke(ink, 7))}`);
}

const VIRTUES: readonly (readonly [string, string])[] = [
  ["PATIENCE", "The leaves will still be there. You will still be tall."],
  ["PERSPECTIVE", "Most things are small from up here."],
  ["BACKUPS", "You will only need them once. Today."],
  ["TEAMWORK", "Together we can look over this wall even more."],
  ["FOCUS", "Oh, a butterfly."],
  ["REST", "Rome was not built by tired people. Well, it was, but still."],
];

function drawPoster(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.2;
  sheet.fill("#0c0c0e");
  const [word, line] = rng.pick(VIRTUES);
  const box = [w * 0.12, h * 0.08, w * 0.76, h * 0.58] as const;
  const clip = sheet.clip(rect(box, "#000"));
  const hue = rng.pick([30, 60, 260, 330, 200]);
  const sky = sheet.linear([
    [0, oklch(0.3, 0.1, hue + 60)],
    [1, oklch(0.84, 0.12, hue)],
  ]);
  let scene = rect(box, sky) + circle([w * 0.58, h * 0.46], 90, "#fff3d2");
  for (let i = 0; i < 3; i++)
    scene += path(
      below(hillLine(sheet, { y: h * (0.5 + i * 0.06), rise: 60 - i * 16, scale: 2.4 }), h),
      blend(oklch(0.6, 0.1, hue), "#120d14", 0.35 + i * 0.3),
    );
  sheet.add(`<g clip-path="${clip}">${scene}</g>`);
  drawGiraffe(sheet, {
    foot: [w * 0.34, h * 0.655],
    size: h * 0.34,
    colour: "#0c0a0e",
    flip: false,
  });
  sheet.add(
    rect([box[0], h * 0.655, box[2], h * 0.006], "#0c0a0e") +
      rect([box[0] - 8, box[1] - 8, box[2] + 16, box[3] + 16], stroke("#ece7da", 3)),
  );
  const size = Math.min(76, (76 * w * 0.8) / lettersWidth(word, 110));
  sheet.add(
    letters(word.split("").join(" "), [w / 2, h * 0.82], {
      size,
      colour: "#f3ecdc",
      anchor: "middle",
      weight: 0.1,
    }),
  );
  wrapLetters(line, { size: 28, width: w * 0.8 }).forEach((text, i) => {
    sheet.add(
      letters(text, [w / 2, h * 0.9 + i * 50], {
        size: 28,
        colour: "#b9b3a6",
        anchor: "middle",
        weight: 0.11,
      }),
    );
  });
}
