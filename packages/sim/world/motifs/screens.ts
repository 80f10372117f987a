// Programs, photographed off a screen.
import { oklch } from "../colour.ts";
import { letters } from "../lettering.ts";
import type { Motif } from "../motif.ts";
import { circle, type Point, path, polygon, rect, type Sheet, stroke } from "../sheet.ts";

/** Screens. */
export const SCREEN_MOTIFS: readonly Motif[] = [
  {
    name: "terminal",
    kind: "graphic",
    shapes: ["wide", "screen"],
    tags: ["programming", "funny", "technology"],
    titles: [
      "It compiled on the first try. I'm scared",
      "The best error message I have ever met",
      "Friday, 16:58",
      "Read the logs, they said",
    ],
    draw: drawTerminal,
  },
  {
    name: "weather app",
    kind: "graphic",
    shapes: ["tall", "tall", "upright"],
    tags: ["design", "wallpaper", "technology"],
    titles: [
      "Weekend project: a weather app that is honest",
      "UI design, day 12 of 100",
      "It says bring a scarf. I trust it",
      "Four hours on the gradient alone",
    ],
    draw: drawWeather,
  },
];

const SESSIONS: readonly (readonly string[])[] = [
  [
    "$ make coffee",
    "make: *** No rule to make target 'coffee'.",
    "$ make love",
    "make: *** No rule to make target 'love'.",
    "$ make sense",
    "make: Nothing to be done for 'sense'.",
  ],
  [
    "$ ./giraffe --neck long",
    "warning: neck exceeds page width",
    "giraffe: leaves found: 412",
    "giraffe: leaves eaten: 412",
    "done in 6.1 h",
  ],
  [
    "$ git push --force",
    "remote: are you sure?",
    "$ git push --force",
    "remote: your colleagues are typing…",
    "$ _",
  ],
  [
    "$ ping mum",
    "reply from mum: time=12 ms",
    "reply from mum: have you eaten?",
    "reply from mum: call your grandmother",
    "^C",
    "--- you cannot stop mum ---",
  ],
  [
    "$ uptime",
    "up 3 years, 41 days, 1 user",
    "$ reboot",
    "please don't",
    "$ sudo reboot",
    "I thought we were friends",
  ],
  [
    "$ bun test",
    "142 pass",
    "0 fail",
    "$ bun test",
    "142 pass",
    "0 fail",
    "$ # suspicious",
    "$ bun test",
  ],
];

function drawTerminal(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0;
  const hue = rng.range(0, 360);
  sheet.fill(
    sheet.linear(
      [
        [0, oklch(0.6, 0.15, hue)],
        [1, oklch(0.4, 0.13, hue + 80)],
      ],
      [1, 1],
    ),
  );
  const [x, y, wide, tall] = [w * 0.08, h * 0.09, w * 0.84, h * 0.82];
  sheet.add(
    rect([x + 12, y + 22, wide, tall], { fill: "#000000", opacity: 0.3, rx: 26 }) +
      rect([x, y, wide, tall], { fill: "#14161d", rx: 26 }) +
      path(
        `M${x} ${y + 76}V${y + 26}Q${x} ${y} ${x + 26} ${y}H${x + wide - 26}Q${x + wide} ${y} ${x + wide} ${y + 26}V${y + 76}Z`,
        "#23262f",
      ),
  );
  ["#ff6159", "#ffbd2e", "#28c941"].forEach((colour, i) => {
    sheet.add(circle([x + 46 + i * 42, y + 38], 13, colour));
  });
  sheet.add(
    letters("~/savannah", [w / 2, y + 48], { size: 21, colour: "#9aa0ae", anchor: "middle" }),
  );
  let line = y + 142;
  for (const text of rng.shuffle(SESSIONS).flat()) {
    if (line > y + tall - 30) break;
    const colour = text.startsWith("$")
      ? oklch(0.84, 0.15, 150)
      : /warn|please|remote/.test(text)
        ? oklch(0.84, 0.14, 90)
        : /\*\*\*|stop/.test(text)
          ? oklch(0.72, 0.17, 25)
          : "#d5d9e2";
    sheet.add(letters(text, [x + 46, line], { size: 27, colour, weight: 0.115 }));
    line += 58;
  }
}

function drawWeather(sheet: Sheet): void {
  const { width: w, height: h, rng } = sheet;
  sheet.grain = 0.1;
  const mood = rng.pick([
    { name: "Sunny, suspiciously", hue: 235, glow: 85 },
    { name: "Rain, sideways", hue: 260, glow: 230 },
    { name: "Scarf weather", hue: 285, glow: 20 },
    { name: "Golden hour", hue: 30, glow: 80 },
  ]);
  sheet.fill(
    sheet.linear([
      [0, oklch(0.5, 0.13, mood.hue)],
      [1, oklch(0.82, 0.1, mood.glow)],
    ]),
  );
  const sun: Point = [w * 0.74, h * 0.2];
  sheet.glow(sun, 460, { colour: "#fff4d0", opacity: 0.8 });
  sheet.add(circle(sun, 120, "#fff6d8"));
  for (let i = 0; i < 6; i++)
    sheet.add(
      circle([w * 0.5 + i * 74, h * 0.25 - (i % 3) * 30], 76, { fill: "#ffffff", opacity: 0.8 }),
    );
  sheet.add(rect([w * 0.46, h * 0.25, 440, 78], { fill: "#ffffff", opacity: 0.8, rx: 39 }));
  const place = rng.pick(["Acacia Hill", "Lower Puddle", "North Teapot", "Bay of Naps"]);
  sheet.add(letters(place, [70, 150], { size: 44, colour: "#ffffff", weight: 0.11 }));
  sheet.add(
    letters(`${rng.int(-4, 31)}°`, [66, h * 0.36 + 60], {
      size: 210,
      colour: "#ffffff",
      weight: 0.07,
    }),
  );
  sheet.add(
    letters(mood.name, [70, h * 0.36 + 150], { size: 40, colour: "#ffffff", weight: 0.11 }),
  );
  drawHours(sheet, h * 0.56);
  drawWeek(sheet, h * 0.72);
}

function drawHours(sheet: Sheet, top: number): void {
  const { width: w, height: h, rng } = sheet;
  sheet.add(rect([50, top, w - 100, h * 0.16], { fill: "#ffffff", opacity: 0.2, rx: 40 }));
  const points: Point[] = Array.from(
    { length: 7 },
    (_, i): Point => [110 + (i * (w - 220)) / 6, top + h * 0.09 + rng.range(-44, 44)],
  );
  sheet.add(
    path(points.map(([px, py], i) => `${i ? "L" : "M"}${px} ${py}`).join(""), stroke("#ffffff", 7)),
  );
  for (const [px, py] of points)
    sheet.add(
      circle([px, py], 11, "#ffffff") +
        letters(`${rng.int(0, 29)}°`, [px, py - 26], {
          size: 22,
          colour: "#ffffff",
          anchor: "middle",
        }),
    );
}

function drawWeek(sheet: Sheet, top: number): void {
  const { width: w, height: h, rng } = sheet;
  ["Mon", "Tue", "Wed", "Thu", "Fri"].forEach((day, i) => {
    const y = top + 50 + i * ((h * 0.25) / 5);
    const low = rng.range(0.3, 0.5) * w;
    sheet.add(
      letters(day, [70, y + 34], { size: 32, colour: "#ffffff" }) +
        rect([w * 0.36, y + 12, w * 0.54, 18], { fill: "#ffffff", opacity: 0.22, rx: 9 }) +
        rect([w * 0.1 + low, y + 12, rng.range(0.15, 0.34) * w, 18], {
          fill: oklch(0.86, 0.13, 85),
          rx: 9,
        }),
    );
    sheet.add(
      rng.chance(0.5)
        ? circle([w * 0.28, y + 20], 20, oklch(0.88, 0.14, 90))
        : polygon(
            [
              [w * 0.28 - 16, y + 8],
              [w * 0.28, y - 14],
              [w * 0.28 + 16, y + 8],
            ],
            "#dceaff",
          ) + circle([w * 0.28, y + 18], 18, "#dceaff"),
    );
  });
}
