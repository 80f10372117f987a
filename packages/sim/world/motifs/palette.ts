// Colours that go together.
import { oklch } from "../colour.ts";
import type { Rng } from "../seed.ts";

/** Few colours that go together: a ground, an ink, and three in between. */
export function makePalette(rng: Rng): readonly [string, string, string, string, string] {
  const hue = rng.range(0, 360);
  return rng.pick([
    ["#f3ead6", "#1f2426", "#d8402b", "#ebb832", "#1d5481"],
    ["#f5efe3", "#2a2433", "#e76f51", "#f0c05a", "#2a9d8f"],
    ["#f4f1ea", "#22223b", "#c77f62", "#e9c46a", "#5f7f8c"],
    [
      oklch(0.95, 0.03, hue),
      oklch(0.24, 0.06, hue + 30),
      oklch(0.64, 0.17, hue),
      oklch(0.82, 0.13, hue + 60),
      oklch(0.5, 0.11, hue + 180),
    ],
    [
      oklch(0.94, 0.03, 90),
      oklch(0.26, 0.05, hue),
      oklch(0.7, 0.14, hue + 120),
      oklch(0.78, 0.12, hue + 150),
      oklch(0.45, 0.12, hue),
    ],
  ] as const);
}
