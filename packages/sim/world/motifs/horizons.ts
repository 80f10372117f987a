// Grids and bridges that lead away.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { circle, type Point, path, polygon, rect, type Sheet, stroke } from "../sheet.ts";
import { drawStars } from "./scenery.ts";

/** Horizons. */
export const HORIZON_MOTIFS: readonly Motif[] = [
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
];

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
  drawCables(sheet, { posts, deck, tip, faded });
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

function drawCables(
  sheet: Sheet,
  bridge: { posts: readonly number[]; deck: number; tip: number; faded: (x: number) => string },
): void {
  const { width: w } = sheet;
  const { posts, deck, tip, faded } = bridge;
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
            [0, faded(0)],
            [1, faded(w)],
          ],
          [1, 0],
        ),
        9,
      ),
    ),
  );
}
