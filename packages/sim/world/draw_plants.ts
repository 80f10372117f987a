// What grows: petals, leaves, caps, thorns.
import { blend, oklch } from "./colour.ts";
import { hillLine } from "./draw_savannah.ts";
import type { Motif } from "./motif.ts";
import {
  below,
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
} from "./sheet.ts";

/** Flowers and greens. */
export const PLANT_MOTIFS: readonly Motif[] = [
  {
    name: "dahlia",
    kind: "photo",
    shapes: ["square", "upright", "square"],
    tags: ["nature", "flowers", "macro"],
    titles: [
      "My grandmother's dahlia finally bloomed",
      "Petals: all present",
      "Nature does fractals better than my GPU",
      "First prize at the village show, by a petal",
    ],
    draw: drawDahlia,
    moves: true,
  },
  {
    name: "monstera",
    kind: "photo",
    shapes: ["upright", "wide", "tall"],
    tags: ["plants", "nature", "wallpaper"],
    titles: [
      "She put out a new leaf, I cried",
      "Jungle, second floor, facing east",
      "It's not hoarding if it photosynthesises",
      "Plant parent of the year (self-awarded)",
    ],
    draw: drawLeaves,
  },
  {
    name: "cactus",
    kind: "graphic",
    shapes: ["upright", "square", "tall"],
    tags: ["plants", "art", "funny"],
    titles: [
      "Free hugs",
      "Low maintenance, high drama",
      "Watered once in 2019, thriving",
      "Looks sharp",
    ],
    draw: drawCactus,
  },
  {
    name: "mushrooms",
    kind: "photo",
    shapes: ["wide", "upright", "square"],
    tags: ["nature", "forest", "macro"],
    titles: [
      "A small town, after rain",
      "Not for eating, just for looking",
      "Fun guys",
      "Found the gnome district",
    ],
    draw: drawMushrooms,
  },
  {
    name: "sunflowers",
    kind: "photo",
    shapes: ["wide", "upright"],
    tags: ["nature", "flowers", "landscape"],
    titles: [
      "All of them looked at me when I arrived",
      "Forty thousand suns and one hay fever",
      "Yellow, as far as the eye can sneeze",
    ],
    draw: drawSunflowers,
  },
  {
    name: "tulip rows",
    kind: "graphic",
    shapes: ["wide", "panorama", "square"],
    tags: ["nature", "flowers", "travel"],
    titles: ["The Netherlands, colour-coded", "Somebody ironed this field", "Rows before bros"],
    draw: drawTulips,
  },
  {
    name: "bonsai",
    kind: "graphic",
    shapes: ["square", "upright"],
    tags: ["plants", "art", "zen"],
    titles: [
      "34 years old, still fits on a desk",
      "Patience, in a pot",
      "Tiny tree, big opinions",
      "He was repotted today and took it well",
    ],
    draw: drawBonsai,
  },
];

function drawDahlia(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([10, 350, 320, 40, 290, 70]);
  sheet.fill(
    sheet.radial([
      [0, oklch(0.36, 0.06, 160)],
      [1, oklch(0.2, 0.04, 165)],
    ]),
  );
  for (let i = 0; i < 12; i++)
    sheet.glow([rng.range(0, w), rng.range(0, h)], rng.range(140, 330), {
      colour: oklch(0.5, 0.1, rng.pick([145, 120, hue])),
      opacity: 0.35,
    });
  const at: Point = [w / 2, h / 2];
  const rings = 10;
  for (let ring = 0; ring < rings; ring++) {
    const share = ring / (rings - 1);
    const reach = 470 * (1 - share) ** 0.82 + 44;
    const count = 16 - Math.floor(share * 6);
    const breathe = 1 + Math.sin(phase * Math.PI * 2 - share * 2) * 0.025;
    for (let i = 0; i < count; i++) {
      const turn =
        ((i + (ring % 2) * 0.5) / count) * 360 + rng.range(-2, 2) + phase * (360 / count);
      const long = reach * breathe;
      const wide = long * 0.24 + 8;
      const petal = `M0 ${-long * 0.3}C${wide} ${-long * 0.5} ${wide} ${-long * 0.88} 0 ${-long}C${-wide} ${-long * 0.88} ${-wide} ${-long * 0.5} 0 ${-long * 0.3}Z`;
      const tone = oklch(
        0.84 - share * 0.2 + rng.range(-0.015, 0.015),
        0.09 + share * 0.1,
        hue + share * 22,
      );
      sheet.add(
        group(
          `translate(${at[0]} ${at[1]}) rotate(${turn})`,
          path(petal, { fill: tone, stroke: blend(tone, "#3a0a1a", 0.3), "stroke-width": 2 }),
        ),
      );
    }
  }
  for (let i = 0; i < 90; i++) {
    const spot = polar(at, Math.sqrt(i) * 6.4, i * 2.39996);
    sheet.add(circle(spot, 6.4 - i * 0.03, oklch(0.8 - (i % 3) * 0.07, 0.15, 78)));
  }
  sheet.vignette(0.4);
}

function drawLeaves(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([155, 145, 170]);
  sheet.fill(oklch(0.2, 0.045, hue));
  const count = Math.round((w * h) / 46_000);
  for (let i = 0; i < count; i++) {
    const depth = i / count;
    const at: Point = [rng.range(-0.05, 1.05) * w, rng.range(-0.05, 1.05) * h];
    const size = rng.range(0.7, 1.15) * (150 + depth * 90);
    const tone = oklch(
      0.26 + depth * 0.3 + rng.range(-0.04, 0.04),
      0.06 + depth * 0.07,
      hue + rng.range(-18, 10),
    );
    const shape = rng.chance(0.6) ? monsteraLeaf(size, tone) : palmLeaf(size, tone);
    sheet.add(group(`translate(${at[0] + 10} ${at[1] + 14}) rotate(${rng.range(0, 360)})`, shape));
  }
  if (rng.chance(0.6)) {
    for (let i = 0; i < 4; i++) {
      const at: Point = [rng.range(0.1, 0.9) * w, rng.range(0.1, 0.9) * h];
      const tone = oklch(0.72, 0.19, rng.pick([15, 40, 350]));
      for (let k = 0; k < 5; k++)
        sheet.add(
          group(
            `translate(${at[0]} ${at[1]}) rotate(${k * 72})`,
            path("M0 0C46 -30 50 -90 0 -116C-50 -90 -46 -30 0 0Z", tone) +
              path("M0 -10V-80", stroke(blend(tone, "#000000", 0.25), 5)),
          ),
        );
      sheet.add(circle(at, 13, oklch(0.88, 0.15, 95)));
    }
  }
  sheet.vignette(0.3);
}

function monsteraLeaf(size: number, tone: string): string {
  const edge: Point[] = [];
  for (let i = 0; i <= 40; i++) {
    const t = (i / 40) * Math.PI * 2;
    const cut = Math.sin(t * 7) > 0.55 && Math.sin(t / 2) > 0.35 ? 0.55 : 1;
    const heart = size * (0.78 - 0.3 * Math.cos(t)) * cut;
    edge.push([Math.sin(t) * heart, -Math.cos(t) * heart * -1]);
  }
  const veins = Array.from({ length: 6 }, (_, i) => {
    const y = -size * 0.3 + (i * size) / 5;
    return `M0 ${y}L${size * 0.5} ${y + size * 0.12}M0 ${y}L${-size * 0.5} ${y + size * 0.12}`;
  }).join("");
  return (
    path(curveThrough(edge, true), tone) +
    path(
      `M0 ${-size * 0.4}V${size * 0.95}${veins}`,
      stroke(blend(tone, "#ffffff", 0.3), 3.4, { opacity: 0.6 }),
    )
  );
}

function palmLeaf(size: number, tone: string): string {
  let blades = "";
  for (let i = 0; i < 15; i++) {
    const y = -size + (i * size * 2) / 15;
    const long = size * Math.sin(((i + 1.5) / 17) * Math.PI) * 0.85;
    for (const side of [-1, 1])
      blades += `M0 ${y}Q${side * long * 0.6} ${y - size * 0.16} ${side * long} ${y + size * 0.12}Q${side * long * 0.5} ${y + size * 0.06} 0 ${y + size * 0.09}Z`;
  }
  return path(blades, tone) + path(`M0 ${-size}V${size}`, stroke(blend(tone, "#ffffff", 0.25), 4));
}

function drawCactus(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([20, 60, 350, 85, 200]);
  sheet.grain = 0.2;
  sheet.fill(oklch(0.86, 0.08, hue));
  sheet.add(circle([w * 0.5, h * 0.46], 360, oklch(0.93, 0.06, hue + 20)));
  const x = w / 2;
  const base = h * 0.74;
  const green = oklch(0.56, 0.11, rng.pick([155, 145, 170]));
  const tall = h * 0.46;
  const column = (left: number, box: { top: number; wide: number; foot: number }) => {
    let shape = rect([left - box.wide / 2, box.top, box.wide, box.foot - box.top], {
      fill: green,
      rx: box.wide / 2,
    });
    for (let i = 1; i < 5; i++)
      shape += path(
        `M${left - box.wide / 2 + (box.wide * i) / 5} ${box.top + box.wide * 0.3}V${box.foot - 10}`,
        stroke(blend(green, "#0a2a1a", 0.3), 5),
      );
    for (let y = box.top + 40; y < box.foot - 10; y += 44)
      for (let i = 1; i < 5; i++)
        shape += path(
          `M${left - box.wide / 2 + (box.wide * i) / 5} ${y + (i % 2) * 20}l-9 -9m9 9l9 -9`,
          stroke("#fff8e6", 3.4),
        );
    return shape;
  };
  for (const side of rng.chance(0.5) ? [-1, 1] : [1]) {
    const y = base - tall * (side > 0 ? 0.5 : 0.36);
    sheet.add(path(`M${x} ${y}H${x + side * 150}V${y - 130}`, stroke(green, 74)));
    sheet.add(column(x + side * 150, { top: y - 220, wide: 74, foot: y + 10 }));
  }
  sheet.add(column(x, { top: base - tall, wide: 190, foot: base + 60 }));
  const bloom = oklch(0.68, 0.2, rng.pick([0, 20, 340]));
  for (let i = 0; i < 7; i++)
    sheet.add(
      group(
        `translate(${x} ${base - tall + 6}) rotate(${-66 + i * 22})`,
        path(
          "M0 0C24 -24 24 -74 0 -96C-24 -74 -24 -24 0 0Z",
          i % 2 ? bloom : blend(bloom, "#ffffff", 0.3),
        ),
      ),
    );
  const pot = oklch(0.62, 0.14, rng.pick([40, 250, 30]));
  sheet.add(
    path(`M${x - 190} ${base}H${x + 190}L${x + 150} ${base + 210}H${x - 150}Z`, pot) +
      rect([x - 210, base - 20, 420, 62], { fill: blend(pot, "#ffffff", 0.14), rx: 8 }),
  );
  for (const side of [-1, 1])
    sheet.add(
      circle([x + side * 56, base + 108], 12, "#2b1a16") +
        ellipse([x + side * 92, base + 132, 22, 12], { fill: "#ff8f8f", opacity: 0.5 }),
    );
  sheet.add(
    path(
      `M${x - 24} ${base + 128}Q${x} ${base + 152} ${x + 24} ${base + 128}`,
      stroke("#2b1a16", 8),
    ),
  );
  sheet.add(rect([0, base + 205, w, h], oklch(0.72, 0.1, hue)));
}

function drawMushrooms(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([150, 170, 200]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.46, 0.08, hue)],
      [1, oklch(0.18, 0.05, hue)],
    ]),
  );
  for (let i = 0; i < 22; i++)
    sheet.glow([rng.range(0, w), rng.range(0, h * 0.7)], rng.range(40, 190), {
      colour: oklch(0.85, 0.14, rng.pick([100, 120, 85])),
      opacity: 0.3,
    });
  sheet.add(path(below(hillLine(sheet, { y: h * 0.82, rise: 40 }), h + 9), oklch(0.28, 0.07, 145)));
  const cap = rng.pick([25, 40, 330, 285]);
  const count = Math.round(w / 170);
  const spots = Array.from({ length: count }, (_, i) => ({
    x: w * ((i + 0.5) / count) + rng.range(-60, 60),
    y: h * rng.range(0.84, 0.97),
    size: rng.range(0.4, 1.15),
  }));
  for (const spot of spots.sort((a, b) => a.y - b.y))
    sheet.add(
      group(
        `translate(${spot.x} ${spot.y}) rotate(${rng.range(-9, 9)}) scale(${spot.size})`,
        mushroom(sheet, cap + rng.range(-12, 12)),
      ),
    );
  let grass = "";
  for (let x = 0; x < w; x += 7)
    grass += `M${x} ${h + 4}Q${x} ${h - 40} ${x + rng.range(-24, 24)} ${h - rng.range(40, 120)}`;
  sheet.add(path(grass, stroke(oklch(0.36, 0.1, 145), 5)));
  for (let i = 0; i < 26; i++) {
    const at: Point = [rng.range(0, w), rng.range(0.2, 0.95) * h];
    sheet.glow(at, 22, { colour: "#fff3a0", opacity: 0.9 });
    sheet.add(circle(at, 3, "#fffbe0"));
  }
  sheet.vignette(0.35);
}

function mushroom(sheet: Sheet, hue: number): string {
  const { rng } = sheet;
  const red = oklch(0.58, 0.19, hue);
  const cap =
    "M-190 -250C-190 -430 -90 -500 0 -500C90 -500 190 -430 190 -250C130 -222 -130 -222 -190 -250Z";
  let figure = path(
    "M-50 0C-64 -110 -46 -190 -40 -260H40C46 -190 64 -110 50 0C30 14 -30 14 -50 0Z",
    oklch(0.93, 0.03, 85),
  );
  figure += path("M10 0C30 -110 26 -190 24 -260H40C46 -190 64 -110 50 0Z", {
    fill: "#6a4a32",
    opacity: 0.25,
  });
  figure += ellipse([0, -246, 176, 30], oklch(0.84, 0.05, 80)) + path(cap, red);
  for (let i = 0; i < 9; i++) {
    const at: Point = [
      -130 + (i % 5) * 62 + rng.range(-12, 12),
      -440 + Math.floor(i / 5) * 90 + Math.abs((i % 5) - 2) * 34 + rng.range(-10, 20),
    ];
    figure += ellipse([at[0], at[1], rng.range(12, 27), rng.range(9, 20)], "#fdf8ec");
  }
  return (
    figure +
    path("M-150 -330C-130 -420 -80 -462 -20 -474", stroke("#ffffff", 12, { opacity: 0.35 }))
  );
}

function drawSunflowers(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.68, 0.11, rng.pick([240, 225, 290]))],
      [0.55, oklch(0.94, 0.06, 80)],
    ]),
  );
  sheet.glow([w * rng.range(0.2, 0.8), h * 0.34], 500, { colour: "#fff4cf", opacity: 0.9 });
  sheet.add(
    rect(
      [0, h * 0.5, w, h],
      sheet.linear([
        [0, oklch(0.62, 0.12, 120)],
        [1, oklch(0.34, 0.09, 140)],
      ]),
    ),
  );
  for (let row = 0; row < 6; row++) {
    const share = row / 5;
    const y = h * (0.5 + share ** 1.7 * 0.42);
    const size = 0.09 + share ** 1.6 * 0.85;
    for (let x = -40; x < w + 60; x += 330 * size + 12) {
      const at: Point = [
        x + rng.range(-20, 20) * size + (row % 2) * 60 * size,
        y + rng.range(-16, 16) * size,
      ];
      sheet.add(
        path(`M${at[0]} ${at[1]}V${at[1] + 500 * size}`, stroke(oklch(0.5, 0.12, 140), 20 * size)),
      );
      sheet.add(group(`translate(${at[0]} ${at[1]}) scale(${size})`, sunflower(row)));
    }
  }
  sheet.vignette(0.2);
}

function sunflower(row: number): string {
  let petals = "";
  const count = row > 3 ? 16 : 9;
  for (let layer = 0; layer < 2; layer++) {
    for (let i = 0; i < count; i++)
      petals += group(
        `rotate(${(360 / count) * (i + layer / 2)})`,
        path(
          "M0 -30C30 -70 24 -120 0 -142C-24 -120 -30 -70 0 -30Z",
          oklch(0.83 - layer * -0.04, 0.16, 84 + layer * 8),
        ),
      );
  }
  let seeds = circle([0, 0], 62, oklch(0.32, 0.06, 50));
  for (let i = 0; row > 3 && i < 60; i++) {
    const [x, y] = polar([0, 0], Math.sqrt(i) * 7.4, i * 2.39996);
    seeds += circle([x, y], 3.6, oklch(0.48, 0.08, 60));
  }
  return petals + seeds + circle([0, 0], 24, { fill: oklch(0.24, 0.05, 50), opacity: 0.7 });
}

function drawTulips(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.2;
  const horizon = h * 0.42;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.74, 0.09, 235)],
      [0.42, oklch(0.95, 0.025, 220)],
    ]),
  );
  for (let i = 0; i < 4; i++)
    for (let k = 0; k < 5; k++)
      sheet.add(
        ellipse([w * (0.12 + i * 0.26) + k * 46, horizon * rng.range(0.28, 0.5), 64, 26], {
          fill: "#ffffff",
          opacity: 0.7,
        }),
      );
  const vanish: Point = [w * rng.range(0.4, 0.6), horizon - 30];
  const hues = [25, 90, 350, 55, 300, 15, 75, 330];
  const rows = 22;
  for (let i = -rows; i < rows; i++) {
    const [left, right] = [w / 2 + i * 120, w / 2 + (i + 0.74) * 120];
    const flower = oklch(0.68, 0.19, hues[(i + rows) % hues.length] as number);
    sheet.add(
      path(`M${vanish[0]} ${vanish[1]}L${left} ${h + 20}H${left + 120}Z`, oklch(0.46, 0.1, 140)),
    );
    sheet.add(path(`M${vanish[0]} ${vanish[1]}L${left} ${h + 20}H${right}Z`, flower));
    for (let k = 0; k < 30; k++) {
      const depth = 0.14 + rng.next() ** 0.6 * 0.86;
      const at: Point = [
        vanish[0] + (rng.range(left, right) - vanish[0]) * depth,
        vanish[1] + (h + 20 - vanish[1]) * depth,
      ];
      sheet.add(
        ellipse(
          [at[0], at[1], 9 * depth, 12 * depth],
          blend(flower, rng.chance(0.5) ? "#ffffff" : "#5a0a20", 0.24),
        ),
      );
    }
  }
  sheet.add(
    rect(
      [0, horizon - 34, w, 34],
      sheet.linear([
        [0, oklch(0.6, 0.08, 150)],
        [1, oklch(0.52, 0.09, 145)],
      ]),
    ),
  );
  const mill: Point = [w * rng.range(0.18, 0.8), horizon - 20];
  sheet.add(
    path(
      `M${mill[0] - 40} ${mill[1]}L${mill[0] - 24} ${mill[1] - 130}H${mill[0] + 24}L${mill[0] + 40} ${mill[1]}Z`,
      oklch(0.42, 0.05, 40),
    ) +
      path(
        `M${mill[0] - 28} ${mill[1] - 128}Q${mill[0]} ${mill[1] - 176} ${mill[0] + 28} ${mill[1] - 128}Z`,
        oklch(0.3, 0.04, 40),
      ),
  );
  for (let i = 0; i < 4; i++)
    sheet.add(
      group(
        `translate(${mill[0]} ${mill[1] - 132}) rotate(${i * 90 + 28})`,
        rect([-3, -120, 6, 120], "#4a3626") +
          rect([3, -116, 26, 92], { fill: "#f4ead6", opacity: 0.92 }),
      ),
    );
}

function drawBonsai(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const ground = rng.pick([85, 30, 200, 150]);
  sheet.grain = 0.2;
  sheet.fill(oklch(0.92, 0.04, ground));
  sheet.add(circle([w * 0.5, h * 0.42], 330, oklch(0.7, 0.15, rng.pick([30, 45, 15]))));
  const [x, y] = [w / 2, h * 0.76];
  const bark = oklch(0.36, 0.06, 45);
  const trunk: Point[] = [
    [x + 30, y],
    [x - 30, y - 110],
    [x + 60, y - 220],
    [x - 20, y - 330],
    [x + 20, y - 430],
  ];
  sheet.add(
    path(curveThrough(trunk), stroke(bark, 54)) +
      path(curveThrough(trunk.slice(2)), stroke(bark, 36)),
  );
  const pads: [number, number, number][] = [
    [-190, -240, 150],
    [210, -300, 160],
    [-130, -400, 140],
    [40, -500, 170],
    [150, -420, 110],
  ];
  const blossom = rng.chance(0.45);
  for (const [px, py, size] of pads) {
    sheet.add(
      path(
        curveThrough([
          [x + px * 0.2, y + py + 60],
          [x + px * 0.6, y + py + 30],
          [x + px, y + py + 10],
        ]),
        stroke(bark, 20),
      ),
    );
    for (let i = 0; i < 46; i++) {
      const at: Point = [
        x + px + rng.normal() * size * 0.42,
        y + py + rng.normal() * size * 0.17 - 14,
      ];
      sheet.add(
        circle(
          at,
          rng.range(14, 30),
          blossom
            ? oklch(rng.range(0.8, 0.92), 0.09, rng.range(345, 365))
            : oklch(rng.range(0.44, 0.64), 0.11, rng.range(138, 152)),
        ),
      );
    }
  }
  const pot = oklch(0.42, 0.08, rng.pick([250, 30, 190]));
  sheet.add(
    path(`M${x - 230} ${y}H${x + 230}L${x + 190} ${y + 96}H${x - 190}Z`, pot) +
      rect([x - 250, y - 12, 500, 30], { fill: blend(pot, "#ffffff", 0.14), rx: 6 }) +
      rect([x - 180, y + 96, 50, 18], pot) +
      rect([x + 130, y + 96, 50, 18], pot),
  );
  sheet.add(ellipse([x, y - 10, 200, 18], oklch(0.48, 0.09, 140)));
  sheet.add(rect([0, y + 112, w, h], oklch(0.8, 0.05, ground)));
}
