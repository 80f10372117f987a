import type { Clock } from "@acacia/core";
import { systemClock } from "@acacia/core/clock";
import type { StopCode } from "@acacia/core/exit-codes";
import type { Context, DataOutput } from "../context.ts";

/** What a {@link TestContext} is made with. */
export interface TestContextOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** @default a folder that is not there */
  readonly cwd?: string;
  /** Standard input. @default nothing */
  readonly stdin?: readonly string[];
  /** @default the real one, with sleeps that take no time */
  readonly clock?: Clock;
  /** Whether both outputs are terminals. @default false */
  readonly isTerminal?: boolean;
  readonly columns?: number;
  readonly rows?: number;
}

/** An outside made of buffers. */
export class TestContext implements Context {
  readonly out: TextOutput;
  readonly err: TextOutput;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly clock: Clock;
  readonly stdin: AsyncIterable<string>;
  /** Files that were shown. */
  readonly viewed: string[] = [];
  readonly #drain = new AbortController();
  readonly #drop = new AbortController();
  #stoppedBy: StopCode | undefined;

  readonly stoppedBy = () => this.#stoppedBy;
  readonly atExit = (): Disposable => ({ [Symbol.dispose]() {} });
  readonly openViewer = (path: string): void => void this.viewed.push(path);

  constructor(options: TestContextOptions = {}) {
    const { isTerminal = false, columns = 80, rows = 24 } = options;
    this.out = new TextOutput({ isTerminal, columns, rows });
    this.err = new TextOutput({ isTerminal, columns, rows });
    this.env = options.env ?? {};
    this.cwd = options.cwd ?? "/nowhere";
    this.clock = options.clock ?? makeSleeplessClock();
    this.stdin = readChunks(options.stdin ?? []);
  }

  get draining(): AbortSignal {
    return this.#drain.signal;
  }

  get signal(): AbortSignal {
    return this.#drop.signal;
  }

  /** As the signal of the system does: once drains, twice drops. */
  stop(code: StopCode = 130): void {
    if (this.#stoppedBy !== undefined) this.#drop.abort();
    this.#stoppedBy ??= code;
    this.#drain.abort();
  }
}

/** An output that keeps what it is given. */
export class TextOutput implements DataOutput {
  readonly isTerminal: boolean;
  columns: number;
  rows: number;
  /** Each write. */
  readonly writes: string[] = [];
  /** What was written that is no text. */
  readonly pieces: Uint8Array[] = [];
  /** Called at each write. */
  onWrite: (text: string) => void = () => {};

  constructor(options: { isTerminal: boolean; columns: number; rows: number }) {
    this.isTerminal = options.isTerminal;
    this.columns = options.columns;
    this.rows = options.rows;
  }

  write(text: string): void {
    this.writes.push(text);
    this.onWrite(text);
  }

  writeBytes(bytes: Uint8Array): void {
    this.pieces.push(bytes.slice());
  }

  /** All of it. */
  get text(): string {
    return this.writes.join("");
  }

  /** Its lines, without the last line break. */
  get lines(): string[] {
    return this.text.split("\n").slice(0, -1);
  }

  /** Its lines as JSON. */
  get json(): Record<string, unknown>[] {
    return this.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  }
}

async function* readChunks(chunks: readonly string[]): AsyncGenerator<string> {
  yield* chunks;
}

/**
 * The real clock for time-outs and intervals; a sleep takes no time and moves the clock on, so that retries and
 * pauses of minutes pass at once.
 */
export function makeSleeplessClock(): Clock {
  let skippedMs = 0;
  return {
    ...systemClock,
    now: () => systemClock.now() + Math.round(skippedMs),
    monotonic: () => systemClock.monotonic() + skippedMs,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      skippedMs += ms;
      await new Promise<void>((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
    random: () => 0.5,
  };
}
