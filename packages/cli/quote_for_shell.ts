/** A text as one word of a shell's command line: bare when it is plain, else in single quotes. */
export function quoteForShell(text: string): string {
  return /^[\w./~@:+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
