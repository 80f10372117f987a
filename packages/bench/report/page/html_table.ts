import { type Markup, markup, type Part } from "../markup.ts";
import type { Column } from "../table.ts";

/** A row of {@link htmlTable}: its first cell names it. */
export interface HtmlRow {
  readonly cells: readonly Part[];
  readonly className?: string;
}

/** What {@link htmlTable} takes. */
export interface HtmlTable {
  /** Shown above the table. */
  readonly caption?: string;
  /** For who hears the page: what scrolls needs a name. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly rows: readonly HtmlRow[];
  readonly className?: string;
}

/** A table in a box that scrolls when the page is too narrow for it. */
export function htmlTable({ caption, label, columns, rows, className = "" }: HtmlTable): Markup {
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="${className}">
${caption !== undefined && markup`<caption>${caption}</caption>`}
<thead><tr>${columns.map(({ heading, align }) =>
    heading === "" ? markup`<td></td>` : markup`<th scope="col"${endOf(align)}>${heading}</th>`,
  )}</tr></thead>
<tbody>${rows.map(
    (row) => markup`
<tr${row.className !== undefined && markup` class="${row.className}"`}>${row.cells.map(
      (cell, index) =>
        index === 0
          ? markup`<th scope="row">${cell}</th>`
          : markup`<td${endOf(columns[index]?.align)}>${cell}</td>`,
    )}</tr>`,
  )}
</tbody></table></div>`;
}

function endOf(align: Column["align"]): Markup | undefined {
  return align === "right" ? markup` class="end"` : undefined;
}
