// Below the surface.
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
  polygon,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";

/** Swimmers. */
export const UNDERWATER_MOTIFS: readonly Motif[] = [
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
];

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
