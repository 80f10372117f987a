import type { OpenLine } from "./member.ts";

/** How a child process is started. */
export interface ProcessProgram {
  /** The program and its arguments; it calls `serveMember` with a {@link processPort}. */
  readonly command: readonly string[];
  /** Added to this process's own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Of what a child writes to stderr, so many characters are kept, to tell why it died. */
const MAX_STDERR = 4_096;

/**
 * Members that are child processes, spoken to over IPC. A child never ends by itself: the coordinator ends it
 * once it has heard everything, because a message sent just before an exit may be lost. It ends when the channel
 * closes, so that none outlives its coordinator, however that dies.
 */
export function openProcessMembers<Down, Up>({ command, env }: ProcessProgram): OpenLine<Down, Up> {
  return ({ onMessage, onExit }) => {
    const closed = Promise.withResolvers<void>();
    let isGone = false;
    const exit = (detail: string) => {
      isGone = true;
      onExit(detail);
    };
    const child = trySpawn(() =>
      Bun.spawn([...command], {
        // JSON: an advanced message that cannot be decoded closes the channel without a word, and costs more.
        serialization: "json",
        stdio: ["ignore", "ignore", "pipe"],
        env: { ...Bun.env, ...env },
        // A session of its own: Ctrl-C means that the coordinator drains, not that its children die.
        detached: true,
        ipc: (message: Up) => {
          if (!isGone) onMessage(message);
        },
        onDisconnect: () => closed.resolve(),
      }),
    );
    if (child instanceof Error) {
      queueMicrotask(() => exit(child.message));
      return { send: () => undefined, stop: () => undefined };
    }
    const stderr = readTail(child.stderr);
    // A child that can no longer be heard is of no use.
    void closed.promise.then(() => child.kill("SIGKILL"));
    // Only when the channel is closed as well has everything been heard.
    void Promise.all([child.exited, closed.promise, stderr]).then(([code, , tail]) =>
      exit(describeExit({ code, signal: child.signalCode, tail })),
    );
    return {
      send(message) {
        try {
          child.send(message);
        } catch {
          // It is gone, and `onExit` says so.
        }
      },
      stop: () => child.kill("SIGKILL"),
    };
  };
}

function trySpawn<Child>(spawn: () => Child): Child | Error {
  try {
    return spawn();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Reads a stream to its end and keeps the end of it. */
async function readTail(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let tail = "";
  for await (const chunk of stream) {
    tail = (tail + decoder.decode(chunk, { stream: true })).slice(-MAX_STDERR);
  }
  return tail;
}

function describeExit(end: { code: number; signal: string | number | null; tail: string }): string {
  const error = end.tail.split("\n").find((line) => /^\w*error:/i.test(line));
  if (error !== undefined) return error;
  return end.signal === null ? `it ended with code ${end.code}` : `it was ended by ${end.signal}`;
}
