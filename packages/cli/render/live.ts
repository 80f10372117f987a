import type { RunEvent } from "@acacia/core";
import type { Context } from "../context.ts";
import { printFailureLine, printNotice, printThumbFailure } from "./lines.ts";
import { drawFrame } from "./live_frame.ts";
import { LiveScreen } from "./live_screen.ts";
import { LiveState } from "./live_state.ts";
import type { Renderer } from "./renderer.ts";
import type { Style } from "./style.ts";

/** Frames are at least this far apart, ms: ten a second look smooth and cost nothing. */
const FRAME_MS = 100;

/** Shows a run on a terminal: a line a slot, the totals, who waits; what people must read scrolls above. */
export class LiveRenderer implements Renderer {
  readonly #context: Context;
  readonly #style: Style;
  readonly #state = new LiveState();
  readonly #screen: LiveScreen;
  readonly #cleanup = new DisposableStack();
  #shown = "";

  /** @param context The outside; `err` is a terminal. @param style Its colours. */
  constructor(context: Context, style: Style) {
    this.#context = context;
    this.#style = style;
    this.#screen = new LiveScreen(context.err);
    // Whatever ends or stops the process, the cursor comes back.
    this.#cleanup.use(context.atExit(() => this.#takeDown()));
    this.#cleanup.use(context.clock.every(FRAME_MS, () => this.#draw()));
  }

  /** Follows one event. */
  show(event: RunEvent): void {
    this.#state.follow(event);
    const text = this.#textOf(event);
    if (text) this.#screen.print(text);
  }

  /** Takes down what it drew; harmless twice. */
  close(): void {
    this.#cleanup.dispose();
    this.#screen.close();
  }

  /** Until the next frame, which comes when the process goes on. */
  #takeDown(): void {
    this.#screen.close();
    this.#shown = "";
  }

  #textOf(event: RunEvent): string | undefined {
    if (event.type === "run.notice") {
      const text = printNotice(event);
      return event.level === "error" ? this.#style.clay(text.trimEnd()).concat("\n") : text;
    }
    if (event.type === "thumbnail.failed") return `${printThumbFailure(event)}\n`;
    if (event.type !== "media.finished") return undefined;
    const line = printFailureLine(event);
    return line && `${this.#style.clay(line)}\n`;
  }

  #draw(): void {
    const { clock, err, draining } = this.#context;
    const { columns, rows } = err;
    const lines = drawFrame(this.#state, {
      columns,
      rows,
      now: clock.now(),
      style: this.#style,
      isDraining: draining.aborted,
    });
    const shown = `${columns} ${lines.join("\n")}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#screen.draw(lines);
  }
}
