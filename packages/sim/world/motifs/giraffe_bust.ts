// A giraffe from the neck up, to put into other pictures.
import { oklch } from "../colour.ts";
import type { Rng } from "../seed.ts";
import { circle, ellipse, group, path, rect, stroke } from "../sheet.ts";

/** A giraffe's head and neck that reach 700 units up from (0, 0). */
export function giraffeBust(rng: Rng): string {
  const [hide, patch] = [oklch(0.82, 0.11, 82), oklch(0.5, 0.1, 52)];
  let figure = path("M-110 300L-82 -260C-50 -310 50 -310 82 -260L110 300Z", hide);
  for (let i = 0; i < 13; i++)
    figure += ellipse([(i % 3) * 58 - 58 + rng.range(-6, 6), -180 + i * 36, 27, 22], patch);
  for (const side of [-1, 1]) {
    figure +=
      path(`M${side * 44} -560L${side * 52} -650`, stroke(hide, 22)) +
      circle([side * 53, -656], 22, patch);
    figure += group(
      `translate(${side * 96} -490) rotate(${side * 16})`,
      ellipse([side * 70, 0, 78, 28], hide),
    );
  }
  figure += path(
    "M-104 -480C-112 -570 -60 -602 0 -602C60 -602 112 -570 104 -480C100 -400 84 -350 76 -300C60 -250 -60 -250 -76 -300C-84 -350 -100 -400 -104 -480Z",
    hide,
  );
  figure +=
    ellipse([0, -306, 104, 76], oklch(0.92, 0.06, 85)) +
    ellipse([-36, -340, 10, 14], patch) +
    ellipse([36, -340, 10, 14], patch);
  figure += rng.chance(0.5)
    ? path("M-50 -286Q0 -250 50 -286", stroke(patch, 8))
    : path("M-46 -276Q0 -300 46 -276", stroke(patch, 8));
  for (const side of [-1, 1])
    figure +=
      circle([side * 62, -456], 42, "#ffffff") +
      circle([side * 62 + 6, -450], 25, "#20140c") +
      circle([side * 62 + 14, -460], 9, "#ffffff") +
      rect([side * 62 - 46, -504, 92, 28], hide);
  return figure;
}
