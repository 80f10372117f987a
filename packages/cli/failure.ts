import type { AcaciaError } from "@acacia/core";
import { safe } from "./render/safe.ts";

/**
 * An error as the contract wants it: one line "Cannot X: reason." and one line "Try: …".
 *
 * @returns Both lines, each ending in a line break; the second only when there is a hint.
 */
export function printFailure(error: Pick<AcaciaError, "message" | "hint">): string {
  const hint = error.hint ? `Try: ${lowerFirst(asSentence(error.hint))}\n` : "";
  return `${asSentence(error.message)}\n${hint}`;
}

/**
 * The reason's first line, with a full stop: what follows (a place underlined, a decoder's words) is for other
 * places. What is named before the reason may hold line breaks of its own.
 */
function asSentence(text: string): string {
  const line = safe(/^(?:.*?: )?[^\n]*/s.exec(text)?.[0] ?? "");
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

/** "Try: give …": hints are written as sentences and read on as the rest of one. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
