import { writeSync } from "node:fs";
import { systemClock } from "@acacia/core/clock";
import type { StopCode } from "@acacia/core/exit-codes";
import type { Context, DataOutput } from "./context.ts";

/** The real outside. Ctrl-C, SIGTERM or a closed output once drains, twice drops. */
export function openSystemContext(): Context {
  const drain = new AbortController();
  const drop = new AbortController();
  let stoppedBy: StopCode | undefined;
  const stop = (code: StopCode) => () => {
    // The third is for a program that hangs.
    if (drop.signal.aborted) process.exit(code);
    if (stoppedBy !== undefined) drop.abort();
    stoppedBy ??= code;
    drain.abort();
  };
  // As a program that SIGPIPE ends, but with its work put down in order: the lock given back, the sums written.
  const stopUnread = () => void (stoppedBy === undefined && stop(141)());
  process.on("SIGINT", stop(130));
  process.on("SIGTERM", stop(143));
  return {
    out: openOutput(1, stopUnread),
    err: openOutput(2, stopUnread),
    env: process.env,
    cwd: process.cwd(),
    clock: systemClock,
    stdin: readStdin(),
    draining: drain.signal,
    signal: drop.signal,
    stoppedBy: () => stoppedBy,
    atExit,
    openViewer,
  };
}

function atExit(restore: () => void): Disposable {
  const pause = () => {
    restore();
    // The signal that was caught stops nothing any more; this one cannot be caught.
    process.kill(process.pid, "SIGSTOP");
  };
  process.on("exit", restore);
  process.on("SIGTSTP", pause);
  return {
    [Symbol.dispose]() {
      process.off("exit", restore);
      process.off("SIGTSTP", pause);
    },
  };
}

function openViewer(path: string): void {
  const viewer = process.platform === "darwin" ? "open" : "xdg-open";
  if (!Bun.which(viewer)) return;
  Bun.spawn([viewer, path], { stdin: "ignore", stdout: "ignore", stderr: "ignore" }).unref();
}

/** @param onClosed Called when it turns out that nobody reads it any more; what is written then is lost. */
function openOutput(fd: 1 | 2, onClosed: () => void): DataOutput {
  const stream = fd === 1 ? process.stdout : process.stderr;
  let isOpen = true;
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      return stream.columns ?? 80;
    },
    get rows() {
      return stream.rows ?? 24;
    },
    write(text) {
      this.writeBytes(Buffer.from(text));
    },
    writeBytes(bytes) {
      if (!isOpen) return;
      isOpen = writeAll(fd, bytes);
      if (!isOpen) onClosed();
    },
  };
}

/** Synchronous, so that nothing is lost at the end. @returns Whether anybody reads it. */
function writeAll(fd: number, bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EAGAIN") continue;
      if (code === "EPIPE") return false;
      throw error;
    }
  }
  return true;
}

async function* readStdin(): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of Bun.stdin.stream()) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
