// Things kept in a box marked important.
import { blend, oklch } from "../colour.ts";
import { letters } from "../lettering.ts";
import type { Motif } from "../motif.ts";
import {
  circle,
  curveThrough,
  group,
  type Point,
  path,
  polar,
  rect,
  type Sheet,
  stroke,
} from "../sheet.ts";

/** Keepsakes. */
export const KEEPSAKE_MOTIFS: readonly Motif[] = [
  {
    name: "cassette",
    kind: "graphic",
    shapes: ["wide", "square"],
    tags: ["retro", "music", "design"],
    titles: [
      "Side A: bangers. Side B: also my mum talking",
      "Found at the bottom of a box marked IMPORTANT",
      "Pencil not included",
      "90 minutes of 1991",
    ],
    draw: drawCassette,
    moves: true,
  },
  {
    name: "handheld",
    kind: "graphic",
    shapes: ["upright", "square"],
    tags: ["gaming", "retro", "design"],
    titles: [
      "Four AA batteries and a whole summer",
      "Blew on it, it works",
      "My childhood, one button left",
    ],
    draw: drawHandheld,
  },
  {
    name: "bookshelf",
    kind: "graphic",
    shapes: ["wide", "upright", "square"],
    tags: ["books", "cozy", "art"],
    titles: [
      "Sorted by colour, fight me",
      "I have read at least four of these",
      "The cat sleeps in section C",
      "Rainy day supplies",
    ],
    draw: drawBookshelf,
  },
];

function drawCassette(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.2;
  sheet.fill(oklch(0.85, 0.1, hue));
  for (let i = 0; i < 5; i++)
    sheet.add(
      rect([0, h * 0.1 + i * h * 0.16, w, h * 0.08], {
        fill: oklch(0.72, 0.14, hue + 30 + i * 28),
        opacity: 0.8,
      }),
    );
  const shell = rng.pick(["#2a2830", "#f2ece0", oklch(0.5, 0.12, hue + 180)]);
  const dark = "#1a181f";
  let tape =
    rect([-400, -250, 820, 540], { fill: "#000000", opacity: 0.2, rx: 34 }) +
    rect([-420, -270, 840, 540], { fill: shell, rx: 34 });
  tape += rect([-360, -220, 720, 350], { fill: "#fbf6ea", rx: 16 });
  const bands = [oklch(0.62, 0.2, 25), oklch(0.76, 0.16, 60), oklch(0.86, 0.15, 95)];
  bands.forEach((colour, i) => {
    tape += rect([-360, 28 + i * 34, 720, 34], colour);
  });
  tape += letters(
    rng.pick(["SUMMER MIX", "DO NOT TAPE OVER", "FOR THE ROAD", "LOUD STUFF", "RAINY SUNDAYS"]),
    [0, -132],
    { size: 40, colour: dark, anchor: "middle" },
  );
  tape +=
    path("M-320 -110H320", stroke(dark, 3, { opacity: 0.3 })) +
    rect([-210, -84, 420, 150], { fill: dark, rx: 75 });
  for (const [side, fill] of [
    [-1, 62],
    [1, 44],
  ] as const) {
    const at: Point = [side * 120, -9];
    tape += circle(at, fill, "#5a3a2a") + circle(at, 40, "#fbf6ea") + circle(at, 24, dark);
    for (let i = 0; i < 6; i++)
      tape += group(
        `translate(${at[0]} ${at[1]}) rotate(${i * 60 + phase * 60})`,
        rect([-5, -38, 10, 16], dark),
      );
  }
  tape +=
    path("M-240 270L-200 150H200L240 270Z", blend(shell, "#000000", 0.2)) +
    [-150, -60, 60, 150].map((x) => circle([x, 216], 17, dark)).join("");
  for (const x of [-388, 388])
    for (const y of [-238, 238]) tape += circle([x, y], 12, blend(shell, "#888888", 0.5));
  sheet.add(group(`translate(${w / 2} ${h / 2}) rotate(${rng.range(-9, 9)})`, tape));
}

function drawHandheld(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.15;
  sheet.fill(oklch(0.84, 0.11, hue));
  let dots = "";
  for (let y = 26; y < h; y += 70) for (let x = 35; x < w; x += 70) dots += `M${x} ${y}v.1`;
  sheet.add(path(dots, stroke("#ffffff", 18, { opacity: 0.3 })));
  const shell = rng.pick(["#d8d4cb", oklch(0.66, 0.15, hue + 180), oklch(0.86, 0.14, 95)]);
  let body =
    path("M-270 -440H290V330Q290 460 160 460H-270Z", { fill: "#000000", opacity: 0.2 }) +
    path(
      "M-290 -440Q-290 -460 -270 -460H270Q290 -460 290 -440V320Q290 450 160 450H-270Q-290 450 -290 430Z",
      shell,
    );
  body +=
    path(
      "M-240 -410Q-240 -420 -230 -420H230Q240 -420 240 -410V-60Q240 -10 180 -10H-230Q-240 -10 -240 -20Z",
      "#5c5f6e",
    ) + rect([-170, -370, 340, 310], oklch(0.78, 0.12, 125));
  const ink = oklch(0.34, 0.09, 145);
  const game = [
    "..............",
    "......##......",
    ".....####.....",
    "....##..##....",
    "....######....",
    ".....#..#.....",
    "..............",
    "#..##....##..#",
    "#.####..####.#",
    "##############",
  ];
  game.forEach((row, y) => {
    [...row].forEach((cell, x) => {
      if (cell === "#") body += rect([-158 + x * 23, -336 + y * 25, 21, 23], ink);
    });
  });
  body +=
    circle([-205, -220], 9, oklch(0.62, 0.22, 28)) +
    letters("TALL NECK II", [0, -26], { size: 17, colour: "#c9ccd8", anchor: "middle" });
  body += path("M-210 110H-150V50H-90V110H-30V170H-90V230H-150V170H-210Z", "#2c2c34");
  for (const [x, y] of [
    [110, 170],
    [204, 110],
  ] as const)
    body +=
      circle([x, y], 46, oklch(0.5, 0.19, 5)) +
      circle([x - 10, y - 12], 15, { fill: "#ffffff", opacity: 0.25 });
  for (const x of [-90, 10])
    body += group(
      `translate(${x} 320) rotate(-24)`,
      rect([-40, -11, 80, 22], { fill: "#77798a", rx: 11 }),
    );
  for (let i = 0; i < 6; i++)
    body += group(
      `translate(${110 + i * 27} 390) rotate(-28)`,
      rect([-5, -46, 10, 84], { fill: blend(shell, "#000000", 0.3), rx: 5 }),
    );
  sheet.add(group(`translate(${w / 2} ${h / 2}) rotate(${rng.range(-10, 10)})`, body));
}

function drawBookshelf(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.2;
  const wood = oklch(0.5, 0.08, rng.pick([50, 60, 40]));
  sheet.fill(blend(wood, "#000000", 0.55));
  const rows = Math.max(2, Math.round(h / 340));
  const start = rng.range(0, 360);
  const sorted = rng.chance(0.5);
  for (let row = 0; row < rows; row++) {
    const floor = ((row + 1) * h) / rows - 26;
    const room = h / rows - 60;
    let x = 24;
    while (x < w - 60) {
      if (rng.chance(0.06)) {
        x += ornament(sheet, [x, floor]);
        continue;
      }
      const wide = rng.range(26, 66);
      const tall = room * rng.range(0.7, 0.97);
      const hue = sorted ? start + (x / w + row) * (300 / rows) : rng.range(0, 360);
      const cover = oklch(rng.range(0.38, 0.76), rng.range(0.06, 0.16), hue);
      const lean = rng.chance(0.06) ? 7 : 0;
      let book =
        rect([0, -tall, wide, tall], { fill: cover, rx: 4 }) +
        rect([wide * 0.7, -tall, wide * 0.3, tall], { fill: "#000000", opacity: 0.14 });
      const foil = blend(cover, "#fff3d0", 0.65);
      book += rng.chance(0.5)
        ? rect([0, -tall * 0.86, wide, 7], foil) + rect([0, -tall * 0.2, wide, 7], foil)
        : rect([wide * 0.26, -tall * 0.8, wide * 0.48, tall * 0.34], { fill: foil, rx: 3 });
      sheet.add(group(`translate(${x + lean * 3} ${floor}) rotate(${lean})`, book));
      x += wide + 3 + lean * 5;
    }
    sheet.add(
      rect([0, floor, w, 26], wood) +
        rect([0, floor + 22, w, 14], { fill: "#000000", opacity: 0.4 }),
    );
  }
  sheet.add(rect([0, 0, 22, h], wood) + rect([w - 22, 0, 22, h], wood) + rect([0, 0, w, 20], wood));
}

function ornament(sheet: Sheet, at: Point): number {
  const [x, y] = at;
  const pot = oklch(0.68, 0.13, sheet.rng.range(0, 360));
  sheet.add(path(`M${x + 20} ${y}L${x + 10} ${y - 84}H${x + 110}L${x + 100} ${y}Z`, pot));
  for (let i = 0; i < 7; i++) {
    const tip = polar([x + 60, y - 84], sheet.rng.range(70, 130), -Math.PI / 2 + (i - 3) * 0.34);
    sheet.add(
      path(
        curveThrough([[x + 60, y - 84], [(x + 60 + tip[0]) / 2, tip[1] + 10], tip]),
        stroke(oklch(0.62, 0.13, 145), 13),
      ),
    );
  }
  return 124;
}
