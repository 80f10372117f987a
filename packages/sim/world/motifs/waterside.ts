// Animals that like it wet.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { circle, ellipse, group, path, polygon, rect, type Sheet, stroke, TAU } from "../sheet.ts";
import { eye, place } from "./portrait.ts";

/** Penguins, whales, frogs. */
export const WATERSIDE_MOTIFS: readonly Motif[] = [
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
