import type { Figure, StudyResult } from "../study/study.ts";
import { printQuantity, scaleOf } from "./amounts.ts";
import { printMachine } from "./machine_line.ts";
import { type Column, printTable } from "./table.ts";
import { printTarget, verdictOf } from "./targets.ts";

const COLUMNS: readonly Column[] = [
  { heading: "figure" },
  { heading: "target", align: "right" },
  { heading: "result", align: "right" },
  { heading: "min – max", align: "right" },
  { heading: "n", align: "right" },
  { heading: "" },
];

/** A study's result as plain text: each figure with its target, then where and with what it was measured. */
export function printResult({
  study,
  figures,
  machine,
  seconds,
  missing,
}: Pick<StudyResult, "study" | "figures" | "machine" | "seconds" | "missing">): string {
  const rows = figures.map((figure) => [
    figure.name,
    printTarget(figure),
    `${figure.statistic} ${printQuantity(figure.value, figure.unit)}`,
    printRange(figure),
    String(figure.n),
    verdictOf(figure),
  ]);
  const notes = figures.flatMap(({ name, note }) => (note ? [`${name}: ${note}\n`] : []));
  return [
    printTable(COLUMNS, rows),
    ...missing.map(({ name, install }) => `\nskipped ${name}: not here; ${install}\n`),
    notes.length > 0 ? `\n${notes.join("")}` : "",
    `\n${study}, ${Math.round(seconds)} s. ${printMachine(machine).join("; ")}\n`,
  ].join("");
}

function printRange({ min, max, unit }: Figure): string {
  const { print } = scaleOf(unit, [min, max]);
  return `${print(min)} – ${print(max)}`;
}
