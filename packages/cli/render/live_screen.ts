import type { Output } from "../context.ts";

const HIDE_CURSOR = "\x1b[?25l";
const SHOW_CURSOR = "\x1b[?25h";
/** Terminals that know it show a frame at once; the others ignore it. */
const BEGIN_UPDATE = "\x1b[?2026h";
const END_UPDATE = "\x1b[?2026l";
const CLEAR_LINE_REST = "\x1b[K";
const CLEAR_BELOW = "\x1b[J";

/**
 * The lowest lines of a terminal, redrawn in place; text printed through it scrolls away above them. Each change is
 * one write: cursor up, every line over the old one, the rest cleared, so that nothing flickers.
 */
export class LiveScreen {
  readonly #output: Output;
  #drawn: readonly string[] = [];
  #isShown = false;

  /** @param output A terminal. */
  constructor(output: Output) {
    this.#output = output;
  }

  /** Shows these lines in place of the ones before; each narrower than the terminal. */
  draw(lines: readonly string[]): void {
    this.#write("", lines);
  }

  /** Prints text above the lines; it ends in a line break. */
  print(text: string): void {
    this.#write(text, this.#drawn);
  }

  /** Takes the lines away and gives the cursor back; harmless twice. */
  close(): void {
    if (!this.#isShown) return;
    this.#output.write(`${BEGIN_UPDATE}${this.#toTop()}${CLEAR_BELOW}${SHOW_CURSOR}${END_UPDATE}`);
    this.#drawn = [];
    this.#isShown = false;
  }

  #write(above: string, lines: readonly string[]): void {
    const printed = above.replaceAll("\n", `${CLEAR_LINE_REST}\n`);
    const text = printed + lines.map((line) => line + CLEAR_LINE_REST).join("\n");
    const hide = this.#isShown ? "" : HIDE_CURSOR;
    this.#output.write(`${BEGIN_UPDATE}${hide}${this.#toTop()}${text}${CLEAR_BELOW}${END_UPDATE}`);
    this.#drawn = lines;
    this.#isShown = true;
  }

  /** To the first column of the first line drawn: narrower by now, the terminal may have wrapped them. */
  #toTop(): string {
    const columns = Math.max(1, this.#output.columns);
    const rows = this.#drawn.reduce(
      (sum, line) => sum + Math.max(1, Math.ceil(Bun.stringWidth(line) / columns)),
      0,
    );
    return rows > 1 ? `\r\x1b[${rows - 1}A` : "\r";
  }
}
