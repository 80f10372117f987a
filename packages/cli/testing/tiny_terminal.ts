/** What {@link TinyTerminal} does not know. */
class UnknownSequence extends Error {}

const CONTROL_REGEXP =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal reads them
  /\x1b\[(?<private>\??)(?<args>[\d;]*)(?<final>[A-Za-z])|(?<control>[\r\n])|(?<text>[^\x1b\r\n]+)|(?<other>[\s\S])/gu;

/**
 * As much of a terminal as Acacia needs: lines, cursor up, clear, colours, cursor on and off. What it does not
 * know it refuses, so that a test sees each sequence that is sent. Lines that leave the screen are kept.
 */
export class TinyTerminal {
  columns: number;
  readonly rows: number;
  /** Whether the cursor can be seen. */
  isCursorShown = true;
  /** Whether changes are held back until a frame is complete. */
  isHeld = false;
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(columns = 80, rows = 24) {
    this.columns = columns;
    this.rows = rows;
  }

  /** Everything on the screen and above it, without spaces at line ends and empty lines at the end. */
  get text(): string {
    return this.#lines
      .map((line) => line.join("").trimEnd())
      .join("\n")
      .trimEnd();
  }

  /** @throws {Error} for a sequence that it does not know. */
  write(text: string): void {
    for (const { groups = {} } of text.matchAll(CONTROL_REGEXP)) {
      if (groups.text !== undefined) this.#print(groups.text);
      else if (groups.control === "\r") this.#column = 0;
      else if (groups.control === "\n") this.#newLine();
      else if (groups.final) this.#obey(groups.final, groups.private + (groups.args ?? ""));
      else throw new UnknownSequence(`Cannot read ${JSON.stringify(groups.other)}`);
    }
  }

  #print(text: string): void {
    for (const char of text) {
      const width = Bun.stringWidth(char);
      if (this.#column + width > this.columns) this.#newLine();
      const line = this.#lineAt(this.#row);
      while (line.length < this.#column) line.push(" ");
      line.splice(
        this.#column,
        Math.max(1, width),
        char,
        ...Array(Math.max(0, width - 1)).fill(""),
      );
      this.#column += width;
    }
  }

  /** A terminal's driver turns a line feed into carriage return and line feed. */
  #newLine(): void {
    this.#row += 1;
    this.#column = 0;
    this.#lineAt(this.#row);
  }

  #obey(final: string, args: string): void {
    switch (final) {
      case "A":
        this.#row = Math.max(this.#top, this.#row - Number(args || 1));
        break;
      case "K":
        this.#lineAt(this.#row).length = Math.min(this.#lineAt(this.#row).length, this.#column);
        break;
      case "J":
        this.#lineAt(this.#row).length = Math.min(this.#lineAt(this.#row).length, this.#column);
        this.#lines.length = this.#row + 1;
        break;
      case "m":
        break;
      case "h":
      case "l":
        this.#switch(args, final === "h");
        break;
      default:
        throw new UnknownSequence(`Cannot read CSI ${args}${final}`);
    }
  }

  #switch(mode: string, on: boolean): void {
    if (mode === "?25") this.isCursorShown = on;
    else if (mode === "?2026") this.isHeld = on;
    else throw new UnknownSequence(`Cannot switch mode ${mode}`);
  }

  /** The cursor cannot go above the first line of the screen. */
  get #top(): number {
    return Math.max(0, this.#lines.length - this.rows);
  }

  #lineAt(row: number): string[] {
    while (this.#lines.length <= row) this.#lines.push([]);
    return this.#lines[row]!;
  }
}
