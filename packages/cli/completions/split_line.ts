/** A command line as far as it was typed. */
export interface TypedLine {
  /** Whole words, without their quotes; the program's name is the first. */
  readonly words: readonly string[];
  /** The word at the cursor, without its quotes; "" after a space. */
  readonly current: string;
  /** The quote that is still open at the cursor. */
  readonly quote: "'" | '"' | undefined;
}

/** Splits a command line as a shell does, without expanding anything. @param line Up to the cursor. */
export function splitLine(line: string): TypedLine {
  const words: string[] = [];
  let current = "";
  let quote: TypedLine["quote"];
  let isInWord = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? "";
    if (char === "\\" && quote !== "'" && at + 1 < line.length) {
      at += 1;
      current += line[at];
      isInWord = true;
    } else if (char === quote) {
      quote = undefined;
    } else if (quote === undefined && (char === "'" || char === '"')) {
      quote = char;
      isInWord = true;
    } else if (quote === undefined && /\s/.test(char)) {
      if (isInWord) words.push(current);
      current = "";
      isInWord = false;
    } else {
      current += char;
      isInWord = true;
    }
  }
  return { words, current, quote };
}
