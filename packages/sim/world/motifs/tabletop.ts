// What food stands on.
import { blend, oklch } from "../colour.ts";
import { circle, curveThrough, type Point, path, rect, type Sheet, stroke } from "../sheet.ts";

/** A table of planks over the whole sheet. */
export function table(sheet: Sheet, hue: number): void {
  const { width: w, height: h, rng } = sheet;
  const wood = oklch(0.58, 0.07, hue);
  sheet.fill(wood);
  const plank = 166;
  for (let y = 0; y < h; y += plank) {
    sheet.add(
      rect(
        [0, y, w, plank],
        blend(wood, rng.chance(0.5) ? "#000000" : "#ffffff", rng.range(0, 0.09)),
      ),
    );
    for (let i = 0; i < 9; i++) {
      const at = y + rng.range(8, plank - 8);
      const points = Array.from(
        { length: 7 },
        (_, k): Point => [(w * k) / 6, at + rng.range(-5, 5)],
      );
      sheet.add(path(curveThrough(points), stroke("#3a2414", rng.range(1, 3), { opacity: 0.2 })));
    }
    sheet.add(rect([0, y, w, 4], { fill: "#22130a", opacity: 0.5 }));
  }
}

/** A round plate or bowl with its shadow. */
export function dish(
  sheet: Sheet,
  plate: { at: Point; size: number; rim: string; inside: string },
): void {
  const { at, size, rim, inside } = plate;
  sheet.add(
    circle([at[0] + size * 0.05, at[1] + size * 0.08], size * 1.02, {
      fill: "#160b05",
      opacity: 0.38,
    }),
  );
  sheet.add(
    circle(at, size, rim) +
      circle(at, size * 0.93, blend(rim, "#ffffff", 0.14)) +
      circle(at, size * 0.86, inside),
  );
}
