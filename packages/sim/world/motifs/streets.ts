// Cities from nearby.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import { circle, type Point, path, polygon, rect, type Sheet, stroke } from "../sheet.ts";

/** Facades and blocks. */
export const STREET_MOTIFS: readonly Motif[] = [
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
    name: "isometric town",
    kind: "graphic",
    rich: true,
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
];

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
  if (park) drawPark(sheet, cell.at);
  else drawBlock(sheet, cell);
}

function drawPark(sheet: Sheet, at: Point): void {
  const { rng } = sheet;
  const [x, y] = at;
  for (let i = 0; i < 3; i++) {
    const [tx, ty] = [x + rng.range(-40, 40), y + rng.range(-20, 20)];
    sheet.add(
      rect([tx - 4, ty - 20, 8, 22], oklch(0.45, 0.06, 50)) +
        circle([tx, ty - 36], 25, oklch(0.62, 0.14, 150)) +
        circle([tx - 6, ty - 42], 15, oklch(0.7, 0.14, 145)),
    );
  }
}

function drawBlock(sheet: Sheet, cell: { at: Point; size: Point; hue: number }): void {
  const { rng } = sheet;
  const [x, y] = cell.at;
  const [ux, uy] = cell.size;
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
