import type { Expr } from "./expr.ts";

/**
 * Prints a query in its canonical form; parsing it again gives the same meaning.
 *
 * @param expr What {@link parseWhere} gave.
 */
export function printWhere(expr: Expr): string {
  switch (expr.kind) {
    case "all":
      return "";
    case "and":
      return expr.parts.map((part) => bracket(part, part.kind === "or")).join(" ");
    case "or":
      return expr.parts.map((part) => bracket(part, false)).join(" OR ");
    case "not":
      return `-${bracket(expr.part, expr.part.kind === "and" || expr.part.kind === "or")}`;
    case "words":
      return expr.exact || needsQuotes(expr.text) ? `"${expr.text}"` : expr.text;
    case "type":
      return `type:${expr.type}`;
    case "number":
      return `${expr.field}:${expr.comparison === "=" ? "" : expr.comparison}${expr.value}`;
    case "text":
      return `${expr.field}:${needsQuotes(expr.value) ? `"${expr.value}"` : expr.value}`;
    case "time":
      return printTime(expr);
    case "flag":
      return printFlag(expr);
    default:
      return expr satisfies never;
  }
}

function bracket(expr: Expr, needed: boolean): string {
  return needed ? `(${printWhere(expr)})` : printWhere(expr);
}

function needsQuotes(text: string): boolean {
  return /[\s()|:]|^-|^(?:AND|OR|NOT)$/.test(text);
}

function printTime(expr: Extract<Expr, { kind: "time" }>): string {
  const { field, from, to } = expr;
  const parts = [];
  // Days are as fine as the grammar's dates; ages were turned into instants when the query was read.
  if (from !== undefined) parts.push(`${field}:>=${day(from)}`);
  if (to !== undefined) parts.push(`${field}:<${day(to)}`);
  return parts.join(" ");
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function printFlag({ flag, on }: Extract<Expr, { kind: "flag" }>): string {
  if (flag === "nsfw" || flag === "dup") return `${flag}:${on ? "yes" : "no"}`;
  return `${on ? "" : "-"}is:${flag}`;
}
