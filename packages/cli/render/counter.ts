import type { Config } from "@acacia/core/config";
import type { Context } from "../context.ts";
import { drawBar } from "./bar.ts";
import { cutText } from "./fit.ts";
import { LiveScreen } from "./live_screen.ts";
import { openStyle } from "./style.ts";

/** Counts to a total before the eyes of whoever waits. */
export interface Counter {
  add(): void;
  /** A line that stays; without its line break. */
  print(line: string): void;
  /** Takes the count down; harmless twice. */
  close(): void;
}

const FRAME_MS = 100;
const BAR_COLUMNS = 30;

/**
 * A count on a terminal; elsewhere only the lines that stay.
 *
 * @param context The outside. @param options Settings, the total when it is known, and what is counted.
 */
export function openCounter(
  context: Context,
  options: { config: Config; total: number | undefined; what: string },
): Counter {
  const { err, env, clock } = context;
  const { config, total, what } = options;
  const isQuiet = config.is("quiet");
  if (isQuiet || !err.isTerminal || env.TERM === "dumb") {
    const print = (line: string) => void (isQuiet || err.write(`${line}\n`));
    return { add() {}, print, close() {} };
  }
  const style = openStyle(err, { config, context });
  const screen = new LiveScreen(err);
  const startedAt = clock.monotonic();
  const cleanup = new DisposableStack();
  let count = 0;
  const draw = () => {
    const seconds = (clock.monotonic() - startedAt) / 1000;
    const speed = seconds > 1 ? `  ${Math.round(count / seconds)} a second` : "";
    const parts = [{ share: count, dress: style.leaf }];
    const bar =
      total === undefined
        ? ""
        : `${drawBar(parts, { whole: total, columns: BAR_COLUMNS, rest: style.dim })}  `;
    const of = total === undefined ? "" : ` of ${total}`;
    screen.draw([cutText(`${bar}${count}${of} ${what}${speed}`, err.columns - 1)]);
  };
  cleanup.use(context.atExit(() => screen.close()));
  cleanup.use(clock.every(FRAME_MS, draw));
  return {
    add() {
      count += 1;
    },
    print: (line) => screen.print(`${line}\n`),
    close() {
      cleanup.dispose();
      screen.close();
    },
  };
}
