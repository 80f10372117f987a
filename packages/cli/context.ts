import type { Clock } from "@acacia/core";
import type { StopCode } from "@acacia/core/exit-codes";

/** What a command sees of the outside: faked in tests. */
export interface Context {
  /** Data: stdout. */
  readonly out: DataOutput;
  /** Talk: stderr. */
  readonly err: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly clock: Clock;
  /** Standard input as text chunks. */
  readonly stdin: AsyncIterable<string>;
  /** Aborts at the first Ctrl-C or SIGTERM, and when nobody reads the output any more: take nothing new. */
  readonly draining: AbortSignal;
  /** Aborts at the second: drop what runs. */
  readonly signal: AbortSignal;
  /** What asked to stop, once something did. */
  readonly stoppedBy: () => StopCode | undefined;
  /**
   * Runs `restore` when the process ends in whatever way it can still act on, and before Ctrl-Z stops it for a while;
   * until disposed.
   */
  readonly atExit: (restore: () => void) => Disposable;
  /** Shows a file with the program that the desktop has for it; harmless where there is none. */
  readonly openViewer: (path: string) => void;
}

/** Where text goes. */
export interface Output {
  /** True on a terminal. */
  readonly isTerminal: boolean;
  /** Columns now; 80 when it is no terminal. */
  readonly columns: number;
  readonly rows: number;
  write(text: string): void;
}

/** Where data goes that may be no text. */
export interface DataOutput extends Output {
  writeBytes(bytes: Uint8Array): void;
}
