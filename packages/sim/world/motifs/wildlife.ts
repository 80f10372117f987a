// Portraits from the forest.
import { oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { circle, ellipse, group, type Point, path, rect, type Sheet, stroke } from "../sheet.ts";
import { eye, place } from "./portrait.ts";

/** Wild animals. */
export const WILDLIFE_MOTIFS: readonly Motif[] = [
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
];

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
