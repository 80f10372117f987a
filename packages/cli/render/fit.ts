/**
 * Cuts a text to a number of terminal columns; what is left out shows as an ellipsis. Colours survive.
 *
 * @param text One line. @param columns At least 0.
 */
export function cutText(text: string, columns: number): string {
  if (columns <= 0) return "";
  if (Bun.stringWidth(text) <= columns) return text;
  if (columns === 1) return "…";
  // Bun takes a wide character that fits in half; the line would be one column too long.
  for (let end = columns - 1; ; end--) {
    const cut = Bun.sliceAnsi(text, 0, end);
    if (Bun.stringWidth(cut) < columns) return `${cut}…`;
  }
}

/** A text in exactly that many columns: cut, or filled with spaces at its right. */
export function fitText(text: string, columns: number): string {
  const cut = cutText(text, columns);
  return cut + " ".repeat(Math.max(0, columns - Bun.stringWidth(cut)));
}

/** The same with the spaces at its left: for figures. */
export function fitFigure(text: string, columns: number): string {
  const cut = cutText(text, columns);
  return " ".repeat(Math.max(0, columns - Bun.stringWidth(cut))) + cut;
}
