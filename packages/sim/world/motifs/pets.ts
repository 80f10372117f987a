// Those whom the internet was built for.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { circle, ellipse, group, type Point, path, polygon, type Sheet, stroke } from "../sheet.ts";
import { backdrop, eye, GROUNDS, place } from "./portrait.ts";

/** Cats and dogs. */
export const PET_MOTIFS: readonly Motif[] = [
  {
    name: "cat",
    kind: "photo",
    shapes: ["square", "upright", "square"],
    tags: ["cats", "aww", "animals"],
    titles: [
      "She heard the fridge",
      "I said one treat. We are negotiating",
      "Judge, jury, and warm laundry",
      "Void, but polite",
      "Adopted her today. She adopted the sofa",
    ],
    draw: drawCat,
    moves: true,
  },
  {
    name: "dog",
    kind: "photo",
    shapes: ["square", "upright"],
    tags: ["dog", "aww", "animals"],
    titles: [
      "He was told we're going to the park. We are going to the park",
      "Good boy, certified",
      "Waited at the door for six minutes, a whole lifetime",
      "First day of puppy school, already head of the class",
    ],
    draw: drawDog,
  },
];

interface CatCoat {
  readonly fur: string;
  readonly mark: string;
  readonly nose: string;
  readonly iris: string;
}

const CAT_COATS: readonly CatCoat[] = [
  { fur: "#26221f", mark: "#35302c", nose: "#d98c86", iris: oklch(0.86, 0.19, 118) },
  {
    fur: oklch(0.74, 0.13, 62),
    mark: oklch(0.62, 0.14, 52),
    nose: "#c96f62",
    iris: oklch(0.8, 0.16, 130),
  },
  {
    fur: oklch(0.66, 0.02, 250),
    mark: oklch(0.52, 0.02, 250),
    nose: "#b77f86",
    iris: oklch(0.83, 0.15, 90),
  },
  {
    fur: oklch(0.95, 0.015, 80),
    mark: oklch(0.84, 0.04, 70),
    nose: "#e3a19c",
    iris: oklch(0.72, 0.12, 235),
  },
];

function drawCat(sheet: Sheet): void {
  const { rng, phase } = sheet;
  backdrop(sheet, rng.pick(GROUNDS));
  const coat = rng.pick(CAT_COATS);
  const { fur, mark } = coat;
  let figure = path(
    "M-330 60C-350 -200 -250 -330 -130 -360L130 -360C250 -330 350 -200 330 60Z",
    fur,
  );
  const twitch = phase > 0.4 && phase < 0.5 ? 8 : 0;
  for (const side of [-1, 1]) {
    figure += group(
      `rotate(${side * twitch} ${side * 200} -600)`,
      polygon(
        [
          [side * 286, -820],
          [side * 64, -690],
          [side * 262, -560],
        ],
        fur,
      ) +
        polygon(
          [
            [side * 262, -770],
            [side * 118, -686],
            [side * 240, -610],
          ],
          coat.nose,
        ),
    );
  }
  figure += path(
    "M-290 -520C-300 -680 -170 -740 0 -740C170 -740 300 -680 290 -520C280 -370 150 -290 0 -290C-150 -290 -280 -370 -290 -520Z",
    fur,
  );
  for (const x of [-60, 0, 60]) figure += path(`M${x} -730L${x * 0.7} -640`, stroke(mark, 26));
  for (const side of [-1, 1]) {
    figure += path(
      `M${side * 286} -500L${side * 196} -480M${side * 280} -440L${side * 200} -440`,
      stroke(mark, 18),
    );
  }
  figure += catFace(sheet, coat);
  if (rng.chance(0.5))
    figure +=
      path("M-180 -300Q0 -220 180 -300", stroke(oklch(0.6, 0.18, 25), 30)) +
      circle([0, -246], 30, oklch(0.84, 0.14, 88));
  place(sheet, figure);
}

function catFace(sheet: Sheet, coat: CatCoat): string {
  const { rng, phase } = sheet;
  const { fur } = coat;
  const dark = blend(fur, "#000000", 0.25);
  let figure = "";
  const shut = phase > 0.8 && phase < 0.87 ? 1 : 0;
  for (const side of [-1, 1]) {
    const at: Point = [side * 122, -530];
    figure += ellipse([at[0], at[1], 74, shut ? 6 : 70], shut ? dark : coat.iris);
    if (!shut)
      figure +=
        ellipse([at[0], at[1], rng.chance(0.5) ? 22 : 36, 62], "#0d0b0b") +
        circle([at[0] + 20, at[1] - 26], 15, "#ffffff");
  }
  figure +=
    ellipse([-54, -404, 74, 56], blend(fur, "#ffffff", 0.16)) +
    ellipse([54, -404, 74, 56], blend(fur, "#ffffff", 0.16));
  figure +=
    path("M-30 -452H30L0 -418Z", coat.nose) +
    path("M0 -418V-392M0 -392Q-28 -362 -60 -384M0 -392Q28 -362 60 -384", stroke(dark, 7));
  for (const side of [-1, 1]) {
    for (const lean of [-26, 0, 26])
      figure += path(
        `M${side * 92} ${-402 + lean * 0.3}Q${side * 210} ${-412 + lean} ${side * 330} ${-396 + lean * 1.9}`,
        stroke("#ffffff", 4, { opacity: 0.75 }),
      );
  }
  return figure;
}

function drawDog(sheet: Sheet): void {
  const { rng } = sheet;
  backdrop(sheet, rng.pick(GROUNDS));
  const coat = rng.pick([
    { fur: oklch(0.76, 0.1, 70), ear: oklch(0.56, 0.1, 52), patch: oklch(0.93, 0.03, 85) },
    { fur: oklch(0.94, 0.015, 85), ear: oklch(0.38, 0.05, 50), patch: oklch(0.5, 0.08, 50) },
    { fur: oklch(0.42, 0.05, 50), ear: oklch(0.32, 0.04, 45), patch: oklch(0.8, 0.07, 75) },
  ]);
  let figure =
    path("M-300 60C-320 -180 -230 -310 -110 -340L110 -340C230 -310 320 -180 300 60Z", coat.fur) +
    ellipse([0, -60, 150, 200], coat.patch);
  figure += path(
    "M-250 -560C-260 -720 -140 -780 0 -780C140 -780 260 -720 250 -560C240 -400 140 -300 0 -300C-140 -300 -240 -400 -250 -560Z",
    coat.fur,
  );
  if (rng.chance(0.6)) figure += ellipse([120, -580, 100, 124], coat.patch);
  figure += path("M-34 -770C-40 -640 -52 -560 -90 -500L90 -500C52 -560 40 -640 34 -770Z", {
    fill: coat.patch,
    opacity: 0.8,
  });
  for (const side of [-1, 1]) {
    figure += path(
      `M${side * 170} -740C${side * 330} -760 ${side * 380} -560 ${side * 330} -380C${side * 300} -310 ${side * 220} -380 ${side * 226} -500C${side * 230} -600 ${side * 190} -680 ${side * 170} -740Z`,
      coat.ear,
    );
    figure += eye([side * 104, -590], { size: 48, iris: "#4a2c18", lid: 0.1, fur: coat.fur });
    figure += path(
      `M${side * 60} -676Q${side * 110} -706 ${side * 156} -668`,
      stroke(coat.ear, 12, { opacity: 0.6 }),
    );
  }
  figure +=
    ellipse([0, -420, 132, 108], coat.patch) +
    ellipse([0, -482, 58, 40], "#221a19") +
    ellipse([-16, -496, 18, 9], { fill: "#ffffff", opacity: 0.5 });
  figure += path(
    "M0 -442V-406M0 -406Q-40 -360 -92 -396M0 -406Q40 -360 92 -396",
    stroke("#3a2620", 9),
  );
  figure +=
    path(
      "M-38 -382Q0 -366 38 -382C46 -300 30 -262 0 -262C-30 -262 -46 -300 -38 -382Z",
      oklch(0.7, 0.15, 12),
    ) + path("M0 -372V-300", stroke(oklch(0.58, 0.15, 12), 6));
  figure +=
    path("M-168 -310Q0 -210 168 -310", stroke(oklch(0.55, 0.18, rng.pick([25, 250, 150])), 40)) +
    circle([0, -234], 36, oklch(0.85, 0.14, 90));
  place(sheet, figure);
}
