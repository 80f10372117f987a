import type { Config } from "@acacia/core/config";
import { printDuration, printSize } from "@acacia/core/text";
import type { Context } from "../context.ts";
import { drawBar } from "./bar.ts";
import { cutText } from "./fit.ts";
import { LiveScreen } from "./live_screen.ts";
import { openStyle } from "./style.ts";

/** Bytes on their way to a total, before the eyes of whoever waits. */
export interface ByteMeter extends Disposable {
  /** Where it is now. */
  show(now: { readonly files: number; readonly bytes: number }): void;
  /** A line that stays; without its line break. */
  print(line: string): void;
}

/** What is to come. */
export interface ByteTotals {
  readonly files: number;
  readonly bytes: number;
}

const FRAME_MS = 100;
const PLAIN_MS = 5_000;
const BAR_COLUMNS = 24;
/** A shorter bar says nothing: then the words stand alone. */
const LEAST_BAR_COLUMNS = 8;
/** Before that, speed and time to go would be guesses. */
const SURE_AFTER_SECONDS = 1;

/**
 * A bar with speed and time to go on a terminal, elsewhere a plain line every few seconds; lines that stay go to stdout
 * unless both are the same terminal.
 *
 * @param context The outside. @param options Settings, and the totals.
 */
export function openByteMeter(
  context: Context,
  { config, totals }: { config: Config; totals: ByteTotals },
): ByteMeter {
  const { err, out, env, clock } = context;
  const startedAt = clock.monotonic();
  const cleanup = new DisposableStack();
  let now: ByteTotals = { files: 0, bytes: 0 };
  const words = () => printPace(now, totals, (clock.monotonic() - startedAt) / 1000);
  const show = (next: ByteTotals) => {
    now = next;
  };
  const write = (line: string) => out.write(`${line}\n`);
  if (config.is("quiet")) return { show, print: write, [Symbol.dispose]() {} };
  if (!err.isTerminal || env.TERM === "dumb") {
    cleanup.use(clock.every(PLAIN_MS, () => err.write(`${words()}\n`)));
    return { show, print: write, [Symbol.dispose]: () => cleanup.dispose() };
  }
  const style = openStyle(err, { config, context });
  const screen = new LiveScreen(err);
  const draw = () => {
    const text = words();
    const columns = Math.min(BAR_COLUMNS, err.columns - 3 - Bun.stringWidth(text));
    const whole = Math.max(totals.bytes, now.bytes);
    const parts = [{ share: now.bytes, dress: style.leaf }];
    const bar =
      columns < LEAST_BAR_COLUMNS ? "" : `${drawBar(parts, { whole, columns, rest: style.dim })}  `;
    screen.draw([cutText(bar + text, err.columns - 1)]);
  };
  cleanup.defer(() => screen.close());
  cleanup.use(context.atExit(() => screen.close()));
  cleanup.use(clock.every(FRAME_MS, draw));
  return {
    show,
    print: out.isTerminal ? (line) => screen.print(`${line}\n`) : write,
    [Symbol.dispose]: () => cleanup.dispose(),
  };
}

/** "812 of 4,120 files  1.2 of 6.1 GB  790 MB/s  6s to go" */
function printPace(now: ByteTotals, totals: ByteTotals, seconds: number): string {
  const of = `${now.files} of ${Math.max(totals.files, now.files)} files`;
  const bytes = `${printSize(now.bytes)} of ${printSize(Math.max(totals.bytes, now.bytes))}`;
  if (seconds < SURE_AFTER_SECONDS || now.bytes === 0) return `${of}  ${bytes}`;
  const perSecond = now.bytes / seconds;
  const leftMs = (Math.max(0, totals.bytes - now.bytes) / perSecond) * 1000;
  return `${of}  ${bytes}  ${printSize(perSecond)}/s  ${printDuration(leftMs)} to go`;
}
