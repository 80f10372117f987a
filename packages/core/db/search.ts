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
  // FTS5 ends at a NUL; half a surrogate pair is no text.
  const clean = text.slice(0, MAX_CHARACTERS).replaceAll("\0", " ").toWellFormed();
  const terms: string[] = [];
  for (const [, phrase, word] of clean.matchAll(PIECE_REGEXP)) {
    if (!WORD_REGEXP.test(phrase ?? word ?? "")) continue;
    terms.push(phrase === undefined ? `"${word}"*` : `"${phrase}"`);
    if (terms.length === MAX_WORDS) break;
  }
  return terms.length === 0 ? null : terms.join(" ");
}

/** SQL for the row ids of a search; its one parameter is what {@link matchWords} gives. */
export const CANDIDATES_SQL = `SELECT rowid FROM media_words WHERE media_words MATCH ?
  ORDER BY rowid DESC LIMIT ${MAX_CANDIDATES}`;
