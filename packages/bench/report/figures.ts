import { printSize } from "@acacia/core/text";
import type { Machine } from "../measure/machine.ts";
import { type Figure, isKept, type StudyResult } from "../study/study.ts";
import { type Column, printTable } from "./table.ts";

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
    `${figure.statistic} ${printAmount(figure.value, figure.unit)}`,
    `${printNumber(figure.min)} – ${printNumber(figure.max)}`,
    String(figure.n),
    verdictOf(figure),
  ]);
  const notes = figures.flatMap(({ name, note }) => (note ? [`${name}: ${note}\n`] : []));
  return [
    printTable(COLUMNS, rows),
    ...missing.map(({ name, install }) => `\nskipped ${name}: not here; ${install}\n`),
    notes.length > 0 ? `\n${notes.join("")}` : "",
    `\n${study}, ${Math.round(seconds)} s. ${printMachine(machine)}\n`,
  ].join("");
}

function printTarget({ target, unit }: Figure): string {
  if (target === undefined) return "";
  return "atMost" in target
    ? `≤ ${printAmount(target.atMost, unit)}`
    : `≥ ${printAmount(target.atLeast, unit)}`;
}

function verdictOf(figure: Figure): string {
  const kept = isKept(figure);
  if (kept === undefined) return "";
  return kept ? "pass" : "MISS";
}

function printMachine(machine: Machine): string {
  const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${machine.cores} × ${machine.cpu}, ${printSize(machine.memoryBytes)}, ${machine.system}`,
    versions.join(", "),
    machine.commit === "" ? "no commit" : `commit ${machine.commit}`,
    `load ${machine.load} at the start`,
    machine.at,
  ].join("; ");
}

function printAmount(amount: number, unit: Figure["unit"]): string {
  if (unit === "x") return `${amount.toFixed(2)} ×`;
  return unit === "count" ? String(amount) : `${printNumber(amount)} ${unit}`;
}

function printNumber(amount: number): string {
  if (Number.isInteger(amount)) return String(amount);
  return Math.abs(amount) >= 100 ? amount.toFixed(0) : amount.toFixed(2);
}
