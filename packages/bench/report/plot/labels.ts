/** Pixels that one character of a label takes, about: SVG cannot ask before it is shown. */
const CHARACTER_PX = 6.7;

/** How wide a text will be, px, about. */
export function widthOf(text: string): number {
  return Bun.stringWidth(text) * CHARACTER_PX;
}

/** A text that fits, with an ellipsis where it did not. */
export function cutToFit(text: string, maxPx: number): string {
  if (widthOf(text) <= maxPx) return text;
  const characters = [...text];
  while (characters.length > 1 && widthOf(`${characters.join("")}…`) > maxPx) characters.pop();
  return `${characters.join("").trimEnd()}…`;
}

/**
 * Moves labels apart that would cover each other, as little as it takes.
 *
 * @param wanted Where each would stand, px, in any order.
 * @param options The least distance between two, and between which ends they may stand.
 * @returns Where each stands, in the order given. Too many for the room go beyond its end.
 */
export function spreadLabels(
  wanted: readonly number[],
  { gap, from, to }: { readonly gap: number; readonly from: number; readonly to: number },
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const last = Math.max(from, to - gap * (order.length - 1));
  const places = [...wanted];
  // Without the gaps that come before it, each label's place must be no less than the one before.
  for (const [rank, place] of rising(
    order.map((index, rank) => wanted[index]! - rank * gap),
  ).entries()) {
    places[order[rank]!] = Math.min(Math.max(place, from), last) + rank * gap;
  }
  return places;
}

/** The rising numbers that are nearest to these, by least squares: neighbours that fall are levelled together. */
function rising(numbers: readonly number[]): number[] {
  const levels: { sum: number; count: number }[] = [];
  for (const number of numbers) {
    let level = { sum: number, count: 1 };
    for (let before = levels.at(-1); before; before = levels.at(-1)) {
      if (before.sum / before.count <= level.sum / level.count) break;
      level = { sum: before.sum + level.sum, count: before.count + level.count };
      levels.pop();
    }
    levels.push(level);
  }
  return levels.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
