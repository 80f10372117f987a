import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { address, pageAddress, replace } from "../../router.ts";
import { t } from "./strings.ts";

/** The twin of a drawing. */
export interface ChartTable {
  /** The first names the rows; the others are numbers. */
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly cells: readonly string[];
    /** Where the row leads. */
    readonly href?: string;
  }[];
}

/** What a chart needs. */
export interface ChartProps {
  /** Names it in the address, and in the layout. */
  readonly name: string;
  /** What is drawn. */
  readonly subject: string;
  /** What it shows. */
  readonly finding: string;
  readonly table: ChartTable;
  /** Whether the drawing is words and links itself, and so needs no hidden table beside it. */
  readonly isReadable?: boolean;
  readonly children: ComponentChildren;
}

/** A finding with its drawing, or with the same as a table: the address says which. */
export function Chart(props: ChartProps) {
  const { name, subject, finding, table, isReadable = false, children } = props;
  const heading = useId();
  const isTable = tablesOf().includes(name);
  return (
    <figure class="chart" data-chart={name} aria-labelledby={heading}>
      <figcaption class="chart__head">
        <h2 id={heading}>{finding}</h2>
        <p>{subject}</p>
        {table.rows.length > 0 && (
          <button
            class="chart__toggle"
            type="button"
            aria-pressed={isTable}
            aria-label={t("stats.asTable.of", { title: subject })}
            onClick={() => toggle(name)}
          >
            <Icon name="table" />
            {t("stats.asTable")}
          </button>
        )}
      </figcaption>
      {!isTable && table.rows.length > 0 && <div class="chart__drawing">{children}</div>}
      {(isTable || !isReadable) && <Table table={table} caption={subject} isHidden={!isTable} />}
    </figure>
  );
}

/** The shape of a chart whose figures are on their way. */
export function ChartShape({ name, subject }: Pick<ChartProps, "name" | "subject">) {
  return (
    <div class="chart" data-chart={name} data-loading>
      <div class="chart__head">
        <p>{subject}</p>
      </div>
      <div class="chart__drawing" />
    </div>
  );
}

function Table({
  table: { columns, rows },
  caption,
  isHidden,
}: {
  readonly table: ChartTable;
  readonly caption: string;
  /** From eyes, not from screen readers. */
  readonly isHidden: boolean;
}) {
  return (
    <div class={isHidden ? "spoken" : "chart__table"}>
      <table>
        <caption class="spoken">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ cells: [first, ...rest], href }) => (
            <tr key={`${first} ${rest[0]}`}>
              <th scope="row">
                {href === undefined ? (
                  first
                ) : (
                  <a href={href} tabIndex={isHidden ? -1 : undefined}>
                    {first}
                  </a>
                )}
              </th>
              {rest.map((cell, at) => (
                <td key={columns[at + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The charts that the address shows as tables. */
function tablesOf(): string[] {
  const at = address.value;
  return at.view === "page" ? (at.params.table ?? "").split(",").filter(Boolean) : [];
}

function toggle(name: string): void {
  const shown = tablesOf();
  const next = shown.includes(name) ? shown.filter((one) => one !== name) : [...shown, name];
  replace(pageAddress("stats", "", next.length === 0 ? {} : { table: next.join(",") }));
}
