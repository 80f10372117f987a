import { TORTURED } from "./commands.ts";
import type { KillEnd } from "./kill_once.ts";
import { PHASES } from "./phase.ts";

/** Kills by phase and command as a table of Markdown, with the sums. */
export function printHistogram(ends: readonly KillEnd[]): string {
  const names = TORTURED.map(({ name }) => name);
  const killed = ends.filter(({ phase }) => phase !== undefined);
  const lines = [
    `| phase | ${names.join(" | ")} | all |`,
    `|---|${names.map(() => "---:|").join("")}---:|`,
  ];
  for (const phase of PHASES) {
    const here = killed.filter((end) => end.phase === phase);
    const cells = names.map((name) => here.filter(({ command }) => command === name).length);
    lines.push(`| ${phase} | ${cells.join(" | ")} | ${here.length} |`);
  }
  const sums = names.map((name) => killed.filter(({ command }) => command === name).length);
  lines.push(`| **all** | ${sums.join(" | ")} | ${killed.length} |`);
  const wrong = ends.filter(({ faults }) => faults.length > 0).length;
  return `${lines.join("\n")}\n\n${killed.length} kills, ${wrong} with something wrong; ${ends.length - killed.length} runs were over before.\n`;
}
