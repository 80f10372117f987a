// Comics and posters.
import { blend, oklch } from "../colour.ts";
import { letters, lettersWidth, wrapLetters } from "../lettering.ts";
import type { Motif } from "../motif.ts";
import {
  below,
  circle,
  group,
  type Point,
  path,
  polygon,
  rect,
  type Sheet,
  stroke,
} from "../sheet.ts";
import { drawGiraffe, hillLine } from "./scenery.ts";

/** Comics. */
export const COMIC_MOTIFS: readonly Motif[] = [
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
