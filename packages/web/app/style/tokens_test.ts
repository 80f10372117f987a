import { expect, test } from "bun:test";

const css = await Bun.file(new URL("./tokens.css", import.meta.url)).text();

type Rgb = readonly [number, number, number];

const THEMES = ["light", "dark"] as const;
const GROUNDS = ["bg", "surface", "sunken"];
const TEXTS: [string, string[]][] = [
  ...["ink", "muted", "leaf", "blossom-ink", "clay", "sky"].map((ink): [string, string[]] => [
    ink,
    GROUNDS,
  ]),
  ["on-blossom", ["blossom"]],
  ["muted", ["leaf-wash"]],
  ["ink", ["leaf-wash"]],
  ["clay", ["clay-wash"]],
  ["bg", ["leaf", "clay"]],
  ["stage-ink", ["stage"]],
  ["stage-muted", ["stage"]],
  ["bar-ink", ["bar"]],
  ["bar-muted", ["bar"]],
  ["bar-gold", ["bar", "stage"]],
  ["bar-clay", ["bar"]],
];
const EDGES: [string, string[]][] = [
  ["edge", GROUNDS],
  ["on-blossom", ["blossom"]],
];

function colorOf(name: string, theme: (typeof THEMES)[number]): Rgb {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1] ?? "";
  const colors = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  const color = theme === "dark" ? (colors[1] ?? colors[0]) : colors[0];
  if (color === undefined) throw new Error(`Cannot read --${name}: ${value}`);
  return srgbOf(Number(color[1]), Number(color[2]), Number(color[3]));
}

/** OKLCH to sRGB, each 0 to 1, rounded to the 8 bits a screen gets. Matrices of the CSS Color 4 draft. */
function srgbOf(lightness: number, chroma: number, hue: number): Rgb {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear: Rgb = [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
  return linear.map((part) => {
    const shown = part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(Math.max(0, shown), 1) * 255) / 255;
  }) as unknown as Rgb;
}

function luminanceOf(color: Rgb): number {
  const [red, green, blue] = color.map((part) =>
    part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
  ) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminanceOf(a), luminanceOf(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const pairs = (table: [string, string[]][]) =>
  THEMES.flatMap((theme) =>
    table.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground, theme] as const)),
  );

test.each(pairs(TEXTS))("--%s on --%s in %s is at least 4.5", (ink, ground, theme) => {
  expect(contrastOf(colorOf(ink, theme), colorOf(ground, theme))).toBeGreaterThanOrEqual(4.5);
});

test.each(pairs(EDGES))("--%s beside --%s in %s is at least 3", (edge, ground, theme) => {
  expect(contrastOf(colorOf(edge, theme), colorOf(ground, theme))).toBeGreaterThanOrEqual(3);
});

test("the contrast of black on white is 21, and the sum notices gold on a light page", () => {
  expect(contrastOf([0, 0, 0], [1, 1, 1])).toBe(21);
  expect(contrastOf(colorOf("blossom", "light"), colorOf("bg", "light"))).toBeLessThan(3);
});
