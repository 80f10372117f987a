import type { KeptComment } from "@acacia/core";
import { printDate } from "./print_date.ts";
import { safe } from "./safe.ts";
import type { Style } from "./style.ts";

/** Deeper answers stand no further to the right. */
const MAX_INDENT = 12;

/** A thread: each comment below what it answers. @param thread As `ofPost` gives it. */
export function printComments(thread: readonly KeptComment[], style: Style): string {
  return thread.map((comment) => printComment(comment, style)).join("");
}

function printComment(comment: KeptComment, style: Style): string {
  const { author, points, postedAt, deleted, depth } = comment;
  const indent = "  ".repeat(Math.min(depth, MAX_INDENT) + 1);
  const facts = [
    points === null ? null : `${points} points`,
    printDate(postedAt),
    deleted ? "no longer on Imgur" : null,
  ].filter((fact) => fact !== null && fact !== "");
  const head = `${indent}${style.bold(safe(author ?? "somebody"))} ${style.dim(facts.join(", "))}`;
  const text = comment.text === "" ? style.dim("deleted before it was read") : safe(comment.text);
  return `${head.trimEnd()}\n${indent}${text}\n`;
}
