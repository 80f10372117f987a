// Where people live: skylines, windows, neon.
import { blend, oklch } from "./colour.ts";
import { drawStars } from "./draw_savannah.ts";
import type { Motif } from "./motif.ts";
import { circle, type Point, path, polygon, rect, type Sheet, stroke } from "./sheet.ts";

/** Cities. */
export const CITY_MOTIFS: readonly Motif[] = [
  {
    name: "night skyline",
    kind: "photo",
    shapes: ["wide", "panorama", "tall"],
    tags: ["city", "night", "wallpaper"],
    titles: [
      "Every window is someone not sleeping",
      "City that never clocks out",
      "Found the moon between two meetings",
      "View from the roof (with permission, mostly)",
    ],
    draw: drawSkyline,
  },
  {
    name: "synthwave",
    kind: "photo",
    shapes: ["wide", "screen", "tall"],
    tags: ["wallpaper", "retro", "art", "gaming"],
    titles: [
      "1985 called, it wants its horizon back",
      "Outrun, outran, outrunning",
      "Loading nostalgia…",
      "The sun, but it has been to art school",
    ],
    draw: drawSynthwave,
    moves: true,
  },
  {
    name: "facade",
    kind: "graphic",
    shapes: ["upright", "square", "wide"],
    tags: ["city", "architecture", "art"],
    titles: [
      "Rear window, all of them",
      "Twelve neighbours, one cat",
      "Somebody is always cooking something better than me",
      "Colours of my street",
    ],
    draw: drawFacade,
  },
  {
    name: "bridge in fog",
    kind: "photo",
    shapes: ["wide", "panorama"],
    tags: ["city", "fog", "architecture", "landscape"],
    titles: [
      "The other half is still loading",
      "Bridge to somewhere, probably",
      "Karl the fog says hello",
      "Commute at 6:12",
    ],
    draw: drawBridge,
  },
  {
    name: "isometric town",
    kind: "graphic",
    shapes: ["square", "wide"],
    tags: ["art", "city", "gaming"],
    titles: [
      "I zoned it all residential",
      "Tiny town, tiny taxes",
      "Weekend project: a whole city",
      "If the bus were on time, you'd see it",
    ],
    draw: drawIsometric,
  },
  {
    name: "metro at night",
    kind: "photo",
    shapes: ["wide", "panorama"],
    tags: ["city", "night", "trains"],
    titles: [
      "Last train home",
      "The 23:48, as seen from the 23:47",
      "Trains are just caterpillars with jobs",
      "Line 4, always warm light",
    ],
    draw: drawMetro,
    moves: true,
  },
];

function drawSkyline(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([275, 255, 300, 225]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.16, 0.06, hue)],
      [0.62, oklch(0.42, 0.1, hue + 20)],
      [0.72, oklch(0.62, 0.11, hue + 60)],
    ]),
  );
  drawStars(sheet, { count: 70, bottom: h * 0.4 });
  const moon: Point = [w * rng.range(0.55, 0.85), h * 0.2];
  sheet.glow(moon, 260, { colour: "#fff3d6", opacity: 0.5 });
  sheet.add(circle(moon, 54, "#fdf3dc"));
  const shore = h * 0.78;
  for (let layer = 0; layer < 4; layer++) {
    const share = layer / 3;
    const colour = blend(oklch(0.4, 0.08, hue + 10), oklch(0.12, 0.035, hue), share ** 0.7);
    let x = -rng.range(0, 80);
    let towers = "";
    let lights = "";
    while (x < w) {
      const wide = rng.range(46, 120) * (0.7 + share * 0.5);
      const tall = h * (0.62 - share * 0.34) * rng.range(0.35, 1) ** 0.8;
      towers += tower(sheet, { x, wide, top: shore - tall, shore });
      lights += windows(sheet, { x, wide, top: shore - tall, shore, share });
      x += wide + rng.range(-6, 14);
    }
    sheet.add(path(towers, colour));
    if (lights !== "")
      sheet.add(path(lights, { fill: oklch(0.87, 0.12, 80), opacity: 0.25 + share * 0.65 }));
  }
  sheet.add(
    rect(
      [0, shore, w, h],
      sheet.linear([
        [0, oklch(0.26, 0.07, hue)],
        [1, oklch(0.1, 0.03, hue)],
      ]),
    ),
  );
  for (let i = 0; i < 240; i++) {
    const y = shore + 4 + rng.next() ** 1.6 * (h - shore);
    const colour = oklch(0.86, 0.12, rng.pick([80, 60, 95, 30]));
    sheet.add(
      rect([rng.range(0, w), y, rng.range(8, 44), 2.4], {
        fill: colour,
        opacity: rng.range(0.05, 0.4) * (1 - (y - shore) / (h - shore) / 1.4),
      }),
    );
  }
  sheet.vignette(0.3);
}

interface Tower {
  readonly x: number;
  readonly wide: number;
  readonly top: number;
  readonly shore: number;
}

function tower(sheet: Sheet, tower: Tower): string {
  const { x, wide, top, shore } = tower;
  const body = `M${x} ${shore}V${top}H${x + wide}V${shore}Z`;
  const form = sheet.rng.int(0, 4);
  const middle = x + wide / 2;
  if (form === 0) return `${body}M${x + wide * 0.2} ${top}V${top - 30}H${x + wide * 0.8}V${top}Z`;
  if (form === 1) return `${body}M${x} ${top}L${middle} ${top - wide * 0.5}L${x + wide} ${top}Z`;
  if (form === 2) return `${body}M${middle - 2} ${top}V${top - 70}H${middle + 2}V${top}Z`;
  return body;
}

function windows(sheet: Sheet, tower: Tower & { share: number }): string {
  const { x, wide, top, shore, share } = tower;
  if (share === 0) return "";
  const step = 15;
  let lights = "";
  for (let y = top + 12; y < shore - 10; y += step + 2) {
    for (let at = x + 8; at < x + wide - 10; at += step) {
      if (sheet.rng.chance(0.3)) lights += `M${Math.round(at)} ${Math.round(y)}h6v8h-6Z`;
    }
  }
  return lights;
}

function drawSynthwave(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([320, 300, 345]);
  const horizon = h * 0.6;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.14, 0.09, 285)],
      [0.4, oklch(0.36, 0.17, hue)],
      [0.6, oklch(0.68, 0.2, hue + 40)],
    ]),
  );
  drawStars(sheet, { count: 120, bottom: horizon * 0.7 });
  const sun: Point = [w / 2, horizon - 130];
  const r = 230;
  sheet.glow(sun, r * 2.4, { colour: "#ff5fa8", opacity: 0.7 });
  const slats = Array.from({ length: 7 }, (_, i) =>
    rect([0, sun[1] + 10 + i * 34, w, 4 + i * 3.6], "#000"),
  ).join("");
  const mask = `<mask id="slats"><rect width="${w}" height="${h}" fill="#fff"/>${slats}</mask>`;
  sheet.add(
    `${mask}<g mask="url(#slats)">${circle(
      sun,
      r,
      sheet.linear([
        [0, "#ffe66d"],
        [0.5, "#ff9a5a"],
        [1, "#ff2d8f"],
      ]),
    )}</g>`,
  );
  for (const side of [0, 1]) {
    const points: Point[] = Array.from({ length: 13 }, (_, i): Point => {
      const x = side === 0 ? (i / 12) * w * 0.42 : w - (i / 12) * w * 0.42;
      return [x, horizon - (1 - i / 12) * rng.range(60, 250) * (i % 2 ? 1 : 0.45)];
    });
    const edge = side === 0 ? 0 : w;
    sheet.add(
      polygon(
        [[edge, horizon + 2], ...points, [points[12]?.[0] ?? 0, horizon + 2]],
        oklch(0.17, 0.09, 290),
      ),
    );
    sheet.add(
      path(
        points.map(([x, y], i) => `${i ? "L" : "M"}${x} ${y}`).join(""),
        stroke("#3ff2ff", 4, { opacity: 0.85 }),
      ),
    );
  }
  sheet.add(
    rect(
      [0, horizon, w, h],
      sheet.linear([
        [0, oklch(0.3, 0.16, 310)],
        [1, oklch(0.1, 0.07, 285)],
      ]),
    ),
  );
  let grid = "";
  for (let i = -26; i <= 26; i++) grid += `M${w / 2 + i * 26} ${horizon}L${w / 2 + i * 230} ${h}`;
  for (let i = 0; i < 13; i++) {
    const depth = ((i + phase) / 13) ** 2.6;
    grid += `M0 ${horizon + depth * (h - horizon)}H${w}`;
  }
  sheet.add(path(grid, stroke("#ff4fd8", 9, { opacity: 0.22 })) + path(grid, stroke("#ff8be6", 3)));
  sheet.vignette(0.3);
}

function drawFacade(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([35, 60, 20, 200, 150, 350]);
  const wall = oklch(0.78, 0.09, hue);
  sheet.grain = 0.25;
  sheet.fill(wall);
  const columns = Math.round(w / 250);
  const rows = Math.round(h / 290);
  const [sx, sy] = [w / columns, h / rows];
  for (let row = 0; row < rows; row++) {
    sheet.add(rect([0, row * sy, w, 10], oklch(0.7, 0.09, hue)));
    for (let column = 0; column < columns; column++)
      facadeWindow(sheet, {
        x: column * sx + sx * 0.2,
        y: row * sy + sy * 0.16,
        wide: sx * 0.6,
        tall: sy * 0.66,
        hue,
      });
  }
}

function facadeWindow(
  sheet: Sheet,
  pane: { x: number; y: number; wide: number; tall: number; hue: number },
): void {
  const { rng } = sheet;
  const { x, y, wide, tall, hue } = pane;
  const lit = rng.chance(0.4);
  const frame = oklch(0.96, 0.015, 90);
  sheet.add(rect([x + 8, y + 12, wide + 6, tall + 6], { fill: "#2a1208", opacity: 0.22 }));
  sheet.add(rect([x - 8, y - 8, wide + 16, tall + 16], frame));
  sheet.add(rect([x, y, wide, tall], lit ? oklch(0.88, 0.12, 88) : oklch(0.42, 0.06, 235)));
  const what = rng.int(0, 5);
  const dark = lit ? oklch(0.5, 0.1, 60) : oklch(0.26, 0.05, 240);
  if (what === 0) {
    const cat = [x + wide * 0.5, y + tall] as const;
    sheet.add(
      path(
        `M${cat[0] - 34} ${cat[1]}C${cat[0] - 40} ${cat[1] - 70} ${cat[0] - 22} ${cat[1] - 66} ${cat[0] - 20} ${cat[1] - 84}L${cat[0] - 22} ${cat[1] - 112}L${cat[0] - 6} ${cat[1] - 98}L${cat[0] + 8} ${cat[1] - 98}L${cat[0] + 22} ${cat[1] - 112}L${cat[0] + 20} ${cat[1] - 84}C${cat[0] + 22} ${cat[1] - 66} ${cat[0] + 40} ${cat[1] - 70} ${cat[0] + 34} ${cat[1]}Z`,
        dark,
      ),
    );
  } else if (what === 1) {
    for (let i = 0; i < 5; i++)
      sheet.add(
        path(
          `M${x + wide * 0.5} ${y + tall}Q${x + wide * 0.5} ${y + tall * 0.6} ${x + wide * (0.2 + i * 0.15)} ${y + tall * 0.42}`,
          stroke(oklch(0.52, 0.13, 145), 12),
        ),
      );
  } else if (what === 2) {
    sheet.add(
      path(
        `M${x} ${y}H${x + wide * 0.36}Q${x + wide * 0.3} ${y + tall * 0.6} ${x} ${y + tall * 0.9}ZM${x + wide} ${y}H${x + wide * 0.64}Q${x + wide * 0.7} ${y + tall * 0.6} ${x + wide} ${y + tall * 0.9}Z`,
        oklch(0.9, 0.06, hue + 140),
      ),
    );
  } else if (what === 3) {
    sheet.add(
      path(`M${x + wide / 2} ${y}v${tall * 0.26}`, stroke(dark, 4)) +
        path(
          `M${x + wide * 0.3} ${y + tall * 0.42}L${x + wide * 0.42} ${y + tall * 0.24}H${x + wide * 0.58}L${x + wide * 0.7} ${y + tall * 0.42}Z`,
          oklch(0.64, 0.16, 30),
        ),
    );
  }
  sheet.add(
    path(`M${x + wide / 2} ${y}v${tall}M${x} ${y + tall * 0.38}h${wide}`, stroke(frame, 9)),
  );
  if (rng.chance(0.55)) {
    const shutter = oklch(0.5, 0.09, hue + 160);
    for (const left of [x - wide * 0.3, x + wide + 8]) {
      sheet.add(rect([left, y - 6, wide * 0.26, tall + 12], shutter));
      for (let i = 1; i < 9; i++)
        sheet.add(
          rect([left + 4, y + (tall * i) / 9, wide * 0.26 - 8, 4], blend(shutter, "#000000", 0.25)),
        );
    }
  }
  sheet.add(rect([x - 20, y + tall + 8, wide + 40, 16], frame));
  if (!rng.chance(0.5)) return;
  for (let i = 0; i < 8; i++)
    sheet.add(
      circle(
        [x + (wide * (i + 0.5)) / 8, y + tall - 2 - (i % 3) * 9],
        17,
        oklch(0.62, 0.17, rng.pick([20, 350, 145, 150, 90])),
      ),
    );
}

function drawBridge(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const mood = rng.pick([
    { hue: 30, fog: 60 },
    { hue: 250, fog: 230 },
    { hue: 20, fog: 300 },
  ]);
  const fog = oklch(0.92, 0.04, mood.fog);
  const steel = oklch(0.54, 0.15, mood.hue);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.74, 0.07, mood.fog + 30)],
      [0.6, fog],
    ]),
  );
  sheet.glow([w * 0.3, h * 0.3], 600, { colour: "#ffffff", opacity: 0.8 });
  const deck = h * 0.66;
  const posts = [w * 0.24, w * 0.76];
  const tip = h * 0.16;
  const faded = (x: number) => blend(steel, fog, Math.min(0.8, Math.max(0, (x / w - 0.3) * 1.1)));
  for (let x = 0; x <= w; x += 26) {
    const left = posts[0] as number;
    const right = posts[1] as number;
    const span = right - left;
    const t =
      x < left
        ? (left - x) / (span / 2)
        : x > right
          ? (x - right) / (span / 2)
          : Math.abs((x - (left + right) / 2) / (span / 2));
    const sag = x >= left && x <= right ? (1 - t * t) * (deck - tip - 40) : t * (deck - tip);
    sheet.add(
      path(
        `M${x} ${tip + Math.min(sag, deck - tip)}V${deck}`,
        stroke(faded(x), 2.6, { opacity: 0.8 }),
      ),
    );
  }
  const cable = `M${posts[0]} ${tip}Q${w / 2} ${deck * 1.9 - tip * 0.95} ${posts[1]} ${tip}`;
  sheet.add(
    path(
      `${cable}M${posts[0]} ${tip}L${(posts[0] as number) - w * 0.26} ${deck}M${posts[1]} ${tip}L${(posts[1] as number) + w * 0.26} ${deck}`,
      stroke(
        sheet.linear(
          [
            [0, steel],
            [1, faded(w)],
          ],
          [1, 0],
        ),
        9,
      ),
    ),
  );
  for (const x of posts) {
    const colour = faded(x);
    sheet.add(rect([x - 40, tip - 26, 22, h], colour) + rect([x + 18, tip - 26, 22, h], colour));
    for (let i = 0; i < 4; i++) sheet.add(rect([x - 40, tip + i * 120, 80, 26], colour));
  }
  sheet.add(
    rect(
      [0, deck, w, 30],
      sheet.linear(
        [
          [0, steel],
          [1, faded(w)],
        ],
        [1, 0],
      ),
    ),
  );
  for (let i = 0; i < 30; i++) {
    const at: Point = [rng.range(-100, w + 100), h * rng.range(0.68, 1.05)];
    sheet.glow(at, rng.range(160, 360), { colour: fog, opacity: 0.7 });
  }
  sheet.add(
    rect(
      [0, h * 0.62, w, h],
      sheet.linear([
        [0, fog, 0],
        [1, fog, 0.95],
      ]),
    ),
  );
  sheet.vignette(0.16);
}

function drawIsometric(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.15;
  const hue = rng.range(0, 360);
  sheet.fill(oklch(0.9, 0.05, hue));
  const [ux, uy] = [92, 53];
  const cells = Math.ceil((w / ux + h / uy) / 2) + 2;
  for (let sum = -cells; sum < cells * 2; sum++) {
    for (let x = -cells; x < cells * 2; x++) {
      const y = sum - x;
      const at: Point = [w / 2 + (x - y) * ux, h * 0.1 + (x + y) * uy];
      if (at[0] < -ux * 2 || at[0] > w + ux * 2 || at[1] < -uy * 2 || at[1] > h + 340) continue;
      isometricCell(sheet, { at, size: [ux, uy], road: x % 4 === 0 || y % 4 === 0, hue });
    }
  }
}

function isometricCell(
  sheet: Sheet,
  cell: { at: Point; size: Point; road: boolean; hue: number },
): void {
  const { rng } = sheet;
  const [x, y] = cell.at;
  const [ux, uy] = cell.size;
  const top: Point[] = [
    [x, y - uy],
    [x + ux, y],
    [x, y + uy],
    [x - ux, y],
  ];
  if (cell.road) {
    sheet.add(polygon(top, oklch(0.6, 0.02, cell.hue)));
    return;
  }
  const park = rng.chance(0.25);
  sheet.add(polygon(top, park ? oklch(0.78, 0.13, 140) : oklch(0.85, 0.03, cell.hue)));
  if (park) {
    for (let i = 0; i < 3; i++) {
      const [tx, ty] = [x + rng.range(-40, 40), y + rng.range(-20, 20)];
      sheet.add(
        rect([tx - 4, ty - 20, 8, 22], oklch(0.45, 0.06, 50)) +
          circle([tx, ty - 36], 25, oklch(0.62, 0.14, 150)) +
          circle([tx - 6, ty - 42], 15, oklch(0.7, 0.14, 145)),
      );
    }
    return;
  }
  const tall = rng.pick([50, 80, 120, 170, 240]);
  const [bx, by] = [ux * 0.8, uy * 0.8];
  const colour = rng.pick(
    [30, 60, 90, 200, 250, 340].map((turn) => oklch(0.76, 0.1, cell.hue + turn)),
  );
  sheet.add(
    polygon(
      [
        [x - bx, y],
        [x, y + by],
        [x, y + by - tall],
        [x - bx, y - tall],
      ],
      blend(colour, "#20143a", 0.18),
    ),
  );
  sheet.add(
    polygon(
      [
        [x + bx, y],
        [x, y + by],
        [x, y + by - tall],
        [x + bx, y - tall],
      ],
      blend(colour, "#20143a", 0.42),
    ),
  );
  sheet.add(
    polygon(
      [
        [x, y - by - tall],
        [x + bx, y - tall],
        [x, y + by - tall],
        [x - bx, y - tall],
      ],
      blend(colour, "#ffffff", 0.35),
    ),
  );
  let panes = "";
  for (let floor = 20; floor < tall - 10; floor += 30) {
    for (const share of [0.16, 0.44, 0.72]) {
      const [px, py] = [x - bx + bx * share, y + by * share - floor];
      panes += `M${px} ${py}l${bx * 0.16} ${by * 0.16}v-15l${-bx * 0.16} ${-by * 0.16}Z`;
      const [qx, qy] = [x + bx - bx * share, y + by * share - floor];
      panes += `M${qx} ${qy}l${-bx * 0.16} ${by * 0.16}v-15l${bx * 0.16} ${-by * 0.16}Z`;
    }
  }
  sheet.add(path(panes, { fill: rng.chance(0.5) ? "#fff3c0" : "#2a2347", opacity: 0.75 }));
}

function drawMetro(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([265, 240, 290]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.16, 0.05, hue)],
      [0.7, oklch(0.36, 0.09, hue + 30)],
    ]),
  );
  drawStars(sheet, { count: 60, bottom: h * 0.4 });
  const rail = h * 0.66;
  let houses = "";
  let lights = "";
  for (let x = -20; x < w; ) {
    const wide = rng.range(70, 150);
    const top = rail - rng.range(120, 420);
    houses += `M${x} ${h}V${top}H${x + wide}V${h}Z`;
    lights += windows(sheet, { x, wide, top, shore: rail + 200, share: 1 });
    x += wide + 6;
  }
  sheet.add(
    path(houses, oklch(0.22, 0.055, hue)) +
      path(lights, { fill: oklch(0.86, 0.11, 80), opacity: 0.5 }),
  );
  const beam = oklch(0.14, 0.03, hue);
  sheet.add(rect([0, rail, w, 34], beam));
  for (let x = 60; x < w; x += 290) sheet.add(rect([x, rail, 40, h], beam));
  const carWide = 430;
  const cars = 3;
  const total = (carWide + 16) * cars;
  const start = phase === 0 ? w * 0.16 : ((phase + 0.4) % 1) * (w + total) - total;
  for (let i = 0; i < cars; i++) metroCar(sheet, [start + i * (carWide + 16), rail - 132]);
  sheet.glow([start + total, rail - 60], 240, { colour: "#fff2c0", opacity: 0.8 });
  sheet.vignette(0.35);
}

function metroCar(sheet: Sheet, at: Point): void {
  const [x, y] = at;
  sheet.glow([x + 215, y + 60], 330, { colour: "#ffdf9a", opacity: 0.2 });
  sheet.add(rect([x, y, 430, 124], { fill: oklch(0.9, 0.03, 85), rx: 18 }));
  sheet.add(rect([x, y + 82, 430, 14], oklch(0.6, 0.19, 28)));
  sheet.add(rect([x + 20, y + 124, 390, 10], "#15131c"));
  for (let i = 0; i < 5; i++) {
    const left = x + 18 + i * 82;
    sheet.add(rect([left, y + 18, 64, 52], { fill: "#fff1b8", rx: 7 }));
    if (i % 2 === 1)
      sheet.add(
        circle([left + 32, y + 48], 12, "#4a3a55") +
          rect([left + 16, y + 58, 32, 12], { fill: "#4a3a55", rx: 6 }),
      );
  }
}
