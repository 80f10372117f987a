// What stands in many pictures: hills, trees, stars, giraffes.
import { makeCloudNoise, type Rng } from "../seed.ts";
import {
  circle,
  curveThrough,
  ellipse,
  group,
  type Point,
  path,
  polygon,
  type Sheet,
  stroke,
} from "../sheet.ts";

/** A line of low hills across the sheet. */
export function hillLine(
  sheet: Sheet,
  hills: { y: number; rise: number; scale?: number },
): Point[] {
  const noise = makeCloudNoise(sheet.rng.int(0, 1e9), 3);
  const scale = hills.scale ?? 1.6;
  return Array.from({ length: 61 }, (_, i): Point => {
    const x = (sheet.width * i) / 60;
    return [x, hills.y - (noise((x / 1000) * scale, 0) - 0.5) * hills.rise * 2];
  });
}

/** Small lights in the upper part of the sheet. */
export function drawStars(sheet: Sheet, stars: { count: number; bottom: number }): void {
  const { rng } = sheet;
  for (let i = 0; i < stars.count; i++) {
    const at: Point = [rng.range(0, sheet.width), rng.range(0, 1) ** 1.4 * stars.bottom];
    const bright = rng.next() ** 3;
    sheet.add(circle(at, 0.9 + bright * 2.6, { fill: "#ffffff", opacity: 0.25 + bright * 0.7 }));
  }
}

/** An umbrella acacia in one colour. */
export function drawAcacia(
  sheet: Sheet,
  tree: { foot: Point; size: number; colour: string },
): void {
  const { rng } = sheet;
  const { foot, size, colour } = tree;
  const crown: Point = [foot[0] + size * rng.range(-0.06, 0.06), foot[1] - size * 0.78];
  const reach = size * rng.range(0.62, 0.74);
  const limbs = rng.int(4, 6);
  let wood = "";
  for (let i = 0; i < limbs; i++) {
    const share = (i / (limbs - 1)) * 2 - 1 + rng.range(-0.1, 0.1);
    const tip: Point = [crown[0] + share * reach * 0.72, crown[1] + size * 0.07 * Math.abs(share)];
    const fork: Point = [foot[0] + share * size * 0.07, foot[1] - size * rng.range(0.26, 0.36)];
    const bend: Point = [
      fork[0] + (tip[0] - fork[0]) * 0.42,
      fork[1] + (tip[1] - fork[1]) * rng.range(0.5, 0.62),
    ];
    wood += path(
      curveThrough([foot, fork, bend, tip]),
      stroke(colour, size * rng.range(0.022, 0.034)),
    );
  }
  wood += path(
    curveThrough([
      [foot[0] - size * 0.05, foot[1] + size * 0.02],
      [foot[0] - size * 0.022, foot[1] - size * 0.12],
      [foot[0] - size * 0.026, foot[1] - size * 0.3],
      [foot[0] + size * 0.026, foot[1] - size * 0.3],
      [foot[0] + size * 0.022, foot[1] - size * 0.12],
      [foot[0] + size * 0.05, foot[1] + size * 0.02],
    ]),
    colour,
  );
  sheet.add(wood + leafClouds(rng, { crown, reach, size, colour }));
}

function leafClouds(
  rng: Rng,
  tree: { crown: Point; reach: number; size: number; colour: string },
): string {
  const { crown, reach, size, colour } = tree;
  let leaves = "";
  for (let i = 0; i < 15; i++) {
    const share = (i / 14) * 2 - 1;
    const arch = Math.sqrt(Math.max(0, 1 - share * share));
    const x = crown[0] + share * reach + rng.range(-0.02, 0.02) * size;
    const y = crown[1] - arch * size * 0.1 + rng.range(-0.02, 0.02) * size;
    const wide = size * rng.range(0.09, 0.16) * (0.6 + arch * 0.5);
    leaves += ellipse([x, y, wide, wide * rng.range(0.3, 0.42)], colour);
  }
  for (let i = 0; i < 46; i++) {
    const share = rng.range(-1.08, 1.08);
    const arch = Math.sqrt(Math.max(0, 1 - share * share));
    const y = crown[1] - arch * size * 0.1 + rng.range(-0.07, 0.05) * size;
    leaves += ellipse(
      [crown[0] + share * reach, y, size * rng.range(0.012, 0.034), size * 0.014],
      colour,
    );
  }
  return leaves + ellipse([crown[0], crown[1] - size * 0.045, reach * 0.9, size * 0.075], colour);
}

/** A giraffe from the side in one colour, standing at `foot`, `size` high, looking right unless flipped. */
export function drawGiraffe(
  sheet: Sheet,
  giraffe: { foot: Point; size: number; colour: string; flip: boolean },
): void {
  const { foot, size, colour, flip } = giraffe;
  const legs = [
    [-0.2, -0.205],
    [-0.145, -0.15],
    [0.075, 0.08],
    [0.125, 0.14],
  ] as const;
  let body = "";
  for (const [hip, hoof] of legs) {
    body += path(
      `M${hip - 0.022} -0.4L${hip + 0.032} -0.4L${hoof + 0.014} -0.2L${hoof + 0.016} 0L${hoof - 0.014} 0L${hoof - 0.01} -0.2Z`,
      colour,
    );
  }
  body += path(
    "M-0.235 -0.45C-0.235 -0.52 -0.16 -0.54 -0.06 -0.555C0.02 -0.575 0.06 -0.61 0.09 -0.68" +
      "L0.215 -0.935C0.235 -0.975 0.27 -0.985 0.3 -0.965L0.395 -0.9C0.415 -0.885 0.41 -0.862 0.385 -0.86" +
      "L0.3 -0.872C0.282 -0.86 0.27 -0.84 0.262 -0.815L0.175 -0.5C0.165 -0.43 0.15 -0.37 0.11 -0.36" +
      "C0 -0.335 -0.12 -0.335 -0.19 -0.36C-0.225 -0.375 -0.235 -0.41 -0.235 -0.45Z",
    colour,
  );
  body += path("M0.262 -0.965L0.252 -1.02M0.285 -0.97L0.285 -1.026", stroke(colour, 0.014));
  body += circle([0.252, -1.022], 0.012, colour) + circle([0.285, -1.028], 0.012, colour);
  body += path("M0.235 -0.955L0.195 -0.985L0.222 -0.93Z", colour);
  body += path("M-0.228 -0.49C-0.27 -0.44 -0.262 -0.36 -0.258 -0.3", stroke(colour, 0.012));
  body += ellipse([-0.257, -0.275, 0.012, 0.032], colour);
  sheet.add(group(`translate(${foot[0]} ${foot[1]}) scale(${flip ? -size : size} ${size})`, body));
}

/** A fir in one colour, standing at `foot`. */
export function fir(foot: Point, tree: { size: number; colour: string }): string {
  const { size, colour } = tree;
  const tiers = 6;
  const left: Point[] = [];
  const right: Point[] = [];
  for (let tier = 0; tier < tiers; tier++) {
    const y = foot[1] - size + (size * 0.93 * (tier + 1)) / tiers;
    const out = size * 0.045 + (size * 0.22 * (tier + 1)) / tiers;
    left.unshift([foot[0] - out, y], [foot[0] - out * 0.45, y - size * 0.02]);
    right.push([foot[0] + out * 0.45, y - size * 0.02], [foot[0] + out, y]);
  }
  const order = [
    ...right.flatMap((point, i) =>
      i % 2 === 0
        ? []
        : [point, [foot[0] + (point[0] - foot[0]) * 0.5, point[1] - size * 0.012] as Point],
    ),
  ];
  const mirrored = order.map(([x, y]): Point => [foot[0] * 2 - x, y]).reverse();
  const trunk = size * 0.025;
  return polygon(
    [
      [foot[0], foot[1] - size],
      ...order,
      [foot[0] + trunk, foot[1] - size * 0.06],
      [foot[0] + trunk, foot[1]],
      [foot[0] - trunk, foot[1]],
      [foot[0] - trunk, foot[1] - size * 0.06],
      ...mirrored,
    ],
    colour,
  );
}
