import type { Figure, StudyResult } from "../study/study.ts";
import { printQuantity } from "./amounts.ts";
import { type ArticleTime, type FilledArticleTable, fillArticleTables } from "./article.ts";
import { caseTable } from "./case_table.ts";
import type { Table } from "./chart_table.ts";
import { printFactor, printSeconds } from "./page/article_tables.ts";
import { printMade } from "./page/section.ts";
import { inOrder, questionOf } from "./questions.ts";
import type { Column } from "./table.ts";
import { countTargets, printTarget, verdictOf } from "./targets.ts";

const RIGHT = { align: "right" } as const;

/** The report as Markdown: the article's tables, then each study's figures and cases. */
export function renderMarkdown(results: readonly StudyResult[]): string {
  const ordered = inOrder(results);
  const { kept, all } = countTargets(ordered.flatMap(({ figures }) => figures));
  return [
    `# Acacia, the study\n\n${kept} of ${all} figures that have a target keep it.\n`,
    ...fillArticleTables(ordered).map(printArticle),
    ...ordered.map(printStudy),
  ].join("\n");
}

function printStudy(result: StudyResult): string {
  const { study, figures, cases, charts, missing } = result;
  return [
    `## ${escapeCell(questionOf(study).title)}\n`,
    charts.length > 0 && charts.map(({ title }) => `- ${escapeCell(title)}\n`).join(""),
    figures.length > 0 && markdownTable(figureTable(figures)),
    cases.length > 0 && markdownTable(casesAsText(result)),
    missing.length > 0 &&
      missing
        .map(({ name, install }) => `- ${escapeCell(name)} was skipped: \`${install}\`\n`)
        .join(""),
    `${escapeCell(printMade(result))}\n`,
  ]
    .filter((part) => part !== false)
    .join("\n");
}

/** Figures with their targets, as a table. */
export function figureTable(figures: readonly Figure[]): Table {
  return {
    columns: [
      { heading: "figure" },
      { heading: "target", ...RIGHT },
      { heading: "result", ...RIGHT },
      { heading: "min – max", ...RIGHT },
      { heading: "runs", ...RIGHT },
      { heading: "" },
    ],
    rows: figures.map((figure) => {
      const { name, note, value, unit, statistic, min, max, n } = figure;
      return [
        note === undefined ? name : `${name} (${note})`,
        printTarget(figure),
        `${n > 1 ? `${statistic} ` : ""}${printQuantity(value, unit)}`,
        n > 1 ? `${printQuantity(min, unit)} – ${printQuantity(max, unit)}` : "",
        String(n),
        verdictOf(figure),
      ];
    }),
  };
}

/** Cases with their metrics, medians and intervals, as a table. */
export function casesAsText({ cases }: Pick<StudyResult, "cases">): Table {
  const { columns, rows } = caseTable(cases);
  return {
    columns,
    rows: rows.map(({ about, cells }) => [
      about.id,
      ...cells.map((cell) =>
        cell === undefined
          ? ""
          : cell.interval === ""
            ? cell.value
            : `${cell.value} (${cell.interval})`,
      ),
    ]),
  };
}

function printArticle({ title, study, isMeasured, rows }: FilledArticleTable): string {
  const time = (one: ArticleTime | undefined) =>
    one === undefined
      ? "–"
      : `${printSeconds(one.seconds)}${one.factor === undefined ? "" : ` (${printFactor(one.factor)})`}`;
  const table = markdownTable({
    columns: [
      { heading: title },
      { heading: "the article", ...RIGHT },
      { heading: "the same, here", ...RIGHT },
      { heading: "Acacia, here", ...RIGHT },
    ],
    rows: rows.map(({ way, article, program, ours }) => [
      way,
      time(article),
      time(program),
      time(ours),
    ]),
  });
  return isMeasured
    ? table
    : `${table}\nNot measured here yet: \`bun run bench ${study} --save\`\n`;
}

/** A table as Markdown; nothing in a cell can end it. */
export function markdownTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeCell).join(" | ")} |\n`;
  const rule = columns.map(({ align }: Column) => (align === "right" ? "--:" : ":--"));
  return [
    line(columns.map(({ heading }) => heading)),
    `| ${rule.join(" | ")} |\n`,
    ...rows.map(line),
  ].join("");
}

/** Text that stays in its cell, and that no Markdown or HTML is read from. */
function escapeCell(text: string): string {
  return text.replace(/[\\|<>*_`[\]]/g, "\\$&").replace(/\s+/g, " ");
}
