// A few shapes, repeated until they please.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { makeCloudNoise, type Rng } from "../seed.ts";
import { circle, group, path, polygon, rect, type Sheet, stroke } from "../sheet.ts";
import { makePalette } from "./palette.ts";

/** Tiles. */
export const TILE_MOTIFS: readonly Motif[] = [
  {
    name: "bauhaus",
    kind: "graphic",
    shapes: ["wide", "square", "upright", "tall"],
    tags: ["art", "design", "wallpaper", "bauhaus"],
    titles: [
      "Form follows fun",
      "Shapes, behaving",
      "My desktop for the next four years",
      "Weimar, but make it wallpaper",
    ],
    draw: drawBauhaus,
  },
  {
    name: "truchet",
    kind: "graphic",
    rich: true,
    shapes: ["square", "wide"],
    tags: ["art", "generative", "design"],
    titles: ["Two tiles and a coin toss", "Follow one line. I'll wait", "Pipes, deluxe edition"],
    draw: drawTruchet,
  },
  {
    name: "cubes",
    kind: "graphic",
    rich: true,
    shapes: ["square", "wide", "tall"],
    tags: ["art", "optical_illusion", "design"],
    titles: [
      "In or out? Yes",
      "Count the cubes (you can't)",
      "Quilt pattern, if anyone is brave enough",
    ],
    draw: drawCubes,
  },
  {
    name: "seigaiha",
    kind: "graphic",
    rich: true,
    shapes: ["square", "wide", "tall"],
    tags: ["art", "design", "wallpaper"],
    titles: ["Waves on paper", "Calm sea, many circles", "Traced this from my favourite teacup"],
    draw: drawSeigaiha,
  },
];

function drawBauhaus(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const palette = makePalette(rng);
  sheet.grain = 0.12;
  sheet.fill(palette[0]);
  const size = rng.pick([200, 250, 166.667]);
  for (let y = 0; y < h - 1; y += size) {
    for (let x = 0; x < w - 1; x += size) {
      const [ground, first, second] = rng.shuffle(palette);
      sheet.add(
        group(
          `translate(${x} ${y}) rotate(${rng.int(0, 3) * 90} ${size / 2} ${size / 2}) scale(${size / 100})`,
          bauhausTile(rng, [ground as string, first as string, second as string]),
        ),
      );
    }
  }
}

function bauhausTile(rng: Rng, colours: readonly [string, string, string]): string {
  const [ground, first, second] = colours;
  const tile = rect([-0.3, -0.3, 100.6, 100.6], ground);
  switch (rng.int(0, 9)) {
    case 0:
      return tile + path("M0 0H100A100 100 0 0 1 0 100Z", first);
    case 1:
      return (
        tile +
        path("M0 50A50 50 0 0 1 100 50Z", first) +
        path("M0 100A50 50 0 0 1 100 100Z", second)
      );
    case 2:
      return tile + circle([50, 50], 36, first) + circle([50, 50], 15, second);
    case 3:
      return (
        tile +
        polygon(
          [
            [0, 0],
            [100, 100],
            [0, 100],
          ],
          first,
        )
      );
    case 4:
      return tile + [0, 2, 4].map((i) => rect([0, i * 20, 100, 20], first)).join("");
    case 5:
      return (
        tile +
        path("M0 0A100 100 0 0 1 100 100H64A64 64 0 0 0 0 36Z", first) +
        path("M0 70A30 30 0 0 1 30 100H0Z", second)
      );
    case 6:
      return tile + circle([50, 50], 50, first) + path("M50 0A50 50 0 0 1 50 100Z", second);
    case 7:
      return (
        tile +
        [0, 1, 2, 3]
          .map((i) =>
            circle([25 + (i % 2) * 50, 25 + Math.floor(i / 2) * 50], 16, i === 0 ? second : first),
          )
          .join("")
      );
    case 8:
      return (
        tile +
        polygon(
          [
            [0, 50],
            [50, 0],
            [100, 50],
            [50, 100],
          ],
          first,
        ) +
        circle([50, 50], 18, second)
      );
    default:
      return (
        tile +
        path("M0 0H50A50 50 0 0 1 0 50Z", first) +
        path("M100 100H50A50 50 0 0 1 100 50Z", second)
      );
  }
}

function drawTruchet(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const palette = makePalette(rng);
  const dark = rng.chance(0.5);
  sheet.grain = 0.1;
  sheet.fill(dark ? palette[1] : palette[0]);
  const size = rng.pick([125, 100, 142.857]);
  const half = size / 2;
  let lines = "";
  for (let y = 0; y < h; y += size) {
    for (let x = 0; x < w; x += size) {
      lines += rng.chance(0.5)
        ? `M${x + half} ${y}A${half} ${half} 0 0 1 ${x} ${y + half}M${x + size} ${y + half}A${half} ${half} 0 0 0 ${x + half} ${y + size}`
        : `M${x + half} ${y}A${half} ${half} 0 0 0 ${x + size} ${y + half}M${x} ${y + half}A${half} ${half} 0 0 1 ${x + half} ${y + size}`;
    }
  }
  sheet.add(path(lines, stroke(palette[4], size * 0.44)));
  sheet.add(path(lines, stroke(dark ? palette[0] : palette[1], size * 0.3)));
  sheet.add(path(lines, stroke(palette[2], size * 0.2)));
  sheet.add(path(lines, stroke(palette[3], size * 0.06)));
}

function drawCubes(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  const size = rng.pick([70, 90, 58]);
  const noise = makeCloudNoise(rng.int(0, 1e9), 2);
  sheet.grain = 0.08;
  sheet.fill(oklch(0.3, 0.08, hue));
  const [dx, dy] = [size * 0.866, size * 0.5];
  for (let row = -1; row < h / (size * 1.5) + 1; row++) {
    for (let column = -1; column < w / (dx * 2) + 1; column++) {
      const x = column * dx * 2 + (row % 2 ? dx : 0);
      const y = row * size * 1.5;
      const tone = hue + noise(x / 420, y / 420) * 190;
      sheet.add(
        polygon(
          [
            [x, y - size],
            [x + dx, y - dy],
            [x, y],
            [x - dx, y - dy],
          ],
          oklch(0.84, 0.11, tone),
        ),
      );
      sheet.add(
        polygon(
          [
            [x - dx, y - dy],
            [x, y],
            [x, y + size],
            [x - dx, y + dy],
          ],
          oklch(0.62, 0.14, tone),
        ),
      );
      sheet.add(
        polygon(
          [
            [x + dx, y - dy],
            [x, y],
            [x, y + size],
            [x + dx, y + dy],
          ],
          oklch(0.43, 0.12, tone),
        ),
      );
    }
  }
}

function drawSeigaiha(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.pick([250, 200, 20, 150, 330]);
  const size = rng.pick([120, 90, 150]);
  sheet.grain = 0.16;
  sheet.fill(oklch(0.36, 0.1, hue));
  for (let row = -1; row < (h / size) * 2 + 3; row++) {
    for (let x = (row % 2 ? size : 0) - size; x < w + size * 2; x += size * 2) {
      const y = row * size * 0.5;
      const gold = rng.chance(0.07);
      for (let ring = 0; ring < 5; ring++) {
        const colour =
          ring % 2
            ? oklch(0.95, 0.025, hue)
            : gold
              ? oklch(0.8, 0.12, 85)
              : blend(oklch(0.36, 0.11, hue), oklch(0.62, 0.11, hue), row / ((h / size) * 2));
        sheet.add(circle([x, y], size * (1 - ring * 0.2), colour));
      }
    }
  }
}
