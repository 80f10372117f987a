// The sea in good and bad weather.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import {
  circle,
  ellipse,
  type Point,
  path,
  polar,
  polygon,
  rect,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";
import { drawStars } from "./scenery.ts";

/** At the sea. */
export const SEA_MOTIFS: readonly Motif[] = [
  {
    name: "sea sunset",
    kind: "photo",
    shapes: ["wide", "panorama", "tall"],
    tags: ["landscape", "sunset", "ocean", "nature"],
    titles: [
      "Calm after the storm",
      "The sun clocking out",
      "I came for the waves, they were off today",
      "Today's sky, no filter, promise",
      "Good night from the end of the pier",
    ],
    draw: drawSeaSunset,
    moves: true,
  },
  {
    name: "lighthouse",
    kind: "photo",
    shapes: ["upright", "wide", "tall"],
    tags: ["landscape", "ocean", "night", "lighthouse"],
    titles: [
      "Employee of the month, 140 years running",
      "Everything the light touches",
      "It blinked first",
      "Keeper of the night shift",
    ],
    draw: drawLighthouse,
    moves: true,
  },
  {
    name: "big wave",
    kind: "photo",
    shapes: ["wide", "square"],
    tags: ["ocean", "art", "nature"],
    titles: [
      "Surf's a bit up",
      "The wave that got me, drawn from memory",
      "Respect the sea",
      "Blue, in eleven steps",
    ],
    draw: drawWave,
  },
];

function drawSeaSunset(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const mood = rng.pick([
    [oklch(0.36, 0.07, 30), oklch(0.66, 0.16, 50), oklch(0.92, 0.1, 85)],
    [oklch(0.3, 0.09, 285), oklch(0.62, 0.16, 350), oklch(0.9, 0.1, 60)],
    [oklch(0.42, 0.09, 240), oklch(0.74, 0.09, 40), oklch(0.93, 0.08, 85)],
    [oklch(0.28, 0.06, 200), oklch(0.6, 0.1, 180), oklch(0.93, 0.1, 95)],
  ]);
  const [top, mid, low] = mood as [string, string, string];
  const horizon = h * rng.range(0.5, 0.6);
  sheet.fill(
    sheet.linear([
      [0, top],
      [0.34, mid],
      [0.56, low],
    ]),
  );
  const sun: Point = [w * rng.range(0.36, 0.64), horizon - 34];
  sheet.glow(sun, 760, { colour: "#fff1cc", opacity: 0.9 });
  for (let i = 0; i < 9; i++) {
    const y = horizon * rng.range(0.2, 0.82);
    const long = rng.range(180, 520);
    sheet.add(
      ellipse([rng.range(0, w), y, long, rng.range(5, 18)], {
        fill: blend(top, low, y / horizon),
        opacity: 0.4,
      }),
    );
  }
  sheet.add(circle(sun, 74, "#fffbe9"));
  sheet.add(
    rect(
      [0, horizon, w, h],
      sheet.linear([
        [0, blend(mid, low, 0.5)],
        [0.25, blend(top, mid, 0.4)],
        [1, blend(top, "#05070d", 0.72)],
      ]),
    ),
  );
  for (let i = 0; i < 330; i++) {
    const depth = rng.next() ** 1.7;
    const y = horizon + 3 + depth * (h - horizon);
    const spread = 40 + depth * 330;
    const x = sun[0] + rng.normal() * spread;
    const shimmer = 0.5 + 0.5 * Math.sin((phase + rng.next()) * TAU);
    const long = (12 + depth * 96) * rng.range(0.5, 1.3);
    sheet.add(
      rect([x - long / 2, y, long, 2 + depth * 5], {
        fill: i % 3 ? low : "#fffbe9",
        opacity: 0.12 + shimmer * 0.6 * (1 - depth * 0.6),
        rx: 3,
      }),
    );
  }
  sheet.vignette(0.32);
}

function drawLighthouse(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([265, 235, 300]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.18, 0.07, hue)],
      [0.6, oklch(0.44, 0.11, hue + 20)],
      [0.8, oklch(0.7, 0.11, hue + 70)],
    ]),
  );
  drawStars(sheet, { count: 120, bottom: h * 0.55 });
  const foot: Point = [w * 0.62, h * 0.76];
  const lamp: Point = [foot[0], foot[1] - 436];
  const swing = Math.sin(phase * TAU) * 0.5;
  for (const side of [Math.PI + 0.1 + swing * 0.3, 0.06 + swing * 0.3]) {
    const beam = [lamp, polar(lamp, w * 1.2, side - 0.1), polar(lamp, w * 1.2, side + 0.1)];
    sheet.add(
      polygon(
        beam,
        sheet.linear(
          [
            [0, "#fff3c4", 0.5],
            [1, "#fff3c4", 0.04],
          ],
          [side > 1 ? 0 : 1, 0],
        ),
      ),
    );
  }
  sheet.add(
    rect(
      [0, h * 0.74, w, h],
      sheet.linear([
        [0, oklch(0.5, 0.1, hue + 30)],
        [1, oklch(0.14, 0.05, hue)],
      ]),
    ),
  );
  for (let i = 0; i < 70; i++) {
    const y = h * 0.75 + rng.next() ** 1.5 * h * 0.25;
    sheet.add(
      rect([rng.range(-40, w), y, rng.range(30, 190), 2], {
        fill: "#ffffff",
        opacity: rng.range(0.04, 0.2),
      }),
    );
  }
  sheet.add(
    path(
      `M${foot[0] - 420} ${h + 9}C${foot[0] - 300} ${h * 0.84} ${foot[0] - 190} ${foot[1] + 6} ${foot[0] - 90} ${foot[1] - 6}L${foot[0] + 110} ${foot[1] - 10}C${foot[0] + 230} ${foot[1] + 30} ${foot[0] + 300} ${h * 0.9} ${w + 300} ${h + 9}Z`,
      oklch(0.17, 0.03, hue),
    ),
  );
  tower(sheet, foot);
  sheet.glow(lamp, 260, { colour: "#ffe9a8", opacity: 0.95 });
  sheet.add(circle(lamp, 20, "#fffdf0"));
  sheet.vignette(0.28);
}

function tower(sheet: Sheet, foot: Point): void {
  const [x, y] = foot;
  const body: Point[] = [
    [x - 62, y],
    [x - 40, y - 400],
    [x + 40, y - 400],
    [x + 62, y],
  ];
  const clip = sheet.clip(polygon(body, "#000"));
  let stripes = "";
  for (let i = 0; i < 8; i++)
    stripes += rect([x - 80, y - 400 + i * 50, 160, 50], i % 2 ? "#f2ece0" : oklch(0.54, 0.19, 28));
  sheet.add(
    `<g clip-path="${clip}">${stripes}${rect(
      [x - 80, y - 420, 160, 430],
      sheet.linear(
        [
          [0, "#000000", 0.05],
          [0.4, "#ffffff", 0.08],
          [1, "#0a0820", 0.6],
        ],
        [1, 0],
      ),
    )}</g>`,
  );
  sheet.add(rect([x - 58, y - 410, 116, 14], "#15131f"));
  sheet.add(rect([x - 34, y - 462, 68, 54], { fill: "#ffeeb0", opacity: 0.9 }));
  sheet.add(
    path(
      `M${x - 34} ${y - 462}v54M${x - 11} ${y - 462}v54M${x + 11} ${y - 462}v54M${x + 34} ${y - 462}v54`,
      stroke("#15131f", 5),
    ),
  );
  sheet.add(path(`M${x - 48} ${y - 460}Q${x} ${y - 540} ${x + 48} ${y - 460}Z`, "#3a1420"));
  sheet.add(circle([x, y - 510], 7, "#3a1420"));
  for (const step of [90, 200, 310]) sheet.add(rect([x - 9, y - step - 30, 18, 30], "#2a2433"));
}

function drawWave(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([235, 215, 250]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.93, 0.035, 85)],
      [1, oklch(0.8, 0.06, 60)],
    ]),
  );
  sheet.add(circle([w * 0.74, h * 0.27], 104, oklch(0.66, 0.19, 30)));
  for (let layer = 0; layer < 11; layer++) {
    const share = layer / 10;
    const rise = 330 * (1 - share) ** 1.6 + 36;
    const y = h * (0.6 + share * 0.38);
    const crest = w * (0.26 + 0.1 * Math.sin(layer * 1.9)) + share * w * 0.34;
    const curl = rise * 0.5;
    const d = `M-20 ${y}C${crest - rise * 1.4} ${y} ${crest - rise * 0.9} ${y - rise * 1.1} ${crest} ${y - rise}C${crest + curl} ${y - rise * 0.96} ${crest + curl * 1.5} ${y - rise * 0.5} ${crest + curl * 1.12} ${y - rise * 0.3}C${crest + curl * 1.1} ${y - rise * 0.56} ${crest + curl * 0.6} ${y - rise * 0.66} ${crest + curl * 0.2} ${y - rise * 0.46}C${crest - curl * 0.1} ${y - rise * 0.1} ${crest + rise} ${y + 12} ${crest + rise * 2} ${y - 12}S${w - 100} ${y + 16} ${w + 20} ${y}L${w + 20} ${h + 9}L-20 ${h + 9}Z`;
    const colour = oklch(0.86 - share * 0.58, 0.05 + share * 0.09, hue + share * 16);
    sheet.add(path(d, colour));
    sheet.add(path(d, stroke("#ffffff", 5 - share * 3, { opacity: 0.5 })));
    for (let i = 0; i < 16 && layer < 5; i++) {
      const at = polar(
        [crest + curl, y - rise * 0.7],
        curl * rng.range(0.3, 1.1),
        rng.range(-2.2, 0.7),
      );
      sheet.add(circle(at, rng.range(2, 11), { fill: "#ffffff", opacity: 0.85 }));
    }
  }
}
