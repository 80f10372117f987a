// From above, as food is photographed.
import { blend, oklch } from "./colour.ts";
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

/** Meals. */
export const FOOD_MOTIFS: readonly Motif[] = [
  {
    name: "ramen",
    kind: "photo",
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
  {
    name: "latte art",
    kind: "photo",
    shapes: ["square", "upright", "wide"],
    tags: ["food", "coffee", "art"],
    titles: [
      "Attempt #214: it's a leaf",
      "Coffee first, opinions second",
      "Too pretty to drink. Drank it",
      "The barista drew me a giraffe once. This isn't it",
    ],
    draw: drawLatte,
  },
  {
    name: "citrus",
    kind: "graphic",
    shapes: ["square", "wide", "tall", "upright"],
    tags: ["food", "fruit", "wallpaper", "art"],
    titles: ["When life gives you a pattern", "Vitamin C, all over", "Slices of sunshine"],
    draw: drawCitrus,
  },
  {
    name: "donuts",
    kind: "graphic",
    shapes: ["square", "wide", "upright"],
    tags: ["food", "dessert", "funny"],
    titles: [
      "Breakfast of people who tried",
      "The hole is the healthy part",
      "Office, 9 a.m. Office, 9:04 a.m.: empty box",
      "Glazed and confused",
    ],
    draw: drawDonuts,
  },
  {
    name: "breakfast",
    kind: "photo",
    shapes: ["square", "wide"],
    tags: ["food", "breakfast", "cozy"],
    titles: [
      "Sunday, 11:40, still counts as breakfast",
      "Sunny side up, mood to match",
      "He made me breakfast. I'm keeping him",
    ],
    draw: drawBreakfast,
  },
];

function table(sheet: Sheet, hue: number): void {
  const { width: w, height: h, rng } = sheet;
  const wood = oklch(0.58, 0.07, hue);
  sheet.fill(wood);
  const plank = 166;
  for (let y = 0; y < h; y += plank) {
    sheet.add(
      rect(
        [0, y, w, plank],
        blend(wood, rng.chance(0.5) ? "#000000" : "#ffffff", rng.range(0, 0.09)),
      ),
    );
    for (let i = 0; i < 9; i++) {
      const at = y + rng.range(8, plank - 8);
      const points = Array.from(
        { length: 7 },
        (_, k): Point => [(w * k) / 6, at + rng.range(-5, 5)],
      );
      sheet.add(path(curveThrough(points), stroke("#3a2414", rng.range(1, 3), { opacity: 0.2 })));
    }
    sheet.add(rect([0, y, w, 4], { fill: "#22130a", opacity: 0.5 }));
  }
}

function dish(sheet: Sheet, plate: { at: Point; size: number; rim: string; inside: string }): void {
  const { at, size, rim, inside } = plate;
  sheet.add(
    circle([at[0] + size * 0.05, at[1] + size * 0.08], size * 1.02, {
      fill: "#160b05",
      opacity: 0.38,
    }),
  );
  sheet.add(
    circle(at, size, rim) +
      circle(at, size * 0.93, blend(rim, "#ffffff", 0.14)) +
      circle(at, size * 0.86, inside),
  );
}

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

function drawLatte(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  if (rng.chance(0.5)) table(sheet, 50);
  else sheet.fill(oklch(0.86, 0.05, rng.pick([200, 30, 150, 60])));
  const at: Point = [w / 2, h / 2];
  const cup = rng.pick(["#fbf8f1", oklch(0.46, 0.09, 230), oklch(0.56, 0.13, 30), "#2c2a2a"]);
  dish(sheet, { at, size: 440, rim: cup, inside: blend(cup, "#000000", 0.1) });
  sheet.add(
    circle([at[0] + 14, at[1] + 22], 300, { fill: "#120a05", opacity: 0.4 }) +
      circle(at, 294, cup) +
      rect([at[0] + 250, at[1] - 44, 130, 88], { fill: cup, rx: 40 }) +
      rect([at[0] + 290, at[1] - 18, 60, 36], { fill: blend(cup, "#000000", 0.2), rx: 16 }),
  );
  const crema = oklch(0.56, 0.1, 55);
  sheet.add(
    circle(
      at,
      262,
      sheet.radial([
        [0, oklch(0.62, 0.1, 60)],
        [1, oklch(0.38, 0.08, 48)],
      ]),
    ),
  );
  const milk = "#fbf1de";
  const lobes = rng.int(5, 8);
  let art = "";
  for (let i = 0; i < lobes; i++) {
    const y = 170 - i * (300 / lobes);
    const wide = 190 * Math.sin(((i + 1.4) / (lobes + 1)) * Math.PI) + 20;
    art += path(
      `M0 ${y + 34}C${-wide * 0.6} ${y + 46} ${-wide} ${y + 6} ${-wide * 0.9} ${y - 44}C${-wide * 0.6} ${y - 8} ${-wide * 0.3} ${y} 0 ${y + 4}C${wide * 0.3} ${y} ${wide * 0.6} ${y - 8} ${wide * 0.9} ${y - 44}C${wide} ${y + 6} ${wide * 0.6} ${y + 46} 0 ${y + 34}Z`,
      milk,
    );
  }
  art +=
    path(
      "M0 -120C-44 -170 -96 -150 -76 -104C-60 -70 -20 -50 0 -34C20 -50 60 -70 76 -104C96 -150 44 -170 0 -120Z",
      milk,
    ) + path("M0 -34V206", stroke(crema, 7));
  sheet.add(group(`translate(${at[0]} ${at[1]}) rotate(${rng.range(-40, 40)}) scale(1.04)`, art));
  for (let i = 0; i < 26; i++)
    sheet.add(
      circle(
        polar(at, rng.range(236, 258), rng.range(0, TAU)),
        rng.range(2, 7),
        stroke("#fff3df", 2, { opacity: 0.5 }),
      ),
    );
  sheet.add(
    group(
      `translate(${at[0] - 330} ${at[1] + 190}) rotate(-36)`,
      ellipse([0, 0, 60, 34], "#c9ccd2") + rect([40, -8, 240, 16], { fill: "#b7bac2", rx: 8 }),
    ),
  );
  sheet.vignette(0.22);
}

function drawCitrus(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.12;
  sheet.fill(oklch(0.92, 0.06, rng.pick([200, 20, 100, 330, 160])));
  const fruits = [
    [oklch(0.75, 0.17, 60), oklch(0.83, 0.15, 68)],
    [oklch(0.86, 0.17, 100), oklch(0.93, 0.13, 104)],
    [oklch(0.7, 0.17, 135), oklch(0.86, 0.13, 128)],
    [oklch(0.7, 0.17, 35), oklch(0.72, 0.17, 20)],
  ] as const;
  const step = rng.pick([230, 260, 300]);
  for (let row = -1; row < h / (step * 0.87) + 1; row++) {
    for (let column = -1; column < w / step + 1; column++) {
      const at: Point = [
        column * step + (row % 2 ? step / 2 : 0) + step * 0.3,
        row * step * 0.87 + step * 0.3,
      ];
      const [rind, flesh] = rng.pick(fruits);
      const size = step * rng.range(0.36, 0.44);
      let slice =
        circle([size * 0.06, size * 0.1], size, { fill: "#3a1a0a", opacity: 0.14 }) +
        circle([0, 0], size, rind) +
        circle([0, 0], size * 0.9, "#fff8e8");
      for (let i = 0; i < 9; i++)
        slice += group(
          `rotate(${i * 40})`,
          path(
            `M0 ${-size * 0.1}L${size * 0.24} ${-size * 0.72}Q0 ${-size * 0.94} ${-size * 0.24} ${-size * 0.72}Z`,
            { fill: flesh, stroke: flesh, "stroke-width": size * 0.05, "stroke-linejoin": "round" },
          ) +
            path(
              `M0 ${-size * 0.3}V${-size * 0.66}`,
              stroke("#ffffff", size * 0.025, { opacity: 0.5 }),
            ),
        );
      sheet.add(group(`translate(${at[0]} ${at[1]}) rotate(${rng.range(0, 40)})`, slice));
      if (rng.chance(0.3))
        sheet.add(
          group(
            `translate(${at[0] + step * 0.5} ${at[1] + step * 0.06}) rotate(${rng.range(0, 360)})`,
            path("M-46 0C-20 -30 24 -30 50 0C24 30 -20 30 -46 0Z", oklch(0.6, 0.13, 145)),
          ),
        );
    }
  }
}

function drawDonuts(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.12;
  const hue = rng.pick([200, 350, 90, 290, 160]);
  sheet.fill(oklch(0.9, 0.06, hue));
  const columns = Math.max(2, Math.round(w / 350));
  const rows = Math.max(2, Math.round(h / 350));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at: Point = [((column + 0.5) * w) / columns, ((row + 0.5) * h) / rows];
      donut(sheet, at);
    }
  }
}

function donut(sheet: Sheet, at: Point): void {
  const { rng } = sheet;
  const bread = oklch(0.76, 0.1, 70);
  const glaze = rng.pick([
    oklch(0.79, 0.12, 355),
    oklch(0.42, 0.07, 45),
    oklch(0.95, 0.02, 90),
    oklch(0.82, 0.1, 175),
    oklch(0.85, 0.12, 92),
    oklch(0.72, 0.12, 300),
  ]);
  const size = 145;
  sheet.add(
    circle([at[0] + 12, at[1] + 18], size, { fill: "#3a1a2a", opacity: 0.2 }) +
      circle(at, size, bread) +
      circle(at, size * 0.96, blend(bread, "#ffffff", 0.12)),
  );
  const edge = Array.from({ length: 18 }, (_, i) =>
    polar(at, size * (i % 2 ? 0.9 : 0.8), (i / 18) * TAU),
  );
  sheet.add(path(curveThrough(edge, true), glaze));
  sheet.add(
    path(
      `M${at[0] - size * 0.6} ${at[1] - size * 0.3}A${size * 0.68} ${size * 0.68} 0 0 1 ${at[0] + size * 0.1} ${at[1] - size * 0.68}`,
      stroke("#ffffff", 12, { opacity: 0.4 }),
    ),
  );
  const sprinkled = rng.chance(0.7);
  for (let i = 0; i < 34; i++) {
    const [x, y] = polar(at, size * rng.range(0.4, 0.76), rng.range(0, TAU));
    const colour = oklch(0.76, 0.16, rng.pick([20, 60, 95, 150, 240, 320]));
    if (sprinkled)
      sheet.add(
        group(
          `translate(${x} ${y}) rotate(${rng.range(0, 180)})`,
          rect([-10, -3.5, 20, 7], { fill: colour, rx: 3.5 }),
        ),
      );
  }
  sheet.add(
    circle(at, size * 0.34, blend(bread, "#5a2a10", 0.3)) +
      circle([at[0] + 3, at[1] + 5], size * 0.28, { fill: "#3a2030", opacity: 0.55 }),
  );
}

function drawBreakfast(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.fill(oklch(0.9, 0.04, rng.pick([230, 60, 150])));
  const cloth = sheet.tile(
    [120, 120],
    rect([0, 0, 60, 60], { fill: oklch(0.7, 0.12, 25), opacity: 0.35 }) +
      rect([60, 60, 60, 60], { fill: oklch(0.7, 0.12, 25), opacity: 0.35 }) +
      rect([60, 0, 60, 60], { fill: oklch(0.7, 0.12, 25), opacity: 0.14 }),
  );
  sheet.add(rect([0, 0, w, h], cloth));
  const at: Point = [w / 2, h / 2];
  dish(sheet, { at, size: 410, rim: "#fdfbf6", inside: "#f4efe5" });
  for (const side of [-1, 1]) {
    const [x, y] = [at[0] - 60 + side * 96, at[1] - 90 + side * 36];
    const white = curveThrough(
      Array.from({ length: 12 }, (_, i) => polar([x, y], rng.range(100, 140), (i / 12) * TAU)),
      true,
    );
    sheet.add(
      path(white, { fill: "#ffffff", stroke: "#e9d9b8", "stroke-width": 5 }) +
        circle([x, y], 52, oklch(0.79, 0.17, 72)) +
        circle([x - 14, y - 16], 15, { fill: "#ffffff", opacity: 0.6 }),
    );
  }
  for (let i = 0; i < 2; i++) {
    const points = Array.from(
      { length: 9 },
      (_, k): Point => [at[0] - 250 + k * 62, at[1] + 160 + i * 74 + (k % 2 ? 20 : -16)],
    );
    sheet.add(
      path(curveThrough(points), stroke(oklch(0.5, 0.15, 28), 58)) +
        path(curveThrough(points), stroke(oklch(0.84, 0.07, 45), 14)),
    );
  }
  for (let i = 0; i < 4; i++) {
    const [x, y] = [at[0] + 210 + (i % 2) * 60, at[1] - 130 + i * 62];
    sheet.add(
      circle([x, y], 44, oklch(0.6, 0.19, 28)) +
        path(`M${x} ${y - 40}l-12 -14m12 14l0 -20m0 20l14 -12`, stroke(oklch(0.5, 0.12, 145), 7)),
    );
  }
  sheet.add(
    group(
      `translate(${at[0] - 510} ${at[1]})`,
      rect([-10, -40, 20, 320], { fill: "#bfc3ca", rx: 10 }) +
        [-24, -8, 8, 24]
          .map((x) => rect([x - 4, -230, 8, 150], { fill: "#bfc3ca", rx: 4 }))
          .join("") +
        rect([-28, -100, 56, 70], { fill: "#bfc3ca", rx: 24 }),
    ),
  );
  sheet.add(
    polygon(
      [
        [at[0] + 500, at[1] - 230],
        [at[0] + 530, at[1] - 120],
        [at[0] + 520, at[1] + 40],
        [at[0] + 500, at[1] + 40],
      ],
      "#c6cad1",
    ) + rect([at[0] + 500, at[1] + 40, 20, 240], { fill: "#8b6a4a", rx: 8 }),
  );
  sheet.vignette(0.15);
}
