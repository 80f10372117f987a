// Dinner from above, as food is photographed.
import { oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import {
  circle,
  curveThrough,
  ellipse,
  group,
  type Point,
  path,
  polar,
  rect,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";
import { dish, table } from "./tabletop.ts";

/** Meals. */
export const MEAL_MOTIFS: readonly Motif[] = [
  {
    name: "ramen",
    kind: "photo",
    rich: true,
    shapes: ["wide", "square", "upright"],
    tags: ["food", "ramen", "cozy"],
    titles: [
      "Twelve hours of broth, four minutes of lunch",
      "Ramen o'clock",
      "Made it from scratch, cried into it from joy",
      "The egg. Look at the egg",
    ],
    draw: drawRamen,
  },
  {
    name: "pizza",
    kind: "photo",
    shapes: ["square", "wide"],
    tags: ["food", "pizza"],
    titles: [
      "One slice each, I said. I lied",
      "My oven, 480 degrees, ninety seconds",
      "Pineapple is on the other half, calm down",
      "The perfect circle does not exi-",
    ],
    draw: drawPizza,
  },
  {
    name: "sushi",
    kind: "photo",
    shapes: ["wide", "square"],
    tags: ["food", "sushi"],
    titles: [
      "Rolled these myself, with only minor injuries",
      "Tiny beds for tiny fish",
      "Table for one, rice for three",
    ],
    draw: drawSushi,
  },
];

function drawRamen(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  table(sheet, rng.pick([60, 50, 40]));
  const at: Point = [w / 2, h / 2];
  const size = 390;
  const broth = oklch(0.77, 0.1, rng.pick([75, 62, 85]));
  dish(sheet, { at, size, rim: oklch(0.3, 0.06, rng.pick([250, 25, 160])), inside: broth });
  const clip = sheet.clip(circle(at, size * 0.86, "#000"));
  let inside = circle(
    at,
    size * 0.86,
    sheet.radial([
      [0.6, broth, 0],
      [1, "#6a3a14", 0.5],
    ]),
  );
  for (let i = 0; i < 44; i++) {
    const turn = rng.range(0, TAU);
    const start = polar(at, rng.range(40, 300), turn);
    const points: Point[] = [
      start,
      polar(start, 120, turn + 1.3),
      polar(start, 210, turn + 1.9),
      polar(start, 250, turn + 2.8),
    ];
    inside +=
      path(curveThrough(points), stroke("#8a5a24", 15, { opacity: 0.5 })) +
      path(curveThrough(points), stroke(oklch(0.92, 0.07, 90), 11));
  }
  sheet.add(`<g clip-path="${clip}">${inside}</g>`);
  sheet.add(
    group(
      `translate(${at[0] - 200} ${at[1] - 180}) rotate(${rng.range(-24, 6)})`,
      rect([-80, -100, 160, 210], { fill: oklch(0.26, 0.05, 160), rx: 6 }) +
        rect([-80, -40, 160, 3], { fill: "#ffffff", opacity: 0.12 }),
    ),
  );
  for (const spot of [
    [130, -110],
    [-60, 170],
  ] as const)
    egg(sheet, [at[0] + spot[0], at[1] + spot[1]]);
  for (let i = 0; i < 3; i++) {
    const [x, y] = polar([at[0] + 150, at[1] + 130], 60, i * 2.1);
    sheet.add(
      circle([x, y], 66, oklch(0.6, 0.09, 35)) +
        circle([x, y], 54, oklch(0.74, 0.08, 35)) +
        path(`M${x - 30} ${y}q30 -34 60 0q-30 30 -60 0`, stroke(oklch(0.88, 0.05, 40), 8)),
    );
  }
  for (let i = 0; i < 70; i++) {
    const spot = polar([at[0] + 10, at[1] - 10], Math.sqrt(rng.next()) * 290, rng.range(0, TAU));
    sheet.add(circle(spot, rng.range(9, 16), stroke(oklch(rng.range(0.56, 0.72), 0.16, 140), 6)));
  }
  for (const lean of [0, 34])
    sheet.add(
      path(
        `M${at[0] + 240 + lean} ${at[1] - 480}L${at[0] + 330 + lean * 1.6} ${at[1] + 470}`,
        stroke("#000000", 20, { opacity: 0.22 }),
      ) +
        path(
          `M${at[0] + 230 + lean} ${at[1] - 490}L${at[0] + 320 + lean * 1.6} ${at[1] + 460}`,
          stroke(oklch(0.5, 0.12, 30), 17),
        ),
    );
  sheet.vignette(0.3);
}

function egg(sheet: Sheet, at: Point): void {
  const turn = sheet.rng.range(0, 360);
  sheet.add(
    group(
      `translate(${at[0]} ${at[1]}) rotate(${turn})`,
      ellipse([4, 6, 80, 66], { fill: "#4a2a10", opacity: 0.4 }) +
        ellipse([0, 0, 78, 64], "#fdf8ea") +
        circle([-4, 0], 36, oklch(0.73, 0.17, 58)) +
        circle([-12, -9], 13, { fill: "#ffe3a0", opacity: 0.8 }),
    ),
  );
}

function drawPizza(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  table(sheet, rng.pick([55, 40, 70]));
  const at: Point = [w / 2, h / 2];
  sheet.add(circle([at[0] + 20, at[1] + 28], 430, { fill: "#1a0d05", opacity: 0.4 }));
  const edge = (base: number, rough: number) =>
    curveThrough(
      Array.from({ length: 40 }, (_, i) =>
        polar(at, base + rng.range(-rough, rough), (i / 40) * TAU),
      ),
      true,
    );
  sheet.add(path(edge(428, 9), oklch(0.62, 0.11, 62)) + path(edge(408, 8), oklch(0.78, 0.1, 75)));
  for (let i = 0; i < 26; i++)
    sheet.add(
      ellipse([...polar(at, 408, rng.range(0, TAU)), rng.range(10, 26), rng.range(6, 14)], {
        fill: "#4a2a14",
        opacity: 0.3,
      }),
    );
  sheet.add(path(edge(366, 8), oklch(0.56, 0.18, 32)) + path(edge(350, 16), oklch(0.87, 0.11, 88)));
  for (let i = 0; i < 40; i++)
    sheet.add(
      circle(polar(at, Math.sqrt(rng.next()) * 330, rng.range(0, TAU)), rng.range(12, 44), {
        fill: rng.chance(0.6) ? "#fff6d6" : oklch(0.6, 0.17, 36),
        opacity: 0.4,
      }),
    );
  const salami = rng.chance(0.6);
  for (let i = 0; i < 19; i++) {
    const spot = polar(at, Math.sqrt((i + 0.5) / 19) * 305, i * 2.39996);
    if (salami) {
      sheet.add(
        circle([spot[0] + 3, spot[1] + 5], 47, { fill: "#5a1a0a", opacity: 0.4 }) +
          circle(spot, 46, oklch(0.52, 0.17, 30)) +
          circle(spot, 40, oklch(0.58, 0.18, 30)),
      );
      for (let k = 0; k < 7; k++)
        sheet.add(
          circle(polar(spot, rng.range(4, 34), rng.range(0, TAU)), rng.range(2, 6), {
            fill: "#ffd9c0",
            opacity: 0.7,
          }),
        );
    } else {
      sheet.add(circle(spot, 40, oklch(0.56, 0.19, 30)) + circle(spot, 33, oklch(0.64, 0.18, 34)));
      for (let k = 0; k < 5; k++)
        sheet.add(ellipse([...polar(spot, 18, (k / 5) * TAU), 7, 5], oklch(0.84, 0.12, 80)));
    }
  }
  for (let i = 0; i < 12; i++) {
    const spot = polar(at, rng.range(40, 310), rng.range(0, TAU));
    sheet.add(
      group(
        `translate(${spot[0]} ${spot[1]}) rotate(${rng.range(0, 360)})`,
        path("M-40 0C-20 -26 20 -26 44 0C20 26 -20 26 -40 0Z", oklch(0.48, 0.13, 145)) +
          path("M-36 0H40", stroke(oklch(0.62, 0.13, 140), 3)),
      ),
    );
  }
  let cuts = "";
  for (let i = 0; i < 4; i++) {
    const [a, b] = [polar(at, 432, (i / 8) * TAU), polar(at, 432, (i / 8) * TAU + Math.PI)];
    cuts += `M${a[0]} ${a[1]}L${b[0]} ${b[1]}`;
  }
  sheet.add(path(cuts, stroke("#5a2a10", 5, { opacity: 0.55 })));
  sheet.vignette(0.28);
}

function drawSushi(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const slate = oklch(0.3, 0.02, rng.pick([250, 200, 30]));
  sheet.fill(slate);
  for (let i = 0; i < 90; i++)
    sheet.add(
      ellipse([rng.range(0, w), rng.range(0, h), rng.range(20, 160), rng.range(2, 9)], {
        fill: "#ffffff",
        opacity: 0.03,
      }),
    );
  const columns = Math.floor(w / 290);
  const rows = Math.floor(h / 250);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at: Point = [((column + 0.5) * w) / columns, ((row + 0.5) * h) / rows];
      if ((column + row) % 2) nigiri(sheet, at);
      else maki(sheet, at);
    }
  }
  sheet.vignette(0.3);
}

function maki(sheet: Sheet, at: Point): void {
  const { rng } = sheet;
  const [x, y] = at;
  sheet.add(
    circle([x + 10, y + 16], 104, { fill: "#000000", opacity: 0.4 }) +
      circle(at, 102, oklch(0.24, 0.04, 160)) +
      circle(at, 90, "#faf6ec"),
  );
  for (let i = 0; i < 70; i++) {
    const spot = polar(at, rng.range(44, 86), rng.range(0, TAU));
    sheet.add(
      group(
        `translate(${spot[0]} ${spot[1]}) rotate(${rng.range(0, 360)})`,
        ellipse([0, 0, 9, 5], { fill: rng.chance(0.5) ? "#ffffff" : "#e8e2d2", opacity: 0.9 }),
      ),
    );
  }
  const colours = [
    oklch(0.72, 0.15, 42),
    oklch(0.66, 0.15, 140),
    oklch(0.84, 0.13, 92),
    oklch(0.6, 0.19, 22),
  ];
  const turn = rng.range(0, TAU);
  for (let i = 0; i < 3; i++)
    sheet.add(
      circle(polar(at, 24, turn + i * 2.1), 25, colours[(i + rng.int(0, 3)) % 4] as string),
    );
}

function nigiri(sheet: Sheet, at: Point): void {
  const { rng } = sheet;
  const fish = rng.pick([
    oklch(0.74, 0.15, 45),
    oklch(0.6, 0.19, 20),
    oklch(0.92, 0.03, 60),
    oklch(0.8, 0.1, 60),
  ]);
  let figure =
    rect([-114, -44, 240, 108], { fill: "#000000", opacity: 0.4, rx: 50 }) +
    rect([-124, -56, 240, 108], { fill: "#f9f5ea", rx: 52 });
  figure += path(
    "M-136 -40C-110 -86 100 -90 134 -44C150 0 140 40 120 52C60 30 -70 34 -126 50C-146 30 -150 -10 -136 -40Z",
    fish,
  );
  for (let i = 0; i < 7; i++)
    figure += path(
      `M${-104 + i * 36} -62Q${-86 + i * 36} -6 ${-112 + i * 36} 38`,
      stroke("#ffffff", 6, { opacity: 0.5 }),
    );
  if (rng.chance(0.4)) figure += rect([-26, -84, 46, 146], { fill: oklch(0.24, 0.04, 160), rx: 5 });
  sheet.add(group(`translate(${at[0]} ${at[1]}) rotate(${rng.range(-26, 26)})`, figure));
}
