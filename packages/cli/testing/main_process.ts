import { join } from "node:path";
import type { Subprocess } from "bun";
import { TinyTerminal } from "./tiny_terminal.ts";

const MAIN = join(import.meta.dir, "..", "main.ts");

/** The real program in a process of its own, on a pseudo-terminal. */
export interface TerminalProcess extends AsyncDisposable {
  readonly terminal: TinyTerminal;
  readonly process: Subprocess;
  /** Everything that was sent so far. */
  readonly sent: string;
  /** Resolves as soon as what is shown satisfies `isIt`. @throws {Error} when the program ends before. */
  until(isIt: (text: string) => boolean): Promise<void>;
  /** Types, as a person would. */
  type(text: string): void;
  resize(columns: number, rows: number): void;
  /** Resolves to the exit code when the program has ended and all it wrote is here. */
  readonly ended: Promise<number>;
}

/** Starts the program on a pseudo-terminal. */
export function openTerminalProcess(
  args: readonly string[],
  options: { env: Readonly<Record<string, string>>; cwd: string; columns?: number; rows?: number },
): TerminalProcess {
  const { columns = 80, rows = 24, env, cwd } = options;
  const screen = new TinyTerminal(columns, rows);
  const decoder = new TextDecoder();
  const waiting = new Set<() => void>();
  let sent = "";
  let held = "";
  const closed = Promise.withResolvers<void>();
  const child = Bun.spawn([process.execPath, MAIN, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "", HOME: cwd, TERM: "xterm-256color", ...env },
    terminal: {
      cols: columns,
      rows,
      data(_, bytes) {
        const text = decoder.decode(bytes, { stream: true });
        sent += text;
        // A read may end within a sequence: what is not complete waits for the next one.
        held += text.replaceAll("\r\n", "\n");
        const end = held.lastIndexOf("\x1b[?2026l");
        const isWhole = !held.includes("\x1b") || end >= 0;
        const take = isWhole ? (end < 0 ? held.length : end + 8) : 0;
        screen.write(held.slice(0, take));
        held = held.slice(take);
        for (const check of waiting) check();
      },
      exit: () => closed.resolve(),
    },
  });
  const ended = (async () => {
    const exitCode = await child.exited;
    child.terminal?.close();
    await closed.promise;
    screen.write(held);
    for (const check of waiting) check();
    return exitCode;
  })();
  return {
    terminal: screen,
    process: child,
    get sent() {
      return sent;
    },
    ended,
    type: (text) => void child.terminal?.write(text),
    resize(newColumns, newRows) {
      screen.columns = newColumns;
      child.terminal?.resize(newColumns, newRows);
    },
    until(isIt) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const check = () => {
        if (isIt(screen.text)) resolve();
      };
      waiting.add(check);
      void ended.then(() => reject(new Error(`It ended before, showing:\n${screen.text}`)));
      check();
      return promise.finally(() => waiting.delete(check));
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
