const MAX_WORD_LENGTH = 64;

/**
 * The candidate that a mistyped word most likely meant, for "did you mean".
 *
 * @param word What was typed.
 * @param candidates What would have been right, in the order in which ties are decided.
 * @returns The nearest within a third of the word's length (one slip in a short one), upper and lower case
 *   being the same; else the only one that begins with it, from three characters on; else undefined.
 *
 * @example
 * ```ts
 * import { closest } from "@acacia/core";
 * console.assert(closest("stratgey", ["limit", "strategy"]) === "strategy");
 * console.assert(closest("zzz", ["limit", "strategy"]) === undefined);
 * ```
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  if (typed === "" || typed.length > MAX_WORD_LENGTH) return undefined;
  let best: string | undefined;
  let bestSlips = Math.max(1, Math.floor(typed.length / 3)) + 1;
  const begun: string[] = [];
  for (const candidate of candidates) {
    const right = candidate.toLowerCase();
    if (right.startsWith(typed)) begun.push(candidate);
    if (Math.abs(right.length - typed.length) >= bestSlips) continue;
    const slips = countSlips(typed, right);
    // A word in which every letter is wrong is another word, not a slip.
    if (slips < bestSlips && slips < Math.max(typed.length, right.length)) {
      best = candidate;
      bestSlips = slips;
    }
  }
  return best ?? (typed.length >= 3 && begun.length === 1 ? begun[0] : undefined);
}

/** The hint that names what was most likely meant. @param meant As it is to be written. */
export function meantHint(meant: string): string {
  return `Write ${meant}, if that is what you meant`;
}

/** Letters added, left out, replaced, or swapped with their neighbour, between two short words. */
function countSlips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const isSame = a[row - 1] === b[column - 1];
      let slips = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        slips = Math.min(slips, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(slips);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
