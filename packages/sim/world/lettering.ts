// Letters drawn as strokes: the same on every machine, fonts installed or not.
import { group, type Look, type Point, path, stroke } from "./sheet.ts";

/** How a line of text looks. `size` is the height of a capital letter. */
export interface Lettering {
  readonly size: number;
  readonly colour: string;
  /** Thickness of the strokes as a share of the size. @default 0.13 */
  readonly weight?: number;
  /** @default "start" */
  readonly anchor?: "start" | "middle" | "end";
  /** A second, thicker stroke below, as memes have. */
  readonly outline?: string;
}

type Glyph = readonly [width: number, strokes: string];

const SPACE_WIDTH = 4;
const GAP = 2.3;

const BOWL_LEFT = "M5 6.2C4.6 4.8 3.6 4 2.5 4C1 4 0 5.3 0 7S1 10 2.5 10C3.6 10 4.6 9.2 5 7.8";
const BOWL_RIGHT = "M0 6.2C.4 4.8 1.4 4 2.5 4C4 4 5 5.3 5 7S4 10 2.5 10C1.4 10 .4 9.2 0 7.8";

/** On a grid where capitals stand from 0 down to 10, small letters from 4, and tails reach 13. */
const GLYPHS: Readonly<Record<string, Glyph>> = {
  A: [7, "M0 10L3.5 0L7 10M1.3 6.5H5.7"],
  B: [6, "M0 4.7V0H3.4C6.4 0 6.4 4.7 3.4 4.7H0V10H3.4C7 10 7 4.7 3.4 4.7"],
  C: [6.8, "M6.8 2C5.8 .6 4.8 0 3.8 0C1.6 0 0 2 0 5S1.6 10 3.8 10C4.8 10 6 9.4 6.8 8"],
  D: [7, "M0 0V10H2.8C5.4 10 7 8 7 5S5.4 0 2.8 0Z"],
  E: [5.5, "M5.5 0H0V10H5.5M0 4.8H4.8"],
  F: [5.5, "M5.5 0H0V10M0 4.8H4.6"],
  G: [7, "M6.8 2C5.8 .6 4.8 0 3.8 0C1.6 0 0 2 0 5S1.6 10 3.8 10C5.8 10 7 8.8 7 5.6H4.2"],
  H: [6.4, "M0 0V10M6.4 0V10M0 4.9H6.4"],
  I: [0.4, "M.2 0V10"],
  J: [4, "M4 0V7C4 9 3 10 1.8 10C.8 10 .2 9.4 0 8.6"],
  K: [6.2, "M0 0V10M6 0L0 6M2.2 3.9L6.2 10"],
  L: [5, "M0 0V10H5"],
  M: [8, "M0 10V0L4 6L8 0V10"],
  N: [6.4, "M0 10V0L6.4 10V0"],
  O: [8, "M4 0C1.7 0 0 2 0 5S1.7 10 4 10S8 8 8 5S6.3 0 4 0Z"],
  P: [6, "M0 10V0H3.4C7 0 7 5.4 3.4 5.4H0"],
  Q: [8, "M4 0C1.7 0 0 2 0 5S1.7 10 4 10S8 8 8 5S6.3 0 4 0ZM5 7.4L8 10.4"],
  R: [6.4, "M0 10V0H3.4C7 0 7 5.4 3.4 5.4H0M3.2 5.4L6.4 10"],
  S: [
    6.2,
    "M6 1.8C5.4 .6 4.3 0 3.1 0C1.4 0 .3 1 .3 2.5C.3 4 1.6 4.5 3.2 4.9S6.2 5.9 6.2 7.5C6.2 9 4.9 10 3.2 10C1.8 10 .6 9.3 0 8",
  ],
  T: [7, "M0 0H7M3.5 0V10"],
  U: [6.4, "M0 0V6.5C0 8.8 1.4 10 3.2 10S6.4 8.8 6.4 6.5V0"],
  V: [7, "M0 0L3.5 10L7 0"],
  W: [10, "M0 0L2.6 10L5 2L7.4 10L10 0"],
  X: [6.6, "M0 0L6.6 10M6.6 0L0 10"],
  Y: [6.8, "M0 0L3.4 5L6.8 0M3.4 5V10"],
  Z: [6.6, "M0 0H6.4L0 10H6.6"],
  a: [5, `M5 4V10${BOWL_LEFT}`],
  b: [5, `M0 0V10${BOWL_RIGHT}`],
  c: [4.6, "M4.6 5.2C4.1 4.4 3.4 4 2.6 4C1.1 4 0 5.3 0 7S1.1 10 2.6 10C3.4 10 4.1 9.6 4.6 8.8"],
  d: [5, `M5 0V10${BOWL_LEFT}`],
  e: [4.9, "M.1 7H4.9C4.9 5.2 4 4 2.5 4S0 5.3 0 7S1.1 10 2.6 10C3.5 10 4.2 9.6 4.6 8.8"],
  f: [3.2, "M3.4 .2C1.9 -.2 1.2 .6 1.2 2V10M0 4H3"],
  g: [5, `M5 4V11C5 12.6 4 13.3 2.6 13.3C1.6 13.3 .8 13 .3 12.3${BOWL_LEFT}`],
  h: [4.6, "M0 0V10M0 6.4C.3 4.9 1.3 4 2.5 4C3.9 4 4.6 5 4.6 6.6V10"],
  i: [0.4, "M.2 4V10M.2 1.2V1.4"],
  j: [1.4, "M1.2 4V11.4C1.2 12.8 .6 13.3 -.4 13.2M1.2 1.2V1.4"],
  k: [4.4, "M0 0V10M4.2 4L0 7.8M1.6 6.4L4.4 10"],
  l: [0.4, "M.2 0V10"],
  m: [
    7.4,
    "M0 4V10M0 6.2C.3 4.8 1 4 2 4C3.2 4 3.7 4.9 3.7 6.3V10M3.7 6.2C4 4.8 4.8 4 5.7 4C6.9 4 7.4 4.9 7.4 6.3V10",
  ],
  n: [4.6, "M0 4V10M0 6.4C.3 4.9 1.3 4 2.5 4C3.9 4 4.6 5 4.6 6.6V10"],
  o: [5.2, "M2.6 4C1.1 4 0 5.3 0 7S1.1 10 2.6 10S5.2 8.7 5.2 7S4.1 4 2.6 4Z"],
  p: [5, `M0 4V13.2${BOWL_RIGHT}`],
  q: [5, `M5 4V13.2${BOWL_LEFT}`],
  r: [2.9, "M0 4V10M0 6.6C.3 5 1.4 4 2.9 4.1"],
  s: [
    4.3,
    "M4.1 5.1C3.7 4.4 3 4 2.1 4C1 4 .2 4.6 .2 5.5C.2 6.5 1.1 6.8 2.2 7S4.3 7.5 4.3 8.5C4.3 9.4 3.4 10 2.2 10C1.2 10 .4 9.6 0 8.8",
  ],
  t: [3.3, "M1.2 1.6V8.2C1.2 9.6 2 10.2 3.3 9.8M0 4H3.2"],
  u: [4.6, "M0 4V7.4C0 9 .7 10 2.1 10C3.3 10 4.3 9.1 4.6 7.6M4.6 4V10"],
  v: [4.6, "M0 4L2.3 10L4.6 4"],
  w: [7.2, "M0 4L1.8 10L3.6 4.6L5.4 10L7.2 4"],
  x: [4.2, "M0 4L4.2 10M4.2 4L0 10"],
  y: [4.6, "M0 4L2.4 9.8M4.6 4L1.8 11.6C1.4 12.8 .8 13.3 -.2 13.2"],
  z: [4.3, "M0 4H4.2L0 10H4.3"],
  0: [6, "M3 0C1.2 0 0 2 0 5S1.2 10 3 10S6 8 6 5S4.8 0 3 0Z"],
  1: [2.6, "M0 2L2.2 0V10"],
  2: [6, "M.2 2.6C.3 1 1.5 0 3 0C4.8 0 5.8 1.1 5.8 2.7C5.8 5 2.4 6.6 0 10H6"],
  3: [
    6,
    "M.4 1.5C1 .5 1.9 0 3 0C4.6 0 5.6 1 5.6 2.4C5.6 3.9 4.5 4.7 2.4 4.7C4.8 4.7 6 5.8 6 7.3C6 9 4.8 10 3 10C1.6 10 .6 9.4 0 8.3",
  ],
  4: [6.2, "M4.6 10V0L0 7H6.2"],
  5: [
    6,
    "M5.4 0H1L.5 4.6C1.2 4 2 3.8 2.9 3.8C4.7 3.8 5.9 5 5.9 6.8C5.9 8.8 4.6 10 2.8 10C1.6 10 .6 9.5 0 8.6",
  ],
  6: [
    6,
    "M5.2 1C4.6 .3 3.9 0 3.2 0C1.2 0 0 2.4 0 5.8C0 8.4 1.1 10 3 10S6 8.7 6 6.9S4.8 4 3.1 4C1.6 4 .4 4.9 0 6.2",
  ],
  7: [5.8, "M0 0H5.8L2 10"],
  8: [
    6,
    "M3 4.6C1.4 4.6 .4 3.7 .4 2.3S1.4 0 3 0S5.6 .9 5.6 2.3S4.6 4.6 3 4.6C1.2 4.6 0 5.7 0 7.3S1.2 10 3 10S6 8.9 6 7.3S4.8 4.6 3 4.6Z",
  ],
  9: [
    6,
    "M.8 9C1.4 9.7 2.1 10 2.8 10C4.8 10 6 7.6 6 4.2C6 1.6 4.9 0 3 0S0 1.3 0 3.1S1.2 6 2.9 6C4.4 6 5.6 5.1 6 3.8",
  ],
  ".": [0.4, "M.2 9.8V10"],
  ",": [0.8, "M.6 9.6V10L0 11.6"],
  "!": [0.4, "M.2 0V6.6M.2 9.8V10"],
  "?": [5.2, "M0 2C.4 .7 1.4 0 2.7 0C4.2 0 5.2 1 5.2 2.4C5.2 4.4 2.7 4.6 2.7 7M2.7 9.8V10"],
  "'": [0.4, "M.2 0V2.4"],
  '"': [2, "M.2 0V2.4M1.9 0V2.4"],
  ":": [0.4, "M.2 4.4V4.6M.2 9.8V10"],
  ";": [0.8, "M.5 4.4V4.6M.6 9.6V10L0 11.6"],
  "-": [3.2, "M0 6H3.2"],
  "/": [4, "M0 11L4 -.6"],
  "(": [2, "M2 -1C.5 1 0 3 0 5S.5 9 2 11"],
  ")": [2, "M0 -1C1.5 1 2 3 2 5S1.5 9 0 11"],
  "+": [5, "M2.5 3.5V8.5M0 6H5"],
  "=": [5, "M0 4.6H5M0 7.4H5"],
  "%": [
    8,
    "M7 0L1 10M1.8 0C.7 0 0 1 0 2.2S.7 4.4 1.8 4.4S3.6 3.4 3.6 2.2S2.9 0 1.8 0ZM6.2 5.6C5.1 5.6 4.4 6.6 4.4 7.8S5.1 10 6.2 10S8 9 8 7.8S7.3 5.6 6.2 5.6Z",
  ],
  "#": [6.4, "M2.2 0L1.2 10M5.2 0L4.2 10M0 3.4H6.4M0 6.8H6.2"],
  "&": [
    7,
    "M7 10L1.4 3.4C.2 1.8 1 0 2.7 0C4.2 0 5 1.8 3.8 3L1.2 5C-1 7 .2 10 2.8 10C4.8 10 6 8.4 6.4 6",
  ],
  "@": [
    8.4,
    "M6 6.6C5.6 7.4 5 7.8 4.2 7.8C2.9 7.8 2.1 6.7 2.1 5.2S3 2.4 4.2 2.4C5.4 2.4 6 3.4 6 4.6V6.4C6 8 8.4 7.6 8.4 5C8.4 2 6.8 0 4.2 0C1.6 0 0 2.2 0 5S1.6 10 4.2 10C5.2 10 6 9.8 6.8 9.2",
  ],
  "<": [4.6, "M4.6 3L0 6L4.6 9"],
  ">": [4.6, "M0 3L4.6 6L0 9"],
  _: [5, "M0 10.6H5"],
  $: [
    6.2,
    "M6 2.4C5.4 1.4 4.3 1 3.1 1C1.4 1 .3 1.8 .3 3C.3 4.3 1.6 4.7 3.2 5S6.2 5.8 6.2 7.2C6.2 8.4 4.9 9.2 3.2 9.2C1.8 9.2 .6 8.6 0 7.6M3.1 -.6V10.8",
  ],
  "*": [4, "M2 1V5M.2 2L3.8 4M3.8 2L.2 4"],
  "°": [2.6, "M1.3 0C.6 0 0 .6 0 1.3S.6 2.6 1.3 2.6S2.6 2 2.6 1.3S2 0 1.3 0Z"],
  "…": [4.4, "M.2 9.8V10M2.2 9.8V10M4.2 9.8V10"],
  "→": [7, "M0 6H7M4.6 3.4L7 6L4.6 8.6"],
  "♥": [7, "M3.5 9.4L.7 5.6C-1 3 1.8 .6 3.5 3.2C5.2 .6 8 3 6.3 5.6Z"],
  "▲": [6.4, "M3.2 2L6.4 8.4H0Z"],
};

/** One line of text; `at` is its baseline. */
export function letters(text: string, at: Point, look: Lettering): string {
  const scale = look.size / 10;
  const width = lettersWidth(text, look.size);
  const shift = look.anchor === "middle" ? width / 2 : look.anchor === "end" ? width : 0;
  let x = 0;
  let strokes = "";
  for (const letter of text) {
    const glyph = GLYPHS[letter];
    if (glyph !== undefined && glyph[1] !== "") {
      strokes += group(`translate(${Math.round(x * 100) / 100} 0)`, path(glyph[1], {}));
    }
    x += (glyph?.[0] ?? SPACE_WIDTH - GAP) + GAP;
  }
  const weight = (look.weight ?? 0.13) * 10;
  const place = `translate(${at[0] - shift} ${at[1] - look.size}) scale(${scale})`;
  const ink = (pen: Look) => group(place, withPen(pen, strokes));
  const under = look.outline === undefined ? "" : ink(stroke(look.outline, weight * 2.5));
  return under + ink(stroke(look.colour, weight));
}

/** The length of a line of text. */
export function lettersWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += (GLYPHS[letter]?.[0] ?? SPACE_WIDTH - GAP) + GAP;
  return (Math.max(0, width - GAP) * size) / 10;
}

/** Breaks a text at its spaces into lines of at most `width`. */
export function wrapLetters(text: string, how: { size: number; width: number }): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && lettersWidth(longer, how.size) > how.width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

function withPen(pen: Look, strokes: string): string {
  if (typeof pen === "string") return strokes;
  const attributes = Object.entries(pen).map(([key, value]) => `${key}="${value}"`);
  return `<g ${attributes.join(" ")}>${strokes}</g>`;
}
