// Imgur has a giraffe, and so do we.
import { blend, oklch } from "../colour.ts";
import type { Motif } from "../motif.ts";
import {
  circle,
  ellipse,
  group,
  path,
  polar,
  polygon,
  rect,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";
import { backdrop, eye, GROUNDS, place } from "./portrait.ts";

/** The giraffe, looking at you. */
export const GIRAFFE_MOTIFS: readonly Motif[] = [
  {
    name: "giraffe portrait",
    kind: "photo",
    shapes: ["upright", "square", "upright"],
    tags: ["giraffe", "aww", "animals"],
    titles: [
      "He has been told there are leaves",
      "Long neck, short attention span",
      "Gerald, employee since 2009",
      "Chewing on a thought",
      "My profile picture chose me",
    ],
    draw: drawGiraffePortrait,
    moves: true,
  },
];

function drawGiraffePortrait(sheet: Sheet): void {
  const { rng, phase } = sheet;
  backdrop(sheet, rng.pick(GROUNDS));
  const hide = oklch(0.82, 0.11, 82);
  const patch = oklch(0.48, 0.1, 52);
  const muzzle = oklch(0.92, 0.06, 85);
  const chew = Math.sin(phase * TAU * 2) * 9;
  const neck = "M-118 40L-92 -420C-60 -470 60 -470 92 -420L118 40Z";
  const clip = sheet.clip(path(neck, "#000"));
  let patches = "";
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 4; column++) {
      const [x, y] = [
        -150 + column * 86 + (row % 2) * 43 + rng.range(-8, 8),
        -440 + row * 66 + rng.range(-6, 6),
      ];
      const points = Array.from({ length: 6 }, (_, i) =>
        polar([x, y], rng.range(29, 38), (i / 6) * TAU + rng.range(-0.2, 0.2)),
      );
      patches += polygon(points, patch);
    }
  }
  let figure =
    path(neck, hide) +
    `<g clip-path="${clip}">${patches}${rect([20, -500, 200, 600], { fill: "#5a2b10", opacity: 0.14 })}</g>`;
  for (const side of [-1, 1]) {
    figure +=
      path(`M${side * 52} -790L${side * 66} -900`, stroke(hide, 26)) +
      circle([side * 67, -906], 26, patch);
    figure += group(
      `translate(${side * 118} -700) rotate(${side * (14 + Math.sin(phase * TAU) * 7)})`,
      ellipse([side * 84, 0, 92, 34], hide) +
        ellipse([side * 88, 3, 62, 18], oklch(0.78, 0.09, 40)),
    );
  }
  figure += path(
    "M-122 -700C-130 -800 -70 -836 0 -836C70 -836 130 -800 122 -700C118 -610 96 -540 88 -470C70 -410 -70 -410 -88 -470C-96 -540 -118 -610 -122 -700Z",
    hide,
  );
  figure +=
    ellipse([0, -478 + chew * 0.5, 122, 92], muzzle) +
    ellipse([-44, -520, 12, 17], patch) +
    ellipse([44, -520, 12, 17], patch);
  figure += path(`M-56 ${-456 + chew}Q0 ${-410 + chew * 1.6} 56 ${-456 + chew}`, stroke(patch, 9));
  const blink = phase > 0.7 && phase < 0.78 ? 0.9 : 0.16;
  for (const side of [-1, 1]) {
    figure += eye([side * 74, -668], { size: 50, iris: "#3a2415", lid: blink, fur: hide });
    for (let i = -1; i <= 1; i++)
      figure += path(
        `M${side * (98 + i * 12)} ${-712 + Math.abs(i) * 6}l${side * 18} -20`,
        stroke("#2b1a12", 6),
      );
  }
  const leaf = oklch(0.62, 0.16, 145);
  figure += group(
    `translate(62 ${-440 + chew}) rotate(${chew * 1.4})`,
    path("M0 0C60 -40 120 -20 130 30C80 50 30 40 0 0Z", leaf) +
      path("M10 6C60 30 80 80 60 116C20 96 0 50 10 6Z", blend(leaf, "#000000", 0.15)),
  );
  place(sheet, group("translate(0 190) scale(1.24)", figure));
}
