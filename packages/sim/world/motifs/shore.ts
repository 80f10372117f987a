// Boats, islands, rain.
import { oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import {
  below,
  circle,
  curveThrough,
  ellipse,
  type Point,
  path,
  polar,
  rect,
  type Sheet,
  stroke,
} from "../sheet.ts";
import { hillLine } from "./scenery.ts";

/** Water seen from dry places. */
export const SHORE_MOTIFS: readonly Motif[] = [
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
