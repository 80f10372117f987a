/** More words than this are no search. */
const MAX_WORDS = 32;
const MAX_CHARACTERS = 2000;

/** Candidates of a search, the newest rows: a word that a million titles hold is answered as fast as a rare one. */
export const MAX_CANDIDATES = 20_000;

/** What FTS5's unicode61 takes as part of a word; a phrase without any would match nothing. */
const WORD_REGEXP = /[\p{L}\p{N}\p{Co}]/u;

const PIECE_REGEXP = /"([^"]*)"?|([^\s"]+)/g;

/**
 * Turns what people type into an FTS5 query: every word has to be there, as the beginning of one; "words in
 * quotes" in that order, whole. Nothing of the text is ever read as FTS5's own language.
 *
 * @param text Anything.
 * @returns null when the text has no word in it.
 *
 * @example
 * ```ts
 * import { matchWords } from "@acacia/core";
 * console.assert(matchWords('grumpy "tabby cat" OR*') === '"grumpy"* "tabby cat" "OR*"*');
 * console.assert(matchWords(" … ") === null);
 * ```
 */
export function matchWords(text: string): string | null {
  const terms: string[] = [];
  for (const [, phrase, word] of asText(text).matchAll(PIECE_REGEXP)) {
    if (!WORD_REGEXP.test(phrase ?? word ?? "")) continue;
    terms.push(phrase === undefined ? `"${word}"*` : `"${phrase}"`);
    if (terms.length === MAX_WORDS) break;
  }
  return terms.length === 0 ? null : terms.join(" ");
}

/**
 * The FTS5 query of one term: its words in that order.
 * @param options `exact`: the last one whole, and not only its beginning.
 * @returns null when the text has no word in it.
 */
export function matchTerm(text: string, { exact }: { exact: boolean }): string | null {
  const clean = asText(text).replaceAll('"', " ");
  return WORD_REGEXP.test(clean) ? `"${clean}"${exact ? "" : "*"}` : null;
}

/** FTS5 ends at a NUL; half a surrogate pair is no text. */
function asText(text: string): string {
  return text.slice(0, MAX_CHARACTERS).replaceAll("\0", " ").toWellFormed();
}
