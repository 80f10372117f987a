// The paper that a motif is drawn on: SVG, with an optional painted ground below it.
import type { Rgb } from "./colour.ts";
import type { Rng } from "./seed.ts";

/** A full turn in radians. */
export const TAU = Math.PI * 2;

/** A place on the sheet. */
export type Point = readonly [number, number];

/** A fill colour, or attributes by their SVG names. */
export type Look = string | Readonly<Record<string, string | number>>;

/** A colour stop: where (0 to 1), which colour, how opaque (1 when left out). */
export type Stop = readonly [number, string, number?];

/** A small picture that is stretched over the sheet. */
export interface Ground {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** A sheet whose shorter side is 1000 units long, whatever its size in pixels. */
export class Sheet {
  readonly width: number;
  readonly height: number;
  readonly rng: Rng;
  /** How far a loop has gone, 0 to 1; 0 in a still. */
  readonly phase: number;
  /** Strength of the film grain, 0 to about 1. */
  grain = 0.35;
  ground: Ground | undefined;
  readonly #maxColumns: number;
  readonly #parts: string[] = [];
  readonly #defs: string[] = [];

  /** @param options.pixels Width of the picture to be made: the ground is never painted finer than that. */
  constructor(options: { ratio: number; rng: Rng; phase?: number; pixels?: number }) {
    this.width = options.ratio >= 1 ? 1000 * options.ratio : 1000;
    this.height = options.ratio >= 1 ? 1000 : 1000 / options.ratio;
    this.rng = options.rng;
    this.phase = options.phase ?? 0;
    this.#maxColumns = options.pixels ?? Number.POSITIVE_INFINITY;
  }

  /** Puts an element, or several, on top. */
  add(svg: string): void {
    this.#parts.push(svg);
  }

  /** Covers the sheet with one look. */
  fill(look: Look): void {
    this.add(rect([-2, -2, this.width + 4, this.height + 4], look));
  }

  /** A gradient between two places in units of the shape it fills; downwards when left out. @returns A fill. */
  linear(stops: readonly Stop[], to: Point = [0, 1]): string {
    return this.#define(
      "linearGradient",
      { x1: 0, y1: 0, x2: to[0], y2: to[1] },
      printStops(stops),
    );
  }

  /** A gradient from the middle of the shape outwards. @returns A fill. */
  radial(stops: readonly Stop[], centre: Point = [0.5, 0.5]): string {
    return this.#define(
      "radialGradient",
      { cx: centre[0], cy: centre[1], r: 0.5, fx: centre[0], fy: centre[1] },
      printStops(stops),
    );
  }

  /** What is drawn inside a shape only. @returns A value for `clip-path`. */
  clip(svg: string): string {
    return this.#define("clipPath", {}, svg);
  }

  /** A light that fades out: a disc with a soft edge. */
  glow(centre: Point, radius: number, look: { colour: string; opacity: number }): void {
    const { colour, opacity } = look;
    const stops: Stop[] = [
      [0, colour, opacity],
      [0.35, colour, opacity * 0.5],
      [0.7, colour, opacity * 0.13],
      [1, colour, 0],
    ];
    this.add(circle(centre, radius, this.radial(stops)));
  }

  /** Darker towards the corners. */
  vignette(opacity = 0.35): void {
    const stops: Stop[] = [
      [0.55, "#000000", 0],
      [1, "#000000", opacity],
    ];
    const [w, h] = [this.width, this.height];
    this.add(rect([-w * 0.21, -h * 0.21, w * 1.42, h * 1.42], this.radial(stops)));
  }

  /**
   * Paints the ground point by point.
   * @param colourAt Called with x from 0 to the sheet's ratio (or 1) and y from 0 to 1 (or more), so that a unit is
   *   the shorter side.
   * @param columns Width of the painted picture (less when the sheet is upright); fewer is softer.
   */
  paint(colourAt: (x: number, y: number) => Rgb, columns = 240): void {
    const slim = Math.min(1, this.width / this.height);
    const wide = Math.max(2, Math.round(Math.min(columns * Math.sqrt(slim), this.#maxColumns)));
    const rows = Math.max(2, Math.round((wide * this.height) / this.width));
    const rgb = new Uint8Array(wide * rows * 3);
    for (let row = 0, at = 0; row < rows; row++) {
      const y = (((row + 0.5) / rows) * this.height) / 1000;
      for (let column = 0; column < wide; column++, at += 3) {
        const [r, g, b] = colourAt((((column + 0.5) / wide) * this.width) / 1000, y);
        rgb[at] = Math.min(255, Math.max(0, r));
        rgb[at + 1] = Math.min(255, Math.max(0, g));
        rgb[at + 2] = Math.min(255, Math.max(0, b));
      }
    }
    this.ground = { width: wide, height: rows, rgb };
  }

  /** The whole sheet. @param size In pixels. */
  print(size: { width: number; height: number }): string {
    const viewBox = `0 0 ${num(this.width)} ${num(this.height)}`;
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" ` +
      `viewBox="${viewBox}" preserveAspectRatio="none"><defs>${this.#defs.join("")}</defs>` +
      `${this.#parts.join("")}</svg>`
    );
  }

  #define(name: string, attributes: Record<string, string | number>, body: string): string {
    const id = `d${this.#defs.length}`;
    this.#defs.push(element(name, { id, ...attributes }, body));
    return `url(#${id})`;
  }
}

/** An element. Numbers are cut to what can be seen. */
export function element(name: string, look: Look, body = ""): string {
  const attributes = typeof look === "string" ? { fill: look } : look;
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    const attribute = key === "opacity" ? opacityOf(attributes) : key;
    text += ` ${attribute}="${typeof value === "number" ? num(value) : value}"`;
  }
  return body === "" ? `${text}/>` : `${text}>${body}</${name}>`;
}

/** Whole-element opacity makes the renderer draw it on a layer of its own, which takes several times as long. */
function opacityOf(look: Readonly<Record<string, string | number>>): string {
  if (look.stroke === undefined) return "fill-opacity";
  return look.fill === "none" ? "stroke-opacity" : "opacity";
}

/** A disc. */
export function circle(centre: Point, radius: number, look: Look): string {
  return element("circle", {
    cx: centre[0],
    cy: centre[1],
    r: Math.max(0, radius),
    ...attributesOf(look),
  });
}

/** An ellipse, by its centre and two radii. */
export function ellipse(box: readonly [number, number, number, number], look: Look): string {
  const [cx, cy, rx, ry] = box;
  return element("ellipse", {
    cx,
    cy,
    rx: Math.max(0, rx),
    ry: Math.max(0, ry),
    ...attributesOf(look),
  });
}

/** A rectangle, by left, top, width and height. */
export function rect(box: readonly [number, number, number, number], look: Look): string {
  const [x, y, width, height] = box;
  return element("rect", {
    x,
    y,
    width: Math.max(0, width),
    height: Math.max(0, height),
    ...attributesOf(look),
  });
}

/** A path. */
export function path(d: string, look: Look): string {
  return element("path", { d, ...attributesOf(look) });
}

/** A closed shape with straight sides. */
export function polygon(points: readonly Point[], look: Look): string {
  return path(`${lineThrough(points)}Z`, look);
}

/** A line through points, straight from one to the next. @returns Path data. */
export function lineThrough(points: readonly Point[]): string {
  return points.map(([x, y], i) => `${i === 0 ? "M" : "L"}${num(x)} ${num(y)}`).join("");
}

/** A line that bends softly through points. @returns Path data. */
export function curveThrough(points: readonly Point[], closed = false): string {
  const at = (i: number) =>
    points[closed ? (i + points.length) % points.length : clampIndex(i, points.length)] as Point;
  let data = `M${num(at(0)[0])} ${num(at(0)[1])}`;
  for (let i = 0; i < points.length - (closed ? 0 : 1); i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const first = [from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6] as const;
    const second = [to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6] as const;
    data += `C${num(first[0])} ${num(first[1])} ${num(second[0])} ${num(second[1])} ${num(to[0])} ${num(to[1])}`;
  }
  return closed ? `${data}Z` : data;
}

/** The area below a line, down to `bottom`. @returns Path data. */
export function below(points: readonly Point[], bottom: number): string {
  const first = points[0] as Point;
  const last = points[points.length - 1] as Point;
  return `${lineThrough(points)}L${num(last[0])} ${num(bottom)}L${num(first[0])} ${num(bottom)}Z`;
}

/** Several elements moved, turned or scaled together. */
export function group(transform: string, body: string): string {
  return `<g transform="${transform}">${body}</g>`;
}

/** A stroke without a fill, with round ends. */
export function stroke(
  colour: string,
  width: number,
  more: Record<string, string | number> = {},
): Look {
  return {
    fill: "none",
    stroke: colour,
    "stroke-width": width,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
    ...more,
  };
}

/** A place at an angle (radians) and distance from another. */
export function polar(centre: Point, radius: number, angle: number): Point {
  return [centre[0] + Math.cos(angle) * radius, centre[1] + Math.sin(angle) * radius];
}

/** A number as SVG needs it: two decimals. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function attributesOf(look: Look): Readonly<Record<string, string | number>> {
  return typeof look === "string" ? { fill: look } : look;
}

function clampIndex(index: number, length: number): number {
  return Math.min(Math.max(index, 0), length - 1);
}

function printStops(stops: readonly Stop[]): string {
  return stops
    .map(([offset, colour, opacity]) =>
      element("stop", { offset, "stop-color": colour, "stop-opacity": opacity ?? 1 }),
    )
    .join("");
}
