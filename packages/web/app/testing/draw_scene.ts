import { rgbaToThumbHash } from "thumbhash";

/** A drawn picture: its colours from top to bottom and what is in it. */
interface Scene {
  readonly sky: readonly [string, string, string];
  readonly draw: (scene: { width: number; height: number; random: () => number }) => string;
}

const SCENES: readonly Scene[] = [
  { sky: ["#2b2148", "#9a3a5c", "#f0a35a"], draw: hills(["#8c3f3a", "#5a2a2c", "#1d1416"]) },
  { sky: ["#5c8db8", "#a9c9d8", "#f2e6c8"], draw: hills(["#8fa59a", "#5f7a6e", "#33463f"]) },
  { sky: ["#0d1530", "#1b2c55", "#33507c"], draw: stars },
  { sky: ["#f3c9ae", "#e98d72", "#c8594b"], draw: discs(["#2b2a33", "#f7e5cf", "#3f6f74"]) },
  {
    sky: ["#efe7d6", "#efe7d6", "#e8ddc6"],
    draw: tiles(["#d7402f", "#e9b23c", "#1f5b8f", "#20262b"]),
  },
  { sky: ["#cfe3e6", "#e9efe8", "#f8f4ea"], draw: forest },
  { sky: ["#132a26", "#1f4a3e", "#2d6b52"], draw: petals("#f2b7bd", "#d9a441") },
  { sky: ["#2b1c12", "#5b3a21", "#8f6236"], draw: discs(["#efd9a7", "#d56b3a", "#23303a"]) },
  { sky: ["#101a24", "#0f3b45", "#1c7a6c"], draw: stars },
  { sky: ["#f6f2ea", "#f6f2ea", "#efe7da"], draw: rings },
];

/** The same numbers for the same seed, 0 to 1. */
export function seededRandom(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Draws a picture as SVG. @param seed Same seed, same picture. @param ratio Width over height. */
export function drawScene(seed: number, ratio: number): string {
  const { sky, draw } = sceneOf(seed);
  const height = 600;
  const width = Math.round(height * ratio);
  const stops = sky.map((color, at) => `<stop offset="${at / 2}" stop-color="${color}"/>`).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs><linearGradient id="s" x2="0" y2="1">${stops}</linearGradient></defs><rect width="100%" height="100%" fill="url(#s)"/>${draw({ width, height, random: seededRandom(seed) })}</svg>`;
}

/** ThumbHash of a picture, base64: its sky. */
export function hashScene(seed: number): string {
  const colors = sceneOf(seed).sky.map((color) => Number.parseInt(color.slice(1), 16));
  const side = 12;
  const rgba = new Uint8Array(side * side * 4);
  for (let at = 0; at < side * side; at++) {
    const color = colors[Math.min(2, Math.floor((at / side / side) * 3))] ?? 0;
    rgba.set([color >> 16, (color >> 8) & 255, color & 255, 255], at * 4);
  }
  return Buffer.from(rgbaToThumbHash(side, side, rgba)).toString("base64");
}

function sceneOf(seed: number): Scene {
  return SCENES[Math.abs(seed * 7 + (seed >> 3)) % SCENES.length] as Scene;
}

function hills(colors: readonly string[]): Scene["draw"] {
  return ({ width, height, random }) => {
    const sun = `<circle cx="${width * (0.2 + random() * 0.6)}" cy="${height * 0.45}" r="${height * 0.11}" fill="#fff1cf"/>`;
    const ridges = colors.map((color, at) => {
      const base = height * (0.55 + at * 0.16);
      const points = Array.from({ length: 9 }, (_, step) => {
        const y = base - random() * height * 0.14;
        return `${(step / 8) * width},${y}`;
      });
      return `<polygon fill="${color}" points="0,${height} ${points.join(" ")} ${width},${height}"/>`;
    });
    return sun + ridges.join("");
  };
}

function stars({ width, height, random }: Parameters<Scene["draw"]>[0]): string {
  const dots = Array.from({ length: 70 }, () => {
    const radius = 0.6 + random() * 2;
    return `<circle cx="${random() * width}" cy="${random() * height * 0.8}" r="${radius}"/>`;
  });
  const ground = `<path fill="#070b12" d="M0 ${height}V${height * 0.82}q${width / 4}-60 ${width / 2} 0t${width / 2}-12V${height}Z"/>`;
  return `<g fill="#f4efdc" opacity=".85">${dots.join("")}</g>${ground}`;
}

function discs(colors: readonly string[]): Scene["draw"] {
  return ({ width, height, random }) =>
    colors
      .map((color, at) => {
        const radius = height * (0.36 - at * 0.09);
        return `<circle cx="${width * (0.35 + random() * 0.3)}" cy="${height * (0.4 + random() * 0.2)}" r="${radius}" fill="${color}"/>`;
      })
      .join("");
}

function tiles(colors: readonly string[]): Scene["draw"] {
  return ({ width, height, random }) => {
    const side = height / 4;
    const shapes: string[] = [];
    for (let x = 0; x < width; x += side) {
      for (let y = 0; y < height; y += side) {
        const color = colors[Math.floor(random() * colors.length)];
        const isRound = random() > 0.5;
        const round = isRound ? ` rx="${side / 2}"` : "";
        if (random() > 0.25) {
          shapes.push(
            `<rect x="${x}" y="${y}" width="${side}" height="${side}"${round} fill="${color}"/>`,
          );
        }
      }
    }
    return shapes.join("");
  };
}

function forest({ width, height, random }: Parameters<Scene["draw"]>[0]): string {
  return ["#b9c6b4", "#7f9683", "#3e564a"]
    .map((color, at) => {
      const trees = Array.from({ length: 16 }, () => {
        const x = random() * width;
        const top = height * (0.25 + at * 0.18 + random() * 0.14);
        const half = height * (0.04 + random() * 0.03);
        return `M${x} ${top}l${half} ${height - top}h${-2 * half}z`;
      });
      return `<path fill="${color}" d="${trees.join("")}"/>`;
    })
    .join("");
}

function petals(petal: string, core: string): Scene["draw"] {
  return ({ width, height }) => {
    const leaves = Array.from({ length: 24 }, (_, at) => {
      const ring = at % 2 === 0 ? 0.3 : 0.21;
      return `<ellipse cx="${width / 2}" cy="${height * (0.5 - ring)}" rx="${height * 0.07}" ry="${height * 0.16}" transform="rotate(${at * 15} ${width / 2} ${height / 2})"/>`;
    });
    return `<g fill="${petal}" stroke="#c9838f" stroke-width="2">${leaves.join("")}</g><circle cx="50%" cy="50%" r="${height * 0.09}" fill="${core}"/>`;
  };
}

function rings({ width, height, random }: Parameters<Scene["draw"]>[0]): string {
  const x = width * (0.4 + random() * 0.2);
  return Array.from({ length: 16 }, (_, at) => {
    const color = at % 2 === 0 ? "#27323a" : "#cc6a3e";
    return `<circle cx="${x}" cy="${height / 2}" r="${(at + 1) * height * 0.026}" fill="none" stroke="${color}" stroke-width="7"/>`;
  }).join("");
}
