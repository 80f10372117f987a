import type { AcaciaError } from "@acacia/core";

/**
 * An error as the contract wants it: one line "Cannot X: reason." and one line "Try: …".
 *
 * @returns Both lines, each ending in a line break; the second only when there is a hint.
 */
export function printFailure(error: Pick<AcaciaError, "message" | "hint">): string {
  const try_ = error.hint ? `Try: ${lowerFirst(error.hint)}${endStop(error.hint)}\n` : "";
  return `${error.message}${endStop(error.message)}\n${try_}`;
}

function endStop(text: string): string {
  return /[.!?^\n]$/.test(text) ? "" : ".";
}

/** "Try: give …": hints are written as sentences and read on as the rest of one. */
function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
