// What portraits have in common.
import { oklch } from "../colour.ts";
import { circle, group, type Point, rect, type Sheet } from "../sheet.ts";

/** Hues that a portrait may stand before. */
export const GROUNDS = [30, 60, 190, 230, 300, 150, 350, 85];

/** A soft light behind a portrait. */
export function backdrop(sheet: Sheet, hue: number): void {
  const { width: w, height: h } = sheet;
  sheet.fill(
    sheet.linear([
      [0, oklch(0.8, 0.11, hue)],
      [1, oklch(0.68, 0.13, hue - 14)],
    ]),
  );
  sheet.glow([w * 0.5, h * 0.4], 640, { colour: "#ffffff", opacity: 0.3 });
}

/** Places a figure that was drawn around (0, 0), about 1000 units high. */
export function place(sheet: Sheet, figure: string, lift = 0): void {
  const scale = Math.min(sheet.width, sheet.height) / 1000;
  sheet.add(group(`translate(${sheet.width / 2} ${sheet.height + lift}) scale(${scale})`, figure));
}

/** A round eye; `lid` is the share that it covers. */
export function eye(
  at: Point,
  look: { size: number; iris: string; lid: number; fur: string },
): string {
  const [x, y] = at;
  const { size, iris, lid, fur } = look;
  return (
    circle(at, size, "#ffffff") +
    circle([x, y + size * 0.06], size * 0.74, iris) +
    circle([x, y + size * 0.06], size * 0.42, "#15100f") +
    circle([x + size * 0.24, y - size * 0.26], size * 0.2, "#ffffff") +
    (lid > 0 ? rect([x - size * 1.2, y - size * 1.2, size * 2.4, size * 2.4 * lid], fur) : "")
  );
}
