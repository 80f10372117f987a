/** A Markdown table with its columns aligned, as the formatter wants it; the first row is the head. */
export function printMarkdownTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => Bun.stringWidth(row[at] ?? ""))),
  );
  const lines = rows.map((row) => {
    const cells = row.map(
      (cell, at) => cell + " ".repeat((widths[at] ?? 0) - Bun.stringWidth(cell)),
    );
    return `| ${cells.join(" | ")} |`;
  });
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}
