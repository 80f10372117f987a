import type { Figure, StudyResult } from "../../study/study.ts";
import { printQuantity } from "../amounts.ts";
import { caseTable } from "../case_table.ts";
import type { Chart } from "../chart.ts";
import { tableOf } from "../chart_table.ts";
import { printMachine } from "../machine_line.ts";
import { type Markup, markup } from "../markup.ts";
import type { Palette } from "../palette.ts";
import { drawChart } from "../plot/draw_chart.ts";
import { questionOf } from "../questions.ts";
import { printTarget, verdictOf } from "../targets.ts";
import { drawGauge } from "./gauge.ts";
import { htmlTable } from "./html_table.ts";

const WIDE_PX = 860;
const NARROW_PX = 360;

/** What a section is drawn with. */
export interface SectionOptions {
  readonly palette: Palette;
  /** Unique in the page; begins with a letter. */
  readonly id: string;
}

/** One study: its charts, its figures, its cases, who was absent, and where it was measured. */
export function drawSection(result: StudyResult, { palette, id }: SectionOptions): Markup {
  const { title, ask } = questionOf(result.study);
  const { figures, cases, charts, missing } = result;
  return markup`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${ask !== "" && markup`<p class="section__ask">${ask}</p>`}
${charts.map((chart, index) => drawFigure(chart, { palette, id: `${id}-chart-${index + 1}` }))}
${figures.length > 0 && drawFigures(figures, title)}
${cases.length > 0 && drawCases(result)}
${
  missing.length > 0 &&
  markup`<ul class="missing">${missing.map(({ name, install }) => markup`<li>${name} is not on this machine and was skipped: <code>${install}</code></li>`)}</ul>`
}
<p class="made">${printMade(result)}</p>
</section>`;
}

function drawFigure(chart: Chart, { palette, id }: SectionOptions): Markup {
  const options = { palette, titleId: `${id}-title` };
  const { columns, rows } = tableOf(chart);
  return markup`
<figure class="chart" id="${id}"><figcaption><h3 id="${id}-title">${chart.title}</h3>${chart.note !== undefined && markup`<p>${chart.note}</p>`}</figcaption>
${drawChart(chart, { ...options, width: WIDE_PX, className: "plot--wide" })}
${drawChart(chart, { ...options, width: NARROW_PX, className: "plot--narrow" })}
<details><summary>The same as a table</summary>${htmlTable({ label: `${chart.title}, as a table`, columns, rows: rows.map((cells) => ({ cells })) })}</details></figure>`;
}

function drawFigures(figures: readonly Figure[], study: string): Markup {
  const right = { align: "right" } as const;
  const hasTargets = figures.some(({ target }) => target !== undefined);
  const table = htmlTable({
    label: `${study} Figures and targets`,
    columns: [
      { heading: "figure" },
      { heading: "result", ...right },
      ...(hasTargets ? [{ heading: "target", ...right }, { heading: "kept" }] : []),
      { heading: hasTargets ? "range, and target" : "range" },
      { heading: "of runs", ...right },
    ],
    rows: figures.map((figure) => {
      const { name, note, value, unit, statistic, n } = figure;
      return {
        cells: [
          markup`${name}${note !== undefined && markup` <small>${note}</small>`}`,
          printQuantity(value, unit),
          ...(hasTargets ? [printTarget(figure), drawVerdict(figure)] : []),
          drawGauge(figure),
          n > 1 ? `${statistic} of ${n}` : "1",
        ],
      };
    }),
  });
  const heading = hasTargets ? "Figures and targets" : "Figures";
  return markup`<div class="figures"><h3>${heading}</h3>${table}</div>`;
}

function drawVerdict(figure: Figure): Markup | undefined {
  const verdict = verdictOf(figure);
  if (verdict === "") return undefined;
  return markup`<span class="verdict verdict--${verdict.toLowerCase()}">${verdict}</span>`;
}

function drawCases({ cases, study, rounds }: StudyResult): Markup {
  const { columns, rows } = caseTable(cases);
  const table = htmlTable({
    label: `${questionOf(study).title} All cases`,
    className: "cases",
    columns,
    rows: rows.map(({ about, cells }) => ({
      className: `is-told-${about.role}`,
      cells: [
        markup`${about.id}${about.floor && markup` <small>floor ${printQuantity(about.floor.wallMs, "ms")}: ${about.floor.name}</small>`}`,
        ...cells.map(
          (cell) =>
            cell &&
            markup`${cell.value}${cell.interval !== "" && markup` <small>${cell.interval}</small>`}`,
        ),
      ],
    })),
  });
  return markup`<details><summary>All cases: ${cases.length}, in ${rounds} interleaved rounds or more</summary>${table}</details>`;
}

/** The command of a study, and where, when and with what it ran, in a line. */
export function printMade({ machine, study, seed, rounds, seconds }: StudyResult): string {
  const command = `bun run bench ${study} --seed ${seed} --rounds ${rounds}`;
  return [command, `${Math.round(seconds)} s`, ...printMachine(machine)].join(" · ");
}
