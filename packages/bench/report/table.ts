/** A column: its heading, and on which side its cells stand. */
export interface Column {
  readonly heading: string;
  readonly align?: "left" | "right";
}

/**
 * Rows as plain text in columns two spaces apart; each column is as wide as its widest cell.
 *
 * @returns Lines, each ended by a line break and without spaces at its end.
 * @example
 * ```ts
 * import { printTable } from "@acacia/bench";
 * const text = printTable([{ heading: "what" }, { heading: "ms", align: "right" }], [["start", "97"]]);
 * console.assert(text === "what   ms\n-----  --\nstart  97\n");
 * ```
 */
export function printTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): string {
  const headings = columns.map(({ heading }) => heading);
  const widths = headings.map((heading, index) =>
    Math.max(...[heading, ...rows.map((row) => row[index] ?? "")].map((cell) => widthOf(cell))),
  );
  const rule = widths.map((width) => "-".repeat(width));
  return [headings, rule, ...rows]
    .map((cells) => {
      const line = widths.map((width, index) => pad(cells[index] ?? "", width, columns[index]!));
      return `${line.join("  ").trimEnd()}\n`;
    })
    .join("");
}

function pad(cell: string, width: number, { align = "left" }: Column): string {
  const space = " ".repeat(width - widthOf(cell));
  return align === "right" ? space + cell : cell + space;
}

function widthOf(text: string): number {
  return Bun.stringWidth(text);
}
