// Robots, rockets, cameras.
import { blend, oklch } from "../colour.ts";
import { letters } from "../lettering.ts";
import type { Motif } from "../motif.ts";
import {
  circle,
  ellipse,
  group,
  type Point,
  path,
  polygon,
  rect,
  type Sheet,
  stroke,
  TAU,
} from "../sheet.ts";

/** Machines. */
export const MACHINE_MOTIFS: readonly Motif[] = [
  {
    name: "robot",
    kind: "graphic",
    shapes: ["square", "upright"],
    tags: ["art", "robots", "funny"],
    titles: [
      "He passed the captcha. I failed",
      "Built a friend",
      "Beep boop, rent is due",
      "Runs on tea and good intentions",
    ],
    draw: drawRobot,
    moves: true,
  },
  {
    name: "rocket",
    kind: "graphic",
    shapes: ["upright", "square", "tall"],
    tags: ["space", "art", "wallpaper"],
    titles: [
      "Monday, leaving",
      "To the moon, by way of the snack bar",
      "Poster for the school science fair",
      "T minus whenever",
    ],
    draw: drawRocket,
    moves: true,
  },
  {
    name: "camera",
    kind: "graphic",
    shapes: ["square", "wide"],
    tags: ["photography", "retro", "design"],
    titles: [
      "My grandfather's, still works, unlike me before coffee",
      "Thirty-six shots, thirty-five of my thumb",
      "Inherited it with a film still inside",
    ],
    draw: drawCamera,
  },
];

function drawRobot(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.15;
  sheet.fill(oklch(0.86, 0.09, hue));
  for (let i = 0; i < 16; i++)
    sheet.add(
      group(
        `translate(${w / 2} ${h * 0.5}) rotate(${i * 22.5 + phase * 22.5})`,
        polygon(
          [
            [0, 0],
            [70, -1400],
            [-70, -1400],
          ],
          { fill: "#ffffff", opacity: 0.16 },
        ),
      ),
    );
  const [metal, dark] = [oklch(0.72, 0.09, hue + 170), oklch(0.3, 0.05, hue + 170)];
  const bob = Math.sin(phase * TAU) * 10;
  let figure = rect([-80, -330, 160, 60], dark);
  figure +=
    rect([-230, -290, 460, 340], { fill: metal, rx: 50 }) +
    rect([-140, -220, 280, 170], { fill: blend(metal, "#000000", 0.3), rx: 20 });
  for (let i = 0; i < 5; i++) {
    const tall = 30 + 90 * Math.abs(Math.sin(phase * TAU + i * 1.1 + rng.next()));
    figure += rect([-116 + i * 50, -66 - tall, 32, tall], {
      fill: oklch(0.84, 0.17, rng.pick([140, 95, 30, 200])),
      rx: 6,
    });
  }
  for (const side of [-1, 1]) {
    figure +=
      path(
        `M${side * 240} -220Q${side * 380} -200 ${side * 350} ${-60 + bob * 2 * side}`,
        stroke(dark, 44),
      ) +
      circle([side * 350, -40 + bob * 2 * side], 52, metal) +
      circle([side * 350, -40 + bob * 2 * side], 24, dark);
  }
  let head =
    rect([-270, -780, 540, 420], { fill: metal, rx: 90 }) +
    rect([-210, -710, 420, 260], { fill: dark, rx: 60 });
  const blink = phase > 0.6 && phase < 0.68;
  for (const side of [-1, 1]) {
    head += blink
      ? rect([side * 100 - 56, -590, 112, 14], { fill: "#a5fff2", rx: 7 })
      : circle([side * 100, -588], 60, "#a5fff2") +
        circle([side * 100 + 8, -584], 28, dark) +
        circle([side * 100 + 22, -606], 13, "#ffffff");
    head += rect([side * 290 - 28, -650, 56, 140], { fill: blend(metal, "#000000", 0.25), rx: 18 });
  }
  head +=
    path("M-70 -490Q0 -450 70 -490", stroke("#a5fff2", 12)) +
    path("M0 -780V-870", stroke(dark, 18)) +
    circle([0, -890], 36, oklch(0.7, 0.2, 28));
  sheet.add(
    group(
      `translate(${w / 2} ${h - 20}) scale(${Math.min(1, w / 1000)})`,
      figure + group(`translate(0 ${bob})`, head),
    ),
  );
}

function drawRocket(sheet: Sheet): void {
  const { width: w, height: h, rng, phase } = sheet;
  const hue = rng.pick([275, 250, 300, 200]);
  sheet.grain = 0.15;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.2, 0.08, hue)],
      [1, oklch(0.5, 0.13, hue + 30)],
    ]),
  );
  for (let i = 0; i < 90; i++) {
    const y = (rng.next() + phase) % 1;
    sheet.add(
      rect([rng.range(0, w), y * h, 3, rng.range(4, 26)], {
        fill: "#ffffff",
        opacity: rng.range(0.2, 0.8),
        rx: 1.5,
      }),
    );
  }
  sheet.add(
    circle([w * 0.8, h * 0.18], 130, oklch(0.9, 0.06, 90)) +
      circle([w * 0.77, h * 0.16], 26, oklch(0.82, 0.06, 90)) +
      circle([w * 0.83, h * 0.21], 18, oklch(0.82, 0.06, 90)),
  );
  const flicker = 0.85 + 0.15 * Math.sin(phase * TAU * 3);
  let figure = "";
  for (const [wide, tall, colour] of [
    [96, 380, "#ff7b2e"],
    [66, 290, "#ffb73d"],
    [34, 190, "#fff0b0"],
  ] as const)
    figure += path(
      `M${-wide} 160C${-wide} ${160 + tall * 0.4 * flicker} 0 ${160 + tall * 0.6 * flicker} 0 ${160 + tall * flicker}C0 ${160 + tall * 0.6 * flicker} ${wide} ${160 + tall * 0.4 * flicker} ${wide} 160Z`,
      colour,
    );
  const red = oklch(0.6, 0.2, rng.pick([25, 350, 190, 60]));
  for (const side of [-1, 1])
    figure += path(
      `M${side * 120} -40C${side * 210} 20 ${side * 240} 110 ${side * 220} 220C${side * 190} 150 ${side * 150} 140 ${side * 100} 150Z`,
      red,
    );
  const hull = "M0 -430C120 -310 170 -130 110 160H-110C-170 -130 -120 -310 0 -430Z";
  const clip = sheet.clip(path(hull, "#000"));
  figure +=
    path(hull, "#f6f1e6") +
    `<g clip-path="${clip}">${rect([-200, -450, 400, 190], red)}${rect([-200, 96, 400, 30], red)}${rect([40, -450, 200, 700], { fill: "#241a4a", opacity: 0.16 })}</g>`;
  figure +=
    circle([0, -130], 78, blend(red, "#000000", 0.3)) +
    circle([0, -130], 58, oklch(0.72, 0.1, 220)) +
    path("M-36 -150A40 40 0 0 1 0 -172", stroke("#ffffff", 10, { opacity: 0.8 }));
  figure += rect([-60, 150, 120, 26], { fill: "#3a3350", rx: 8 });
  sheet.add(group(`translate(${w / 2} ${h * 0.5}) rotate(12)`, figure));
  for (let i = 0; i < 26; i++) {
    const at: Point = [rng.range(-0.1, 1.1) * w, h - rng.next() ** 2 * h * 0.14];
    sheet.add(circle(at, rng.range(60, 150), { fill: "#ffffff", opacity: 0.92 }));
  }
}

function drawCamera(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  const hue = rng.range(0, 360);
  sheet.grain = 0.2;
  sheet.fill(oklch(0.88, 0.08, hue));
  sheet.add(circle([w / 2, h / 2], 420, oklch(0.93, 0.06, hue + 40)));
  const leather = rng.pick(["#2b2527", oklch(0.42, 0.08, 40), oklch(0.4, 0.08, 200)]);
  let body =
    rect([-380, -190, 780, 500], { fill: "#000000", opacity: 0.18, rx: 40 }) +
    rect([-400, -210, 800, 500], { fill: "#d9d6cf", rx: 40 }) +
    rect([-400, -110, 800, 300], leather);
  for (let y = -96; y < 180; y += 17)
    for (let x = -390 + (y % 2 ? 9 : 0); x < 390; x += 19)
      body += circle([x, y], 2.4, { fill: "#ffffff", opacity: 0.1 });
  body +=
    path("M-150 -210L-110 -300H110L150 -210Z", "#c8c4bb") +
    rect([-80, -276, 160, 56], { fill: "#1c2230", rx: 8 }) +
    polygon(
      [
        [-70, -268],
        [20, -268],
        [-30, -228],
        [-70, -228],
      ],
      { fill: "#ffffff", opacity: 0.3 },
    );
  body +=
    rect([-340, -246, 110, 40], { fill: "#b8b4ab", rx: 8 }) +
    rect([220, -240, 130, 34], { fill: "#b8b4ab", rx: 8 }) +
    circle([-285, -262], 26, oklch(0.6, 0.2, 28));
  body +=
    circle([0, 44], 250, "#c8c4bb") +
    circle([0, 44], 226, "#2b2b31") +
    circle([0, 44], 180, "#17171c");
  for (let i = 0; i < 44; i++)
    body += group(`translate(0 44) rotate(${(360 / 44) * i})`, rect([-5, -246, 10, 24], "#1d1d22"));
  body +=
    circle(
      [0, 44],
      140,
      sheet.radial([
        [0, oklch(0.5, 0.14, 280)],
        [0.6, oklch(0.28, 0.1, 250)],
        [1, "#0b0b12"],
      ]),
    ) + circle([0, 44], 62, "#07070c");
  body +=
    ellipse([-56, -16, 46, 30], { fill: "#ffffff", opacity: 0.5 }) +
    ellipse([60, 106, 22, 14], { fill: oklch(0.8, 0.15, 320), opacity: 0.6 });
  body +=
    rect([250, -160, 110, 36], { fill: "#f3ead2", rx: 6 }) +
    letters("ACACIA", [305, -133], { size: 17, colour: "#4a3a2a", anchor: "middle", weight: 0.16 });
  sheet.add(group(`translate(${w / 2} ${h / 2}) rotate(${rng.range(-7, 7)})`, body));
}
