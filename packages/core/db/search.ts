const MAX_CHARACTERS = 2000;

/** Candidates of a search, the newest rows: a word that a million titles hold is answered as fast as a rare one. */
export const MAX_CANDIDATES = 20_000;

/** What FTS5's unicode61 takes as part of a word; a phrase without any would match nothing. */
const WORD_REGEXP = /[\p{L}\p{N}\p{Co}]/u;

/**
 * The FTS5 query of one term: its words in that order. Nothing of the text is ever read as FTS5's own language.
 *
 * @param options `exact`: the last one whole, and not only its beginning.
 * @returns null when the text has no word in it.
 *
 * @example
 * ```ts
 * import { matchTerm } from "@acacia/core";
 * console.assert(matchTerm("grumpy", { exact: false }) === '"grumpy"*');
 * console.assert(matchTerm(" … ", { exact: true }) === null);
 * ```
 */
export function matchTerm(text: string, { exact }: { exact: boolean }): string | null {
  const clean = asText(text).replaceAll('"', " ");
  return WORD_REGEXP.test(clean) ? `"${clean}"${exact ? "" : "*"}` : null;
}

/** FTS5 ends at a NUL; half a surrogate pair is no text. */
function asText(text: string): string {
  return text.slice(0, MAX_CHARACTERS).replaceAll("\0", " ").toWellFormed();
}
