import { expect, test } from "bun:test";
import { MARKERS, makePalette, TONES } from "./palette.ts";
import { readStyle } from "./style.ts";

const { plot } = await readStyle();
const THEMES = ["light", "dark"] as const;
type Theme = (typeof THEMES)[number];
type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

/** How three kinds of eyes see linear sRGB: Machado, Oliveira, Fernandes 2009, full strength. */
const EYES: Readonly<Record<string, Matrix>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function oklchOf(name: string, theme: Theme): Triple {
  const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(plot)?.[1] ?? "";
  const colors = [...value.matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)];
  const [, l, c, h] = colors[theme === "light" ? 0 : 1] ?? [];
  return [Number(l), Number(c), Number(h)];
}

/** OKLCH to linear sRGB within its gamut. Matrices of the CSS Color 4 draft. */
function linearOf([lightness, chroma, hue]: Triple): Triple {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return clamp([
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]);
}

function clamp(color: Triple): Triple {
  return color.map((part) => Math.min(1, Math.max(0, part))) as unknown as Triple;
}

function seenBy(eyes: Matrix, color: Triple): Triple {
  return clamp(eyes.map((row) => dot(row, color)) as unknown as Triple);
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Linear sRGB to OKLab: distances there are about what eyes tell. */
function labOf(color: Triple): Triple {
  const roots = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], color)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], color)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], color)),
  ] as const;
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], roots),
    dot([1.9779984951, -2.428592205, 0.4505937099], roots),
    dot([0.0259040371, 0.7827717662, -0.808675766], roots),
  ];
}

function distanceOf(a: Triple, b: Triple): number {
  const [one, other] = [labOf(a), labOf(b)];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

function contrastOf(a: Triple, b: Triple): number {
  const light = (color: Triple) => dot([0.2126, 0.7152, 0.0722], color) + 0.05;
  return Math.max(light(a), light(b)) / Math.min(light(a), light(b));
}

const tones = TONES.flatMap((tone) => THEMES.map((theme) => [tone, theme] as const));

test.each(tones)("the tone %s can be read as text in %s", (tone, theme) => {
  const color = linearOf(oklchOf(`tone-${tone}`, theme));
  const ground = linearOf(oklchOf("bg", theme));
  expect(contrastOf(color, ground)).toBeGreaterThanOrEqual(4.5);
});

const pairs = THEMES.flatMap((theme) =>
  TONES.flatMap((tone, index) =>
    TONES.slice(index + 1).map((other) => [tone, other, theme] as const),
  ),
);

test.each(pairs)("%s and %s stay apart in %s for every kind of eyes", (tone, other, theme) => {
  const [a, b] = [tone, other].map((name) => linearOf(oklchOf(`tone-${name}`, theme))) as [
    Triple,
    Triple,
  ];
  expect(distanceOf(a, b)).toBeGreaterThan(0.1);
  for (const eyes of Object.values(EYES)) {
    expect(distanceOf(seenBy(eyes, a), seenBy(eyes, b))).toBeGreaterThan(0.05);
  }
});

test("the tokens that plots share with the gallery are the gallery's", async () => {
  const tokens = await Bun.file(new URL("../../web/app/style/tokens.css", import.meta.url)).text();
  const valueIn = (css: string, name: string) =>
    new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1];
  const names = [...plot.matchAll(/--([\w-]+):\s*light-dark/g)]
    .map(([, name]) => name ?? "")
    .filter((name) => !name.startsWith("tone-"));
  expect(names).toContain("leaf");
  for (const name of names)
    expect([name, valueIn(plot, name)]).toEqual([name, valueIn(tokens, name)]);
});

test("makePalette() gives a way one look, whatever stands behind its name", () => {
  const { lookOf } = makePalette([]);
  expect(lookOf("pool, 8 jobs", "acacia")).toEqual(lookOf("pool", "acacia"));
  expect(lookOf("waiting: pool", "acacia")).toEqual(lookOf("pool", "acacia"));
  expect(lookOf("task on the event loop", "acacia")).toEqual(lookOf("async", "acacia"));
  expect(lookOf("poolside", "acacia")).not.toEqual(lookOf("pool", "acacia"));
});

test("makePalette() tells roles by line, and peers by dash and marker", () => {
  const { lookOf } = makePalette([]);
  expect(lookOf("pool", "acacia").dash).toBeUndefined();
  expect(lookOf("wget2", "peer")).toMatchObject({ tone: "peer", dash: expect.any(String) });
  expect(lookOf("wget2", "peer")).not.toEqual(lookOf("curl", "peer"));
  expect(lookOf("N·L/C", "ceiling").tone).toBe("ceiling");
  expect(MARKERS).toContain(lookOf("curl", "peer").marker);
});
