import { safe } from "./safe.ts";

/**
 * A plain table: columns as wide as their widest cell, two spaces between, no lines. Cells that hold numbers
 * only stand at the right.
 *
 * @param head The column names.
 * @param rows As many cells as names.
 */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(safe));
  const widths = head.map((name, column) =>
    Math.max(Bun.stringWidth(name), ...cells.map((row) => Bun.stringWidth(row[column] ?? ""))),
  );
  const isNumeric = head.map(
    (_, column) =>
      cells.length > 0 &&
      cells.every((row) => /^(?:[\d.,]+(?: [kMGTP]?B)?|–|)$/.test(row[column] ?? "")),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const space = " ".repeat(Math.max(0, widths[column]! - Bun.stringWidth(cell)));
        return isNumeric[column] ? space + cell : cell + space;
      })
      .join("  ")
      .trimEnd();
  return `${[line(head), ...cells.map(line)].join("\n")}\n`;
}
