// Seas, shores, rain.
import { blend, oklch } from "./colour.ts";
import { drawStars, hillLine } from "./draw_savannah.ts";
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
  polygon,
  rect,
  type Sheet,
  stroke,
} from "./sheet.ts";

const TAU = Math.PI * 2;

/** Views over and under water. */
export const WATER_MOTIFS: readonly Motif[] = [
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
    name: "jellyfish",
    kind: "photo",
    shapes: ["upright", "wide", "tall"],
    tags: ["ocean", "wildlife", "nature"],
    titles: [
      "No brain, no bones, no problems",
      "Slow dancers",
      "Aquarium at closing time",
      "They have been doing this for 500 million years",
    ],
    draw: drawJellyfish,
    moves: true,
  },
  {
    name: "koi pond",
    kind: "photo",
    shapes: ["square", "wide", "upright"],
    tags: ["nature", "fish", "aww"],
    titles: [
      "They know what time it is (food time)",
      "Koi being coy",
      "Meeting in the pond, all hands, no hands",
      "The orange one is called Carl",
    ],
    draw: drawKoi,
    moves: true,
  },
  {
    name: "sailboat",
    kind: "graphic",
    shapes: ["square", "upright", "wide"],
    tags: ["ocean", "art", "wallpaper"],
    titles: [
      "Out of office",
      "Going wherever it is windy",
      "Small boat, large day",
      "Poster I made for my dad's boat",
    ],
    draw: drawSailboat,
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
  {
    name: "rain window",
    kind: "photo",
    shapes: ["upright", "wide", "tall"],
    tags: ["rain", "city", "night", "cozy"],
    titles: [
      "Inside weather",
      "Rain on the window, tea on the desk",
      "Traffic, but make it pretty",
      "Best sound in the world, muted for you",
    ],
    draw: drawRainWindow,
  },
  {
    name: "island",
    kind: "photo",
    shapes: ["wide", "square"],
    tags: ["beach", "ocean", "landscape", "wallpaper"],
    titles: [
      "My retirement plan",
      "One palm tree per person, as it should be",
      "The meeting could have been an island",
      "From the drone, before the seagull",
    ],
    draw: drawIsland,
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

function drawJellyfish(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([255, 275, 225, 195]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.5, 0.13, hue - 20)],
      [1, oklch(0.13, 0.06, hue + 10)],
    ]),
  );
  for (let i = 0; i < 7; i++) {
    const x = w * rng.range(-0.1, 1);
    const wide = rng.range(60, 220);
    sheet.add(
      polygon(
        [
          [x, -9],
          [x + wide, -9],
          [x + wide * 2.6 + 260, h],
          [x + 260, h],
        ],
        sheet.linear([
          [0, "#ffffff", 0.16],
          [1, "#ffffff", 0],
        ]),
      ),
    );
  }
  const count = Math.round((w * h) / 190_000);
  for (let i = 0; i < count; i++) {
    const size = rng.range(46, 130) * (i === 0 ? 1.5 : 1);
    const at: Point = [w * rng.range(0.1, 0.9), h * rng.range(0.1, 0.75)];
    const bob = Math.sin((phase + rng.next()) * TAU);
    jelly(sheet, {
      at: [at[0], at[1] + bob * 22],
      size,
      hue: rng.pick([350, 20, 310, 200]),
      pulse: bob,
    });
  }
  for (let i = 0; i < 60; i++) {
    const y = (rng.next() - phase + 1) % 1;
    sheet.add(
      circle([rng.range(0, w), y * h], rng.range(1.5, 5), {
        fill: "#ffffff",
        opacity: rng.range(0.1, 0.5),
      }),
    );
  }
}

function jelly(sheet: Sheet, body: { at: Point; size: number; hue: number; pulse: number }): void {
  const { at, size, hue, pulse } = body;
  const [x, y] = at;
  const wide = size * (1 + pulse * 0.07);
  const { rng } = sheet;
  const colour = oklch(0.8, 0.13, hue);
  sheet.glow(at, size * 2.4, { colour, opacity: 0.4 });
  for (let i = 0; i < 9; i++) {
    const start = x + (i / 4 - 1) * wide * 0.72;
    const sway = rng.range(-20, 20);
    const long = size * rng.range(1.6, 3.2);
    const tail: Point[] = [
      [start, y + 6],
      [start + sway, y + long * 0.33],
      [start - sway + pulse * 12, y + long * 0.66],
      [start + sway, y + long],
    ];
    sheet.add(
      path(
        curveThrough(tail),
        stroke(colour, i % 3 === 1 ? size * 0.1 : 2.6, { opacity: i % 3 === 1 ? 0.3 : 0.6 }),
      ),
    );
  }
  const bell = `M${x - wide} ${y}C${x - wide} ${y - size * 1.25} ${x + wide} ${y - size * 1.25} ${x + wide} ${y}C${x + wide * 0.7} ${y + size * 0.22} ${x + wide * 0.4} ${y - size * 0.06} ${x} ${y + size * 0.1}C${x - wide * 0.4} ${y - size * 0.06} ${x - wide * 0.7} ${y + size * 0.22} ${x - wide} ${y}Z`;
  sheet.add(
    path(
      bell,
      sheet.linear([
        [0, oklch(0.95, 0.06, hue), 0.9],
        [1, oklch(0.62, 0.18, hue), 0.55],
      ]),
    ),
  );
  sheet.add(
    ellipse([x - wide * 0.3, y - size * 0.55, wide * 0.3, size * 0.16], {
      fill: "#ffffff",
      opacity: 0.35,
    }),
  );
}

function drawKoi(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([190, 210, 165]);
  sheet.fill(
    sheet.radial([
      [0, oklch(0.5, 0.08, hue)],
      [1, oklch(0.22, 0.06, hue + 15)],
    ]),
  );
  for (let i = 0; i < 9; i++) {
    const at: Point = [rng.range(0, w), rng.range(0, h)];
    const swell = (phase + rng.next()) % 1;
    for (const ring of [0, 0.5]) {
      const r = ((swell + ring) % 1) * 220;
      sheet.add(circle(at, r, stroke("#ffffff", 2.5, { opacity: 0.28 * (1 - r / 220) })));
    }
  }
  const count = Math.max(5, Math.round((w * h) / 210_000));
  for (let i = 0; i < count; i++) {
    const turn = rng.range(0, TAU);
    const drift = polar([0, 0], 26, turn + phase * TAU);
    const at: Point = [w * rng.range(0.12, 0.88) + drift[0], h * rng.range(0.12, 0.88) + drift[1]];
    koi(sheet, { at, turn, size: rng.range(0.75, 1.25) });
  }
  for (let i = 0; i < 7; i++)
    lilyPad(sheet, [
      rng.chance(0.5) ? rng.range(-20, w * 0.2) : rng.range(w * 0.8, w + 20),
      rng.range(0, h),
    ]);
  sheet.vignette(0.35);
}

function koi(sheet: Sheet, fish: { at: Point; turn: number; size: number }): void {
  const { rng, phase } = sheet;
  const wag = Math.sin((phase * 2 + rng.next()) * TAU) * 22;
  const body = `M150 0C120 46 40 52 -40 26C-90 10 -120 ${4 + wag * 0.4} -150 ${wag * 0.8}C-120 ${-4 + wag * 0.4} -90 -12 -40 -28C40 -52 120 -46 150 0Z`;
  const [white, red] = [oklch(0.96, 0.02, 80), oklch(0.66, 0.2, rng.pick([38, 30, 60]))];
  const base = rng.chance(0.3) ? red : white;
  const clip = sheet.clip(path(body, "#000"));
  let spots = "";
  for (let i = 0; i < 5; i++)
    spots += ellipse(
      [rng.range(-120, 120), rng.range(-30, 30), rng.range(18, 54), rng.range(14, 34)],
      base === red ? white : rng.chance(0.8) ? red : "#1e1b1b",
    );
  const fin = { fill: base, opacity: 0.65 };
  const shape =
    path(`M60 34C40 78 10 92 -10 84C4 66 16 50 20 38Z`, fin) +
    path(`M60 -34C40 -78 10 -92 -10 -84C4 -66 16 -50 20 -38Z`, fin) +
    path(
      `M-140 ${wag * 0.7}C-190 ${-50 + wag} -230 ${-44 + wag * 1.5} -240 ${-30 + wag * 1.6}C-210 ${wag * 1.2} -210 ${10 + wag} -240 ${36 + wag * 1.6}C-220 ${50 + wag * 1.4} -180 ${44 + wag} -140 ${wag * 0.7}Z`,
      fin,
    ) +
    path(body, base) +
    `<g clip-path="${clip}">${spots}</g>` +
    path("M120 -6C60 -10 0 -10 -90 -2", stroke("#ffffff", 5, { opacity: 0.35 })) +
    circle([118, 18], 6, "#151515") +
    circle([118, -18], 6, "#151515");
  const turn = (fish.turn * 180) / Math.PI;
  sheet.add(
    group(
      `translate(${fish.at[0] + 16} ${fish.at[1] + 26}) rotate(${turn}) scale(${fish.size})`,
      path(body, { fill: "#04121a", opacity: 0.3 }),
    ),
  );
  sheet.add(
    group(`translate(${fish.at[0]} ${fish.at[1]}) rotate(${turn}) scale(${fish.size})`, shape),
  );
}

function lilyPad(sheet: Sheet, at: Point): void {
  const { rng } = sheet;
  const size = rng.range(60, 130);
  const turn = rng.range(0, TAU);
  const [from, to] = [polar(at, size, turn), polar(at, size, turn + 5.8)];
  const colour = oklch(rng.range(0.5, 0.62), 0.13, rng.range(138, 150));
  sheet.add(
    path(
      `M${at[0]} ${at[1]}L${from[0]} ${from[1]}A${size} ${size} 0 1 1 ${to[0]} ${to[1]}Z`,
      colour,
    ),
  );
  for (let i = 1; i < 9; i++) {
    const tip = polar(at, size * 0.9, turn + i * 0.65);
    sheet.add(
      path(`M${at[0]} ${at[1]}L${tip[0]} ${tip[1]}`, stroke("#ffffff", 2, { opacity: 0.18 })),
    );
  }
  if (!rng.chance(0.4)) return;
  for (let ring = 0; ring < 3; ring++) {
    for (let i = 0; i < 8; i++) {
      const [x, y] = polar(at, 20 - ring * 6, i * 0.785 + ring * 0.4);
      sheet.add(
        group(
          `translate(${x} ${y}) rotate(${i * 45 + ring * 23})`,
          ellipse([0, 0, 22 - ring * 4, 9], oklch(0.86 + ring * 0.04, 0.1 - ring * 0.02, 355)),
        ),
      );
    }
  }
  sheet.add(circle(at, 8, oklch(0.86, 0.15, 90)));
}

function drawSailboat(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([220, 200, 30, 260]);
  sheet.grain = 0.2;
  sheet.fill(oklch(0.92, 0.05, hue > 100 ? 85 : 70));
  sheet.add(circle([w * 0.68, h * 0.36], 190, oklch(0.76, 0.16, 50)));
  const sea = h * 0.66;
  const x = w * 0.44;
  sheet.add(
    path(
      `M${x} ${sea - 560}L${x} ${sea - 84}L${x - 210} ${sea - 84}C${x - 80} ${sea - 220} ${x - 20} ${sea - 400} ${x} ${sea - 560}Z`,
      oklch(0.98, 0.01, 90),
    ),
  );
  sheet.add(
    path(
      `M${x + 16} ${sea - 520}C${x + 150} ${sea - 360} ${x + 230} ${sea - 200} ${x + 240} ${sea - 84}L${x + 16} ${sea - 84}Z`,
      oklch(0.58, 0.19, 28),
    ),
  );
  sheet.add(rect([x - 2, sea - 580, 12, 520], oklch(0.34, 0.05, 50)));
  sheet.add(
    path(
      `M${x - 240} ${sea - 66}L${x + 270} ${sea - 66}C${x + 240} ${sea + 20} ${x + 190} ${sea + 40} ${x + 150} ${sea + 46}L${x - 150} ${sea + 46}C${x - 190} ${sea + 30} ${x - 220} ${sea - 10} ${x - 240} ${sea - 66}Z`,
      oklch(0.3, 0.07, 255),
    ),
  );
  for (let row = 0; row < 7; row++) {
    const y = sea + row * 54;
    const points = Array.from(
      { length: 24 },
      (_, i): Point => [(i - 1) * (w / 21) + row * 23, y + (i % 2 ? 15 : -15)],
    );
    sheet.add(
      path(
        `${curveThrough(points)}L${w + 200} ${h + 9}L-200 ${h + 9}Z`,
        oklch(0.66 - row * 0.055, 0.09, hue > 100 ? hue : 225),
      ),
    );
  }
  for (let i = 0; i < 5; i++) {
    const [bx, by] = [w * rng.range(0.08, 0.92), h * rng.range(0.08, 0.26)];
    sheet.add(
      path(
        `M${bx - 34} ${by - 10}Q${bx - 15} ${by - 26} ${bx} ${by}Q${bx + 15} ${by - 26} ${bx + 34} ${by - 10}`,
        stroke(oklch(0.34, 0.05, 255), 6),
      ),
    );
  }
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

function drawRainWindow(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([255, 230, 290]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.22, 0.05, hue)],
      [0.6, oklch(0.3, 0.06, hue + 20)],
      [1, oklch(0.14, 0.03, hue)],
    ]),
  );
  for (let i = 0; i < 46; i++) {
    const at: Point = [rng.range(0, w), h * (0.16 + rng.next() * 0.72)];
    const colour = oklch(0.78, 0.16, rng.pick([60, 75, 35, 20, 200, 340]));
    const r = rng.range(26, 92);
    sheet.add(circle(at, r, { fill: colour, opacity: rng.range(0.14, 0.42) }));
    sheet.add(circle(at, r, stroke(colour, 3, { opacity: 0.2 })));
  }
  for (let i = 0; i < 22; i++) {
    const x = rng.range(0, w);
    const [top, bottom] = [rng.range(-100, h * 0.7), rng.range(120, 420)];
    const points: Point[] = [
      [x, top],
      [x + rng.range(-8, 8), top + bottom * 0.5],
      [x + rng.range(-8, 8), top + bottom],
    ];
    sheet.add(path(curveThrough(points), stroke("#ffffff", rng.range(4, 9), { opacity: 0.11 })));
    drop(sheet, { at: points[2] as Point, size: rng.range(10, 19) });
  }
  for (let i = 0; i < 120; i++)
    drop(sheet, { at: [rng.range(0, w), rng.range(0, h)], size: 4 + rng.next() ** 3 * 17 });
  const frame = oklch(0.12, 0.02, 50);
  sheet.add(
    rect([0, 0, w, 30], frame) +
      rect([0, h - 46, w, 50], frame) +
      rect([0, 0, 30, h], frame) +
      rect([w - 30, 0, 34, h], frame),
  );
  sheet.vignette(0.4);
}

function drop(sheet: Sheet, water: { at: Point; size: number }): void {
  const [x, y] = water.at;
  const { size } = water;
  sheet.add(ellipse([x, y, size * 0.9, size], { fill: "#0b1022", opacity: 0.34 }));
  sheet.add(
    path(
      `M${x - size * 0.7} ${y + size * 0.3}A${size * 0.8} ${size * 0.85} 0 0 0 ${x + size * 0.7} ${y + size * 0.3}`,
      stroke("#ffffff", size * 0.2, { opacity: 0.55 }),
    ),
  );
  sheet.add(
    circle([x - size * 0.28, y - size * 0.42], size * 0.17, { fill: "#ffffff", opacity: 0.8 }),
  );
}

function drawIsland(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const sea = h * 0.6;
  const evening = rng.chance(0.4);
  sheet.fill(
    sheet.linear(
      evening
        ? [
            [0, oklch(0.5, 0.13, 320)],
            [0.6, oklch(0.88, 0.11, 60)],
          ]
        : [
            [0, oklch(0.68, 0.12, 235)],
            [0.6, oklch(0.94, 0.03, 210)],
          ],
    ),
  );
  const sun: Point = [w * 0.22, h * 0.26];
  sheet.glow(sun, 420, { colour: "#fff6d8", opacity: 0.95 });
  sheet.add(circle(sun, 66, "#fffdf2"));
  for (let i = 0; i < 5; i++) {
    const [x, y] = [w * rng.range(0.3, 1), h * rng.range(0.1, 0.42)];
    for (let k = 0; k < 6; k++)
      sheet.add(
        ellipse([x + k * 34 - 90, y - (k % 3) * 13, 58, 24], { fill: "#ffffff", opacity: 0.62 }),
      );
  }
  sheet.add(
    rect(
      [0, sea, w, h],
      sheet.linear([
        [0, oklch(0.6, 0.11, evening ? 260 : 225)],
        [0.5, oklch(0.72, 0.11, 195)],
        [1, oklch(0.86, 0.08, 180)],
      ]),
    ),
  );
  for (let i = 0; i < 80; i++)
    sheet.add(
      rect([rng.range(-30, w), sea + rng.next() ** 1.3 * (h - sea), rng.range(20, 130), 2.4], {
        fill: "#ffffff",
        opacity: rng.range(0.1, 0.45),
      }),
    );
  const x = w * 0.56;
  sheet.add(ellipse([x, sea + 120, 420, 66], { fill: "#ffffff", opacity: 0.45 }));
  sheet.add(
    path(
      below(
        [
          [x - 380, sea + 120],
          [x - 240, sea + 62],
          [x - 60, sea + 26],
          [x + 90, sea + 30],
          [x + 260, sea + 70],
          [x + 380, sea + 120],
        ],
        sea + 128,
      ),
      oklch(0.9, 0.07, 85),
    ),
  );
  for (const lean of [-120, 90])
    palm(sheet, { foot: [x + lean * 0.3, sea + 52], lean, tall: rng.range(330, 430) });
  sheet.add(path(below(hillLine(sheet, { y: h * 0.97, rise: 16 }), h + 9), oklch(0.93, 0.06, 85)));
}

function palm(sheet: Sheet, tree: { foot: Point; lean: number; tall: number }): void {
  const { foot, lean, tall } = tree;
  const top: Point = [foot[0] + lean, foot[1] - tall];
  sheet.add(
    path(
      curveThrough([foot, [foot[0] + lean * 0.3, foot[1] - tall * 0.5], top]),
      stroke(oklch(0.42, 0.06, 55), 24),
    ),
  );
  for (let i = 0; i < 9; i++) {
    const angle = Math.PI + (i / 8) * Math.PI + sheet.rng.range(-0.12, 0.12);
    const tip = polar(top, 200, angle);
    const droop = Math.abs(Math.cos(angle)) * 110 + 30;
    const leaf = `M${top[0]} ${top[1]}Q${(top[0] + tip[0]) / 2} ${tip[1] - 46} ${tip[0]} ${tip[1] + droop}Q${(top[0] + tip[0]) / 2} ${tip[1] + 16} ${top[0]} ${top[1]}Z`;
    sheet.add(path(leaf, oklch(0.46 + (i % 3) * 0.07, 0.12, 145)));
  }
  for (const side of [-12, 12])
    sheet.add(circle([top[0] + side, top[1] + 14], 14, oklch(0.4, 0.06, 50)));
}
