// Portraits of those whom the internet was built for.
import { blend, oklch } from "./colour.ts";
import type { Motif } from "./motif.ts";
import {
  circle,
  ellipse,
  group,
  type Point,
  path,
  polar,
  polygon,
  rect,
  type Sheet,
  stroke,
} from "./sheet.ts";

const TAU = Math.PI * 2;

/** Animals, looking at you. */
export const ANIMAL_MOTIFS: readonly Motif[] = [
  {
    name: "giraffe portrait",
    kind: "photo",
    shapes: ["upright", "square", "upright"],
    tags: ["giraffe", "aww", "animals"],
    titles: [
      "He has been told there are leaves",
      "Long neck, short attention span",
      "Gerald, employee since 2009",
      "Chewing on a thought",
      "My profile picture chose me",
    ],
    draw: drawGiraffePortrait,
    moves: true,
  },
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
  {
    name: "fox",
    kind: "photo",
    shapes: ["square", "upright", "wide"],
    tags: ["aww", "animals", "nature", "art"],
    titles: [
      "Garden visitor, pays no rent",
      "What does he say? Nothing. He is a professional",
      "The orange one is back",
      "Stole my shoe, kept the receipt",
    ],
    draw: drawFox,
  },
  {
    name: "owl",
    kind: "photo",
    shapes: ["square", "upright"],
    tags: ["animals", "birds", "night", "aww"],
    titles: [
      "Who? Me",
      "He has seen your search history",
      "Night manager",
      "270 degrees of disapproval",
    ],
    draw: drawOwl,
    moves: true,
  },
  {
    name: "panda",
    kind: "graphic",
    shapes: ["square", "upright"],
    tags: ["animals", "aww"],
    titles: [
      "Bamboo for lunch. And dinner. And lunch",
      "Black tie event",
      "Professional napper",
      "He fell off the log again",
    ],
    draw: drawPanda,
  },
  {
    name: "penguins",
    kind: "photo",
    shapes: ["wide", "square", "panorama"],
    tags: ["animals", "winter", "aww"],
    titles: [
      "The stand-up meeting",
      "Everyone dressed up and nowhere to go",
      "Huddle first, questions later",
      "One of them is an intern",
    ],
    draw: drawPenguins,
  },
  {
    name: "whale",
    kind: "graphic",
    shapes: ["wide", "square", "upright"],
    tags: ["animals", "ocean", "art"],
    titles: [
      "Whale, hello there",
      "Forty tonnes of calm",
      "Print for the nursery",
      "Migrating at his own pace",
    ],
    draw: drawWhale,
    moves: true,
  },
  {
    name: "frog",
    kind: "graphic",
    shapes: ["square", "wide"],
    tags: ["animals", "nature", "funny"],
    titles: [
      "It's Wednesday somewhere",
      "Sir, your lily pad",
      "He sits. He waits. He is fine",
      "Toadally not a toad",
    ],
    draw: drawFrog,
  },
];

const GROUNDS = [30, 60, 190, 230, 300, 150, 350, 85];

function backdrop(sheet: Sheet, hue: number): void {
  const { width: w, height: h } = sheet;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.8, 0.11, hue)],
      [1, oklch(0.68, 0.13, hue - 14)],
    ]),
  );
  sheet.glow([w * 0.5, h * 0.4], 640, { colour: "#ffffff", opacity: 0.3 });
}

/** Places a figure that was drawn around (0, 0), about 1000 units high. */
function place(sheet: Sheet, figure: string, lift = 0): void {
  const scale = Math.min(sheet.width, sheet.height) / 1000;
  sheet.add(group(`translate(${sheet.width / 2} ${sheet.height + lift}) scale(${scale})`, figure));
}

function eye(at: Point, look: { size: number; iris: string; lid: number; fur: string }): string {
  const [x, y] = at;
  const { size, iris, lid, fur } = look;
  return (
    circle(at, size, "#ffffff") +
    circle([x, y + size * 0.06], size * 0.74, iris) +
    circle([x, y + size * 0.06], size * 0.42, "#15100f") +
    circle([x + size * 0.24, y - size * 0.26], size * 0.2, "#ffffff") +
    (lid > 0 ? rect([x - size * 1.2, y - size * 1.2, size * 2.4, size * 2.4 * lid], fur) : "")
  );
}

function drawGiraffePortrait(sheet: Sheet): void {
  const { rng, phase } = sheet;
  backdrop(sheet, rng.pick(GROUNDS));
  const hide = oklch(0.82, 0.11, 82);
  const patch = oklch(0.48, 0.1, 52);
  const muzzle = oklch(0.92, 0.06, 85);
  const chew = Math.sin(phase * TAU * 2) * 9;
  const neck = "M-118 40L-92 -420C-60 -470 60 -470 92 -420L118 40Z";
  const clip = sheet.clip(path(neck, "#000"));
  let patches = "";
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 4; column++) {
      const [x, y] = [
        -150 + column * 86 + (row % 2) * 43 + rng.range(-8, 8),
        -440 + row * 66 + rng.range(-6, 6),
      ];
      const points = Array.from({ length: 6 }, (_, i) =>
        polar([x, y], rng.range(29, 38), (i / 6) * TAU + rng.range(-0.2, 0.2)),
      );
      patches += polygon(points, patch);
    }
  }
  let figure =
    path(neck, hide) +
    `<g clip-path="${clip}">${patches}${rect([20, -500, 200, 600], { fill: "#5a2b10", opacity: 0.14 })}</g>`;
  for (const side of [-1, 1]) {
    figure +=
      path(`M${side * 52} -790L${side * 66} -900`, stroke(hide, 26)) +
      circle([side * 67, -906], 26, patch);
    figure += group(
      `translate(${side * 118} -700) rotate(${side * (14 + Math.sin(phase * TAU) * 7)})`,
      ellipse([side * 84, 0, 92, 34], hide) +
        ellipse([side * 88, 3, 62, 18], oklch(0.78, 0.09, 40)),
    );
  }
  figure += path(
    "M-122 -700C-130 -800 -70 -836 0 -836C70 -836 130 -800 122 -700C118 -610 96 -540 88 -470C70 -410 -70 -410 -88 -470C-96 -540 -118 -610 -122 -700Z",
    hide,
  );
  figure +=
    ellipse([0, -478 + chew * 0.5, 122, 92], muzzle) +
    ellipse([-44, -520, 12, 17], patch) +
    ellipse([44, -520, 12, 17], patch);
  figure += path(`M-56 ${-456 + chew}Q0 ${-410 + chew * 1.6} 56 ${-456 + chew}`, stroke(patch, 9));
  const blink = phase > 0.7 && phase < 0.78 ? 0.9 : 0.16;
  for (const side of [-1, 1]) {
    figure += eye([side * 74, -668], { size: 50, iris: "#3a2415", lid: blink, fur: hide });
    for (let i = -1; i <= 1; i++)
      figure += path(
        `M${side * (98 + i * 12)} ${-712 + Math.abs(i) * 6}l${side * 18} -20`,
        stroke("#2b1a12", 6),
      );
  }
  const leaf = oklch(0.62, 0.16, 145);
  figure += group(
    `translate(62 ${-440 + chew}) rotate(${chew * 1.4})`,
    path("M0 0C60 -40 120 -20 130 30C80 50 30 40 0 0Z", leaf) +
      path("M10 6C60 30 80 80 60 116C20 96 0 50 10 6Z", blend(leaf, "#000000", 0.15)),
  );
  place(sheet, group("translate(0 190) scale(1.24)", figure));
}

function drawCat(sheet: Sheet): void {
  const { rng, phase } = sheet;
  backdrop(sheet, rng.pick(GROUNDS));
  const coat = rng.pick([
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
  ]);
  const { fur, mark } = coat;
  const dark = blend(fur, "#000000", 0.25);
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
  if (rng.chance(0.5))
    figure +=
      path("M-180 -300Q0 -220 180 -300", stroke(oklch(0.6, 0.18, 25), 30)) +
      circle([0, -246], 30, oklch(0.84, 0.14, 88));
  place(sheet, figure);
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

function drawFox(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([165, 200, 280, 140]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.42, 0.07, hue)],
      [1, oklch(0.24, 0.05, hue)],
    ]),
  );
  for (let i = 0; i < 46; i++) {
    const at: Point = [rng.range(0, w), rng.range(0, h)];
    const [size, turn] = [rng.range(60, 170), rng.range(0, 360)];
    sheet.add(
      group(
        `translate(${at[0]} ${at[1]}) rotate(${turn})`,
        path(
          `M0 0C${size * 0.4} ${-size * 0.4} ${size * 0.8} ${-size * 0.3} ${size} 0C${size * 0.8} ${size * 0.3} ${size * 0.4} ${size * 0.4} 0 0Z`,
          { fill: oklch(rng.range(0.34, 0.56), 0.09, hue + rng.range(-20, 20)), opacity: 0.75 },
        ),
      ),
    );
  }
  const [fur, white, dark] = [oklch(0.67, 0.17, 48), oklch(0.96, 0.02, 80), oklch(0.26, 0.04, 40)];
  let figure =
    path("M-260 60C-270 -160 -190 -270 -90 -300L90 -300C190 -270 270 -160 260 60Z", fur) +
    path("M-120 60C-150 -90 -90 -230 0 -240C90 -230 150 -90 120 60Z", white);
  for (const side of [-1, 1]) {
    figure += path(
      `M${side * 300} -860C${side * 320} -760 ${side * 316} -640 ${side * 270} -560L${side * 80} -690C${side * 150} -790 ${side * 220} -840 ${side * 300} -860Z`,
      fur,
    );
    figure += path(
      `M${side * 280} -810C${side * 290} -740 ${side * 284} -670 ${side * 256} -620L${side * 140} -690C${side * 180} -750 ${side * 230} -790 ${side * 280} -810Z`,
      dark,
    );
  }
  figure += path(
    "M-300 -540C-270 -690 -140 -740 0 -740C140 -740 270 -690 300 -540C330 -470 380 -440 380 -420C280 -380 200 -340 120 -250C70 -196 -70 -196 -120 -250C-200 -340 -280 -380 -380 -420C-380 -440 -330 -470 -300 -540Z",
    fur,
  );
  for (const side of [-1, 1]) {
    figure += path(
      `M${side * 380} -420C${side * 280} -380 ${side * 200} -340 ${side * 120} -250C${side * 70} -200 0 -200 0 -216C${side * 40} -330 ${side * 60} -420 ${side * 150} -450C${side * 230} -470 ${side * 320} -440 ${side * 380} -420Z`,
      white,
    );
    figure +=
      path(
        `M${side * 60} -500Q${side * 130} -560 ${side * 190} -506Q${side * 130} -476 ${side * 60} -500Z`,
        dark,
      ) + circle([side * 134, -518], 13, "#ffffff");
  }
  figure +=
    ellipse([0, -262, 48, 36], dark) +
    ellipse([-12, -276, 14, 7], { fill: "#ffffff", opacity: 0.6 });
  place(sheet, figure);
}

function drawOwl(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([265, 240, 290]);
  sheet.fill(
    sheet.radial([
      [0, oklch(0.46, 0.1, hue)],
      [1, oklch(0.18, 0.06, hue)],
    ]),
  );
  for (let i = 0; i < 70; i++)
    sheet.add(
      circle([rng.range(0, w), rng.range(0, h)], rng.range(1, 3.4), {
        fill: "#ffffff",
        opacity: rng.range(0.2, 0.8),
      }),
    );
  sheet.add(circle([w * 0.5, h * 0.42], 390, { fill: oklch(0.93, 0.05, 90), opacity: 0.9 }));
  const tone = rng.pick([50, 70, 30]);
  const [fur, pale, dark] = [
    oklch(0.5, 0.08, tone),
    oklch(0.86, 0.05, tone + 20),
    oklch(0.32, 0.05, tone),
  ];
  let figure = path(
    "M-250 -40C-300 -300 -290 -620 -220 -700L-262 -800L-120 -736C-50 -756 50 -756 120 -736L262 -800L220 -700C290 -620 300 -300 250 -40C200 60 -200 60 -250 -40Z",
    fur,
  );
  figure += path(
    "M-150 -60C-180 -240 -150 -400 0 -420C150 -400 180 -240 150 -60C110 10 -110 10 -150 -60Z",
    pale,
  );
  for (let row = 0; row < 6; row++) {
    for (let i = 0; i < 6 - (row % 2); i++) {
      const x = (i - (5 - (row % 2)) / 2) * 46;
      figure += path(
        `M${x - 18} ${-350 + row * 54}Q${x} ${-310 + row * 54} ${x + 18} ${-350 + row * 54}`,
        stroke(fur, 9),
      );
    }
  }
  for (const side of [-1, 1])
    figure += path(
      `M${side * 246} -430C${side * 320} -260 ${side * 290} -80 ${side * 190} 10C${side * 200} -120 ${side * 190} -300 ${side * 246} -430Z`,
      dark,
    );
  const blink = phase > 0.45 && phase < 0.53;
  for (const side of [-1, 1]) {
    const at: Point = [side * 110, -570];
    figure += circle(at, 126, pale) + circle(at, 94, blink ? fur : oklch(0.84, 0.17, 82));
    figure += blink
      ? path(
          `M${at[0] - 74} ${at[1]}Q${at[0]} ${at[1] + 50} ${at[0] + 74} ${at[1]}`,
          stroke(dark, 12),
        )
      : circle(at, 56, "#120e0c") + circle([at[0] + 24, at[1] - 28], 20, "#ffffff");
  }
  figure += path("M-34 -520Q0 -550 34 -520L0 -440Z", oklch(0.75, 0.15, 65));
  for (const side of [-1, 1])
    for (const toe of [-30, 0, 30])
      figure += ellipse([side * 90 + toe, 16, 14, 32], oklch(0.75, 0.15, 65));
  place(sheet, figure, -150 * (h / 1000));
  sheet.add(rect([0, h - 150 * (h / 1000) + 10, w, 46], { fill: oklch(0.26, 0.05, 45), rx: 20 }));
  for (let i = 0; i < 8; i++)
    sheet.add(
      ellipse(
        [w * rng.range(0, 1), h - 130 * (h / 1000) + rng.range(0, 60), 60, 22],
        oklch(0.4, 0.1, 150),
      ),
    );
}

function drawPanda(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([140, 150, 200, 350]);
  sheet.grain = 0.15;
  sheet.fill(oklch(0.9, 0.07, hue));
  for (let i = 0; i < 9; i++) {
    const x = w * (i / 8) + rng.range(-40, 40);
    const stem = oklch(rng.range(0.66, 0.8), 0.12, 142);
    sheet.add(path(`M${x} -9L${x + rng.range(-30, 30)} ${h + 9}`, stroke(stem, 34)));
    for (let y = rng.range(20, 120); y < h; y += 150)
      sheet.add(rect([x - 24, y, 48, 8], oklch(0.58, 0.12, 142)));
  }
  let figure =
    path("M-320 60C-340 -200 -230 -330 -110 -360L110 -360C230 -330 340 -200 320 60Z", "#232323") +
    ellipse([0, 40, 190, 260], "#f7f5f0");
  for (const side of [-1, 1])
    figure += circle([side * 220, -700], 96, "#232323") + circle([side * 226, -694], 46, "#3b3b3b");
  figure += ellipse([0, -520, 300, 260], "#f7f5f0");
  for (const side of [-1, 1]) {
    figure += group(
      `translate(${side * 122} -540) rotate(${side * 28})`,
      ellipse([0, 0, 66, 88], "#232323"),
    );
    figure += eye([side * 116, -546], { size: 32, iris: "#5b3a22", lid: 0.12, fur: "#232323" });
    figure += ellipse([side * 180, -430, 42, 26], { fill: oklch(0.82, 0.1, 15), opacity: 0.7 });
  }
  figure +=
    ellipse([0, -438, 44, 30], "#232323") +
    path("M0 -412V-390M0 -390Q-30 -360 -64 -382M0 -390Q30 -360 64 -382", stroke("#232323", 8));
  figure += group(
    "translate(120 -300) rotate(28)",
    rect([-18, -260, 36, 420], { fill: oklch(0.7, 0.14, 140), rx: 14 }) +
      rect([-22, -100, 44, 9], oklch(0.58, 0.13, 140)) +
      path(
        "M0 -250C-70 -300 -120 -290 -140 -260C-90 -230 -40 -230 0 -250ZM0 -250C60 -310 120 -310 140 -280C100 -240 40 -236 0 -250Z",
        oklch(0.62, 0.15, 145),
      ),
  );
  figure += ellipse([140, -180, 92, 74], "#1b1b1b");
  place(sheet, figure);
}

function drawPenguins(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.74, 0.08, rng.pick([235, 300, 30]))],
      [0.6, oklch(0.95, 0.03, 60)],
    ]),
  );
  for (let i = 0; i < 6; i++) {
    const x = w * rng.range(-0.1, 1);
    const [wide, tall] = [rng.range(180, 420), rng.range(80, 260)];
    sheet.add(
      polygon(
        [
          [x, h * 0.62],
          [x + wide * 0.2, h * 0.62 - tall],
          [x + wide * 0.5, h * 0.62 - tall * 0.7],
          [x + wide * 0.75, h * 0.62 - tall * 0.95],
          [x + wide, h * 0.62],
        ],
        oklch(rng.range(0.82, 0.92), 0.04, 225),
      ),
    );
  }
  sheet.add(
    rect(
      [0, h * 0.6, w, h],
      sheet.linear([
        [0, oklch(0.88, 0.035, 225)],
        [1, oklch(0.98, 0.01, 225)],
      ]),
    ),
  );
  const count = Math.round(w / 190);
  const spots = Array.from({ length: count }, (_, i) => ({
    x: w * ((i + 0.5) / count) + rng.range(-50, 50),
    y: h * rng.range(0.76, 0.96),
    small: rng.chance(0.3),
  }));
  for (const spot of spots.sort((a, b) => a.y - b.y)) {
    const size = (spot.small ? 0.3 : 0.5) * (0.6 + (spot.y / h) * 0.4);
    sheet.add(ellipse([spot.x, spot.y, 210 * size, 34 * size], { fill: "#7f9db5", opacity: 0.5 }));
    sheet.add(
      group(`translate(${spot.x} ${spot.y}) scale(${size})`, penguin(rng.range(-8, 8), spot.small)),
    );
  }
}

function penguin(lean: number, chick: boolean): string {
  const coat = chick ? "#7d8794" : "#20242e";
  const orange = oklch(0.76, 0.17, 60);
  let figure = ellipse([-60, 0, 64, 22], orange) + ellipse([60, 0, 64, 22], orange);
  figure += path(
    "M-170 -40C-230 -300 -190 -620 0 -640C190 -620 230 -300 170 -40C130 10 -130 10 -170 -40Z",
    coat,
  );
  figure += path(
    "M-110 -50C-150 -240 -130 -420 0 -430C130 -420 150 -240 110 -50C80 -10 -80 -10 -110 -50Z",
    "#fbfaf6",
  );
  for (const side of [-1, 1]) {
    figure += path(
      `M${side * 160} -420C${side * 260} -330 ${side * 270} -200 ${side * 226} -130C${side * 190} -200 ${side * 170} -300 ${side * 160} -420Z`,
      coat,
    );
    figure +=
      ellipse([side * 66, -510, 60, 66], "#fbfaf6") +
      circle([side * 54, -516], 20, "#17181d") +
      circle([side * 60, -524], 7, "#ffffff");
  }
  figure += path("M-34 -488H34L0 -436Z", orange);
  if (!chick) figure += ellipse([0, -420, 90, 26], { fill: oklch(0.86, 0.14, 85), opacity: 0.55 });
  return group(`rotate(${lean})`, figure);
}

function drawWhale(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([240, 220, 260]);
  sheet.grain = 0.2;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.82, 0.07, hue - 30)],
      [1, oklch(0.42, 0.1, hue)],
    ]),
  );
  for (let i = 0; i < 5; i++) {
    const x = w * (i / 4) + rng.range(-80, 80);
    sheet.add(
      polygon(
        [
          [x, -9],
          [x + 90, -9],
          [x + 330, h],
          [x - 60, h],
        ],
        { fill: "#ffffff", opacity: 0.06 },
      ),
    );
  }
  const bob = Math.sin(phase * TAU) * 16;
  const body = oklch(0.36, 0.08, hue + 8);
  const wag = Math.sin(phase * TAU + 1) * 14;
  let figure = path(
    "M-460 20C-450 -190 -210 -250 20 -220C190 -196 330 -120 430 -40C360 60 210 150 -60 160C-300 166 -450 130 -460 20Z",
    body,
  );
  figure += path(
    "M-452 50C-330 90 -120 96 120 60C40 130 -60 158 -160 160C-330 158 -440 120 -452 50Z",
    oklch(0.88, 0.03, hue),
  );
  for (let i = 0; i < 6; i++)
    figure += path(
      `M${-430 + i * 30} ${70 + i * 11}Q-200 ${112 + i * 9} ${40 - i * 26} ${100 + i * 8}`,
      stroke(oklch(0.6, 0.05, hue), 4),
    );
  figure += group(
    `rotate(${wag} 400 -30)`,
    path(
      "M390 -60C460 -90 500 -170 590 -190C580 -120 560 -70 520 -40C570 -10 600 40 600 100C520 80 440 20 390 -10Z",
      body,
    ),
  );
  figure += path(
    `M-150 100C-170 190 -120 ${270 - wag} -40 ${300 - wag}C-40 220 -30 150 -60 104Z`,
    blend(body, "#000000", 0.2),
  );
  figure +=
    circle([-318, 26], 15, "#0c1020") +
    circle([-313, 21], 5, "#ffffff") +
    path("M-350 -10Q-318 -26 -288 -8", stroke("#0c1020", 5));
  for (let i = 0; i < 24; i++)
    figure += circle([rng.range(-380, 300), rng.range(-170, -20)], rng.range(3, 10), {
      fill: "#ffffff",
      opacity: 0.16,
    });
  sheet.add(
    group(
      `translate(${w * 0.5} ${h * 0.5 + bob}) rotate(-6) scale(${Math.min(1, w / 1250)})`,
      figure,
    ),
  );
  for (let i = 0; i < 46; i++) {
    const y = (rng.next() - phase + 1) % 1;
    sheet.add(
      circle([rng.range(0, w), y * h], rng.range(2, 10), stroke("#ffffff", 2, { opacity: 0.4 })),
    );
  }
}

function drawFrog(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([145, 130, 160]);
  sheet.grain = 0.15;
  sheet.fill(oklch(0.62, 0.08, 205));
  for (let i = 0; i < 9; i++)
    sheet.add(circle([w / 2, h * 0.8], 170 + i * 90, stroke("#ffffff", 4, { opacity: 0.14 })));
  for (let i = 0; i < 6; i++)
    sheet.add(
      ellipse(
        [rng.range(0, w), rng.range(0, h), rng.range(70, 160), rng.range(40, 80)],
        oklch(0.58, 0.11, 150),
      ),
    );
  sheet.add(ellipse([w / 2, h * 0.86, 470, 130], oklch(0.54, 0.13, 148)));
  const [skin, belly] = [oklch(0.74, 0.18, hue), oklch(0.92, 0.09, hue - 30)];
  let figure = "";
  for (const side of [-1, 1])
    figure +=
      ellipse([side * 250, -140, 130, 110], blend(skin, "#000000", 0.12)) +
      ellipse([side * 290, -56, 110, 30], skin);
  figure +=
    path(
      "M-260 -60C-300 -260 -250 -420 0 -430C250 -420 300 -260 260 -60C200 0 -200 0 -260 -60Z",
      skin,
    ) + ellipse([0, -150, 190, 130], belly);
  figure += path(
    "M-300 -400C-320 -560 -160 -600 0 -590C160 -600 320 -560 300 -400C280 -290 -280 -290 -300 -400Z",
    skin,
  );
  for (const side of [-1, 1]) {
    figure +=
      circle([side * 160, -590], 96, skin) +
      eye([side * 160, -594], { size: 66, iris: oklch(0.84, 0.16, 90), lid: 0.22, fur: skin });
    figure += ellipse([side * 230, -420, 40, 24], { fill: oklch(0.74, 0.13, 20), opacity: 0.6 });
    figure +=
      path(
        `M${side * 110} -30C${side * 130} -150 ${side * 100} -220 ${side * 70} -240`,
        stroke(blend(skin, "#000000", 0.14), 10),
      ) + ellipse([side * 110, -30, 70, 26], skin);
  }
  figure +=
    path("M-200 -410Q0 -330 200 -410", stroke(blend(skin, "#000000", 0.5), 10)) +
    circle([-22, -470], 6, "#1d3a1d") +
    circle([22, -470], 6, "#1d3a1d");
  if (rng.chance(0.5))
    figure +=
      path("M-110 -690H110L90 -720H-90ZM-80 -720V-850H80V-720Z", "#22222c") +
      rect([-80, -756, 160, 30], oklch(0.58, 0.19, 28));
  place(sheet, figure, -150 * (h / 1000));
}
