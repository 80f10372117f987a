// Made things: robots, rockets, tapes, cameras.
import { blend, oklch } from "./colour.ts";
import { letters } from "./lettering.ts";
import type { Motif } from "./motif.ts";
import {
  circle,
  curveThrough,
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

/** Objects. */
export const THING_MOTIFS: readonly Motif[] = [
  {
    name: "robot",
    kind: "graphic",
    shapes: ["square", "upright"],
    tags: ["art", "robots", "funny"],
    titles: [
      "He passed the captcha. I failed",
      "Built a friend",
      "Beep boop, rent is due",
      "Runs on tea and good intentions",
    ],
    draw: drawRobot,
    moves: true,
  },
  {
    name: "rocket",
    kind: "graphic",
    shapes: ["upright", "square", "tall"],
    tags: ["space", "art", "wallpaper"],
    titles: [
      "Monday, leaving",
      "To the moon, by way of the snack bar",
      "Poster for the school science fair",
      "T minus whenever",
    ],
    draw: drawRocket,
    moves: true,
  },
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
    name: "camera",
    kind: "graphic",
    shapes: ["square", "wide"],
    tags: ["photography", "retro", "design"],
    titles: [
      "My grandfather's, still works, unlike me before coffee",
      "Thirty-six shots, thirty-five of my thumb",
      "Inherited it with a film still inside",
    ],
    draw: drawCamera,
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

function drawRobot(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.15;
  sheet.fill(oklch(0.86, 0.09, hue));
  for (let i = 0; i < 16; i++)
    sheet.add(
      group(
        `translate(${w / 2} ${h * 0.5}) rotate(${i * 22.5 + phase * 22.5})`,
        polygon(
          [
            [0, 0],
            [70, -1400],
            [-70, -1400],
          ],
          { fill: "#ffffff", opacity: 0.16 },
        ),
      ),
    );
  const [metal, dark] = [oklch(0.72, 0.09, hue + 170), oklch(0.3, 0.05, hue + 170)];
  const bob = Math.sin(phase * TAU) * 10;
  let figure = rect([-80, -330, 160, 60], dark);
  figure +=
    rect([-230, -290, 460, 340], { fill: metal, rx: 50 }) +
    rect([-140, -220, 280, 170], { fill: blend(metal, "#000000", 0.3), rx: 20 });
  for (let i = 0; i < 5; i++) {
    const tall = 30 + 90 * Math.abs(Math.sin(phase * TAU + i * 1.1 + rng.next()));
    figure += rect([-116 + i * 50, -66 - tall, 32, tall], {
      fill: oklch(0.84, 0.17, rng.pick([140, 95, 30, 200])),
      rx: 6,
    });
  }
  for (const side of [-1, 1]) {
    figure +=
      path(
        `M${side * 240} -220Q${side * 380} -200 ${side * 350} ${-60 + bob * 2 * side}`,
        stroke(dark, 44),
      ) +
      circle([side * 350, -40 + bob * 2 * side], 52, metal) +
      circle([side * 350, -40 + bob * 2 * side], 24, dark);
  }
  let head =
    rect([-270, -780, 540, 420], { fill: metal, rx: 90 }) +
    rect([-210, -710, 420, 260], { fill: dark, rx: 60 });
  const blink = phase > 0.6 && phase < 0.68;
  for (const side of [-1, 1]) {
    head += blink
      ? rect([side * 100 - 56, -590, 112, 14], { fill: "#a5fff2", rx: 7 })
      : circle([side * 100, -588], 60, "#a5fff2") +
        circle([side * 100 + 8, -584], 28, dark) +
        circle([side * 100 + 22, -606], 13, "#ffffff");
    head += rect([side * 290 - 28, -650, 56, 140], { fill: blend(metal, "#000000", 0.25), rx: 18 });
  }
  head +=
    path("M-70 -490Q0 -450 70 -490", stroke("#a5fff2", 12)) +
    path("M0 -780V-870", stroke(dark, 18)) +
    circle([0, -890], 36, oklch(0.7, 0.2, 28));
  sheet.add(
    group(
      `translate(${w / 2} ${h - 20}) scale(${Math.min(1, w / 1000)})`,
      figure + group(`translate(0 ${bob})`, head),
    ),
  );
}

function drawRocket(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([275, 250, 300, 200]);
  sheet.grain = 0.15;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.2, 0.08, hue)],
      [1, oklch(0.5, 0.13, hue + 30)],
    ]),
  );
  for (let i = 0; i < 90; i++) {
    const y = (rng.next() + phase) % 1;
    sheet.add(
      rect([rng.range(0, w), y * h, 3, rng.range(4, 26)], {
        fill: "#ffffff",
        opacity: rng.range(0.2, 0.8),
        rx: 1.5,
      }),
    );
  }
  sheet.add(
    circle([w * 0.8, h * 0.18], 130, oklch(0.9, 0.06, 90)) +
      circle([w * 0.77, h * 0.16], 26, oklch(0.82, 0.06, 90)) +
      circle([w * 0.83, h * 0.21], 18, oklch(0.82, 0.06, 90)),
  );
  const flicker = 0.85 + 0.15 * Math.sin(phase * TAU * 3);
  let figure = "";
  for (const [wide, tall, colour] of [
    [96, 380, "#ff7b2e"],
    [66, 290, "#ffb73d"],
    [34, 190, "#fff0b0"],
  ] as const)
    figure += path(
      `M${-wide} 160C${-wide} ${160 + tall * 0.4 * flicker} 0 ${160 + tall * 0.6 * flicker} 0 ${160 + tall * flicker}C0 ${160 + tall * 0.6 * flicker} ${wide} ${160 + tall * 0.4 * flicker} ${wide} 160Z`,
      colour,
    );
  const red = oklch(0.6, 0.2, rng.pick([25, 350, 190, 60]));
  for (const side of [-1, 1])
    figure += path(
      `M${side * 120} -40C${side * 210} 20 ${side * 240} 110 ${side * 220} 220C${side * 190} 150 ${side * 150} 140 ${side * 100} 150Z`,
      red,
    );
  const hull = "M0 -430C120 -310 170 -130 110 160H-110C-170 -130 -120 -310 0 -430Z";
  const clip = sheet.clip(path(hull, "#000"));
  figure +=
    path(hull, "#f6f1e6") +
    `<g clip-path="${clip}">${rect([-200, -450, 400, 190], red)}${rect([-200, 96, 400, 30], red)}${rect([40, -450, 200, 700], { fill: "#241a4a", opacity: 0.16 })}</g>`;
  figure +=
    circle([0, -130], 78, blend(red, "#000000", 0.3)) +
    circle([0, -130], 58, oklch(0.72, 0.1, 220)) +
    path("M-36 -150A40 40 0 0 1 0 -172", stroke("#ffffff", 10, { opacity: 0.8 }));
  figure += rect([-60, 150, 120, 26], { fill: "#3a3350", rx: 8 });
  sheet.add(group(`translate(${w / 2} ${h * 0.5}) rotate(12)`, figure));
  for (let i = 0; i < 26; i++) {
    const at: Point = [rng.range(-0.1, 1.1) * w, h - rng.next() ** 2 * h * 0.14];
    sheet.add(circle(at, rng.range(60, 150), { fill: "#ffffff", opacity: 0.92 }));
  }
}

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

function drawCamera(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.2;
  sheet.fill(oklch(0.88, 0.08, hue));
  sheet.add(circle([w / 2, h / 2], 420, oklch(0.93, 0.06, hue + 40)));
  const leather = rng.pick(["#2b2527", oklch(0.42, 0.08, 40), oklch(0.4, 0.08, 200)]);
  let body =
    rect([-380, -190, 780, 500], { fill: "#000000", opacity: 0.18, rx: 40 }) +
    rect([-400, -210, 800, 500], { fill: "#d9d6cf", rx: 40 }) +
    rect([-400, -110, 800, 300], leather);
  for (let y = -96; y < 180; y += 17)
    for (let x = -390 + (y % 2 ? 9 : 0); x < 390; x += 19)
      body += circle([x, y], 2.4, { fill: "#ffffff", opacity: 0.1 });
  body +=
    path("M-150 -210L-110 -300H110L150 -210Z", "#c8c4bb") +
    rect([-80, -276, 160, 56], { fill: "#1c2230", rx: 8 }) +
    polygon(
      [
        [-70, -268],
        [20, -268],
        [-30, -228],
        [-70, -228],
      ],
      { fill: "#ffffff", opacity: 0.3 },
    );
  body +=
    rect([-340, -246, 110, 40], { fill: "#b8b4ab", rx: 8 }) +
    rect([220, -240, 130, 34], { fill: "#b8b4ab", rx: 8 }) +
    circle([-285, -262], 26, oklch(0.6, 0.2, 28));
  body +=
    circle([0, 44], 250, "#c8c4bb") +
    circle([0, 44], 226, "#2b2b31") +
    circle([0, 44], 180, "#17171c");
  for (let i = 0; i < 44; i++)
    body += group(`translate(0 44) rotate(${(360 / 44) * i})`, rect([-5, -246, 10, 24], "#1d1d22"));
  body +=
    circle(
      [0, 44],
      140,
      sheet.radial([
        [0, oklch(0.5, 0.14, 280)],
        [0.6, oklch(0.28, 0.1, 250)],
        [1, "#0b0b12"],
      ]),
    ) + circle([0, 44], 62, "#07070c");
  body +=
    ellipse([-56, -16, 46, 30], { fill: "#ffffff", opacity: 0.5 }) +
    ellipse([60, 106, 22, 14], { fill: oklch(0.8, 0.15, 320), opacity: 0.6 });
  body +=
    rect([250, -160, 110, 36], { fill: "#f3ead2", rx: 6 }) +
    letters("ACACIA", [305, -133], { size: 17, colour: "#4a3a2a", anchor: "middle", weight: 0.16 });
  sheet.add(group(`translate(${w / 2} ${h / 2}) rotate(${rng.range(-7, 7)})`, body));
}

function drawHandheld(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.15;
  sheet.fill(oklch(0.84, 0.11, hue));
  const dots = sheet.tile([70, 70], circle([35, 35], 9, { fill: "#ffffff", opacity: 0.3 }));
  sheet.add(rect([0, 0, w, h], dots));
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
