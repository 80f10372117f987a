import { writeSync } from "node:fs";
import { systemClock } from "@acacia/core/clock";
import type { Context, Output } from "./context.ts";

/** The real outside. Ctrl-C or SIGTERM once drains, twice drops. */
export function openSystemContext(): Context {
  const drain = new AbortController();
  const drop = new AbortController();
  let stoppedBy: 130 | 143 | undefined;
  const stop = (code: 130 | 143) => () => {
    // The third is for a program that hangs.
    if (drop.signal.aborted) process.exit(code);
    if (stoppedBy !== undefined) drop.abort();
    stoppedBy ??= code;
    drain.abort();
  };
  process.on("SIGINT", stop(130));
  process.on("SIGTERM", stop(143));
  return {
    out: openOutput(1),
    err: openOutput(2),
    env: process.env,
    cwd: process.cwd(),
    clock: systemClock,
    stdin: readStdin(),
    draining: drain.signal,
    signal: drop.signal,
    stoppedBy: () => stoppedBy,
    atExit(restore) {
      process.on("exit", restore);
      return { [Symbol.dispose]: () => void process.off("exit", restore) };
    },
    openViewer,
  };
}

function openViewer(path: string): void {
  const viewer = process.platform === "darwin" ? "open" : "xdg-open";
  if (!Bun.which(viewer)) return;
  Bun.spawn([viewer, path], { stdin: "ignore", stdout: "ignore", stderr: "ignore" }).unref();
}

function openOutput(fd: 1 | 2): Output {
  const stream = fd === 1 ? process.stdout : process.stderr;
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns ?? 80;
    },
    get rows() {
      return stream.rows ?? 24;
    },
    write: (text) => writeAll(fd, text),
  };
}

/** Synchronous, so that nothing is lost at the end; a pipe that nobody reads any more ends the program quietly. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") continue;
      if (code === "EPIPE") process.exit(0);
      throw error;
    }
  }
}

async function* readStdin(): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of Bun.stdin.stream()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
