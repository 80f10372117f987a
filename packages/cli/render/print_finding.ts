import { FINDINGS, type Finding } from "@acacia/core";
import { printSize } from "@acacia/core/text";
import { safe } from "./safe.ts";
import type { Style } from "./style.ts";

/** A finding as one line: what it is, where, whose, and what was met. */
export function printFinding(finding: Finding, style: Style): string {
  const { kind, path, ids = [], detail, count, sizeBytes } = finding;
  const { level, words } = FINDINGS[kind];
  const dress = level === "error" ? style.clay : style.dim;
  const amount =
    count === undefined
      ? ""
      : `${count} ${count === 1 ? "file" : "files"}, ${printSize(sizeBytes ?? 0)}: `;
  const where = path === undefined ? "" : `  ${safe(path)}`;
  const whose = ids.length === 0 ? "" : `  ${safe(ids.join(" "))}`;
  const met = detail === undefined ? "" : `  ${safe(detail)}`;
  return `${dress(kind)}  ${amount}${words}${where}${whose}${met}`;
}
